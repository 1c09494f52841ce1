"""Who may enter, as whom, how often, and what is noted of it?"""
