"""Floor 7: what headquarters keeps and receives."""
