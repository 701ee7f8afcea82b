"""Cases that come in from files."""
