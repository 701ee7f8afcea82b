"""A single child's person room, opened to somebody of headquarters' tracing desk for some days."""
