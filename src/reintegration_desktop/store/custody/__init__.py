"""Custody in the tables: a fold of the entries about it, and what an office lets go of."""
