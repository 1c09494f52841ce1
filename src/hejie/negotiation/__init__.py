"""协商: what is the next move from the buyer's real wish, and which message carries it?"""
