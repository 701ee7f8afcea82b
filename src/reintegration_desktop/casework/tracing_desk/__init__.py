"""Opening a single young person to headquarters' tracing desk, for some days; and what the desk sees."""
