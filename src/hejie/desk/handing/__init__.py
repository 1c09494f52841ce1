"""Who gets which case next, who is there to take it, and how many will be needed?"""
