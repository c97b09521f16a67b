"""Ajustes: who works here, how it looks, what protects it, where it is."""
