"""What is due and what waits, as lists and cards."""
