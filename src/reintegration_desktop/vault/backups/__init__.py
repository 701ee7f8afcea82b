"""Backups: what lies in one, and how it is sealed, verified and restored."""
