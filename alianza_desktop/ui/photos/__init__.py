"""The photos of a workshop: added, looked at, captioned, saved."""
