"""Registro: the desk where people arrive."""
