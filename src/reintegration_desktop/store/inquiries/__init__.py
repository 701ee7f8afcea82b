"""Questions between offices in the tables: found in the log, sealed and opened, emptied when they ended."""
