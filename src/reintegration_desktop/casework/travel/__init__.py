"""What travels between offices: sending, receiving, what it did here, and how that is said."""
