"""Agreements out to Excel and back, row by row."""
