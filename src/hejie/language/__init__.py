"""言语: what does this text say, and how is that said well in the buyer's language?"""
