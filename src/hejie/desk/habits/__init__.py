"""How does a team change its own rules: written, weighed before they hold, kept with who and why, and taken back?"""
