"""Floor 5: figures and tables that name nobody."""
