"""复盘: what are the root causes, how do agents perform, and which drill teaches it?"""
