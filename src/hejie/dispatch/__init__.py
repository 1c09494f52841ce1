"""派单: who works on what next, what escalates, and what is at stake in every open case?"""
