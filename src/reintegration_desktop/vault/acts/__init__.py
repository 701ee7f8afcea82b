"""Statements of what two people do together, and who lets a custodian in."""
