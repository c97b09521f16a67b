"""Before there is a store, or before it is known who works at it."""
