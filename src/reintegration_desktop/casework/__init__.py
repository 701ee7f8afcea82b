"""Floor 6: one verb of the work per function."""
