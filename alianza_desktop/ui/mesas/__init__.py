"""Mesas: who sits where in the workshop, and the alliance's standing tables."""
