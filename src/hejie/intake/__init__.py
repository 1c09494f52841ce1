"""受理: which case does this notice, export row, message or form open or add to?"""
