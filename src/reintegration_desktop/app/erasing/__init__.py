"""Erasing in an open vault: where orders are signed, what is due, the pages."""
