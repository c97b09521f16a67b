"""One function for each intention of a user: `(session, …) → result`. They never commit and know no Qt."""
