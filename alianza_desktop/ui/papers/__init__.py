"""Papeles del taller: every paper of a workshop, seen as it prints, printed and saved."""
