"""The agenda and its clock: blocks begin, stop and end; who was in the room at each hour."""
