"""Encrypted case files for children and young people who leave armed forces and armed groups."""

__version__ = "0.1.0"
