"""Headquarters: where its cases lie, how it stands with each office, and how that is told."""
