"""Inicio: the six stages, what to do now, what to check before starting, the agenda."""
