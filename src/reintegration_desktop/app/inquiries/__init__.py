"""Questions between offices in an open vault."""
