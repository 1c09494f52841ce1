"""What may a person do to a case, and how does it become an entry?"""
