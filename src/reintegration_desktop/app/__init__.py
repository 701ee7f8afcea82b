"""Floor 8: puts the parts together, visibly."""
