"""Hides what could be worked out, and as little else as it takes. The auditor shares nothing with it."""
