"""Backups on the screen: where they go, what there is, bringing one back, and the one that is made after the lock."""
