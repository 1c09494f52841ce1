"""举证: which evidence, in which order and marked how, goes to the platform before its hour?"""
