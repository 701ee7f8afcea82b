"""Answers that differ: which wait for whom, and what a person decides."""
