"""What is not shown, shared, kept or decided alone."""
