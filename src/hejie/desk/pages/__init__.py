"""Which pages does the desk have? One file for each; a page is a noun, an action is a thing that is added to it."""
