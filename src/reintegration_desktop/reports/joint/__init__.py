"""Releases that tell of one another: what grew since, quarters of a year, offices of a programme."""
