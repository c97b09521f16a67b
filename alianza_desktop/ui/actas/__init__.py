"""Actas: composed, reviewed, frozen, signed by each, sealed, printed, verified."""
