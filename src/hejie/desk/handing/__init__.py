"""Who gets which case next, who is there to take it, and what is to be done on the platforms?"""
