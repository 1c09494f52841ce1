"""What is wrong or doubtful with the rules, each shown by the smallest case that meets it?"""
