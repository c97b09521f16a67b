"""The projector: a window of its own with curated contents, and how the operator drives it."""
