"""方案: what can be offered, what does each cost, what will the buyer take, and who may grant it?"""
