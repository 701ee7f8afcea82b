"""Rules for all offices in an open vault."""
