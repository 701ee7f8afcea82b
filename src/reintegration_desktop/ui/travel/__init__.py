"""Sending and receiving: what goes on a stick, and who has what."""
