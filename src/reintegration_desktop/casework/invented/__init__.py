"""Invented people: cases drawn from a seed, for the tour, the training vault, tests, benchmarks. Pure."""
