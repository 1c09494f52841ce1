"""Which buyers are written to before they ask, by whom, and how is it kept from becoming too much?"""
