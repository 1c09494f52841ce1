"""How does an evidence pack become files: pages in type, an archive with hashes, and pictures that fit a platform?"""
