"""Handing over and taking over in an open vault."""
