"""Alembic's steps. A step imports nothing of the program, so that it means the same for ever."""
