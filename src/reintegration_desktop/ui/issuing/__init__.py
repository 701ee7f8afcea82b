"""The page of rules for all offices."""
