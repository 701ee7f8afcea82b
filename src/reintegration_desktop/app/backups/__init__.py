"""Backups of a vault: made while it is open and after it is locked, listed, drilled, brought back."""
