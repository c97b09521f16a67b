"""The history of the schema, one file for each step; `draft` writes the next one."""
