"""Hejie 和解: the after-sales dispute desk. The folders below, read in order, are the journey of a dispute."""
