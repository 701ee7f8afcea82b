"""Pages of the tracing desk: what an office opens to it, and what it sees."""
