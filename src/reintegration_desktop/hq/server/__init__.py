"""Headquarters' tables on PostgreSQL, once a vault's own file is too small for what offices send."""
