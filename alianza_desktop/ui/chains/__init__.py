"""Cadena de valor: the chain on a canvas and as a list, and the card of what is selected."""
