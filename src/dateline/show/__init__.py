"""Readings shown to people: a page in the terminal, a page in the browser."""
