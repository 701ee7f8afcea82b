"""Floor 3: versions, heads, merging. Pure."""
