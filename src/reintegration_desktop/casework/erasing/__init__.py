"""Erasing files: ordered by two, hidden at once, destroyed later, answered with receipts."""
