"""How is a case told to the person who looks at it? One file for each part of the case page."""
