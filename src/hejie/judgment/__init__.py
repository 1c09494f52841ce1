"""判责: who is liable, by which rule, how sure, or which fact is still missing and whom to ask?"""
