"""How are very many cases judged side by side, with one bit a case for each part of each rule?"""
