"""What stands before each stage of a case."""
