"""Alianza Desktop: offline workshops of the Alianza Multiactor, from an invitee list to a sealed acta."""

__version__ = "0.1.0"
