"""What do the stored cases and orders of a shop teach, reckoned now and then by the worker and shown with its date?"""
