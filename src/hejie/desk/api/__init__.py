"""How do other systems do what people do at the desk: read cases, add to them, bring them in and take them out?"""
