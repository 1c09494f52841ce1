"""What should be done about each complaint of an export, without a desk?"""
