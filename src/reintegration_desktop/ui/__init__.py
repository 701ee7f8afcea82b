"""Floor 7: the window. The only place that knows Qt."""
