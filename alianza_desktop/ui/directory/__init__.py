"""Directorio: Personas, Actores and the needs of the territory."""
