"""What does a newcomer find on an empty desk: a sample shop, the same for the same seed and time?"""
