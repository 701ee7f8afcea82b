"""Counts and reports: counted by who holds the rooms, read by who may read counts."""
