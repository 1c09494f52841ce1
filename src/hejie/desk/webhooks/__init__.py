"""Who outside hears that something happened in a case, signed, once it is certain, and again until it was taken?"""
