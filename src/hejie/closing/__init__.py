"""结案: how is what was agreed carried out safely, watched, recovered and remembered?"""
