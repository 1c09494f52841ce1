"""How are cases kept: the entries that are the truth, the index that lists need, and the proof that both agree?"""
