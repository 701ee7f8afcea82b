"""Finding cases: narrowed, sought, sorted, saved as a filter, seen at a glance."""
