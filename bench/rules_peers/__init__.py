"""The same rules said in other engines' languages, and the cases they are asked about."""
