"""Acuerdos: what each mesa agrees, written as it is said."""
