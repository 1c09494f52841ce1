"""预防: what is about to go wrong, and which fix with which owner stops it?"""
