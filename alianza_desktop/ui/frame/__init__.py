"""The frame round every screen: top bar, rail, status bar, search."""
