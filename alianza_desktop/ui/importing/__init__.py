"""A list of invitees comes in: what it says is shown before anything is written."""
