"""工作台: all that people and other systems touch; the only room that knows the data base, the web and the clock."""
