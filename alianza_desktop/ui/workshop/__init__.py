"""A workshop on one page: planned from what the last one says, and changed afterwards part by part."""
