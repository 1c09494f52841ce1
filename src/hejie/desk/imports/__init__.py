"""How do files that people bring become rows, and rows become cases?"""
