"""What do people want done on the platforms, who carries it out, and what came of it?"""
