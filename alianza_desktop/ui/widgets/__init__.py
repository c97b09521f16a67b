"""Widgets that screens share: stock Qt ones with the look of the pictures, and a few painted ones."""
