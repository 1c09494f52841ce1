"""How does a person find the case to work on: lists, counts, search, similar cases, the wall?"""
