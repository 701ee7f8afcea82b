"""The page of a case: its sections, what stands beside them, what one can do with it."""
