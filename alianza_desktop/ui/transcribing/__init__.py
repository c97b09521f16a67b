"""Transcribir papeles: what was noted by hand during a power cut comes into the store, row by row."""
