"""Floor 5: how changes travel."""
