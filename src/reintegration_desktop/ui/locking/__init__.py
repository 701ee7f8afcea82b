"""When the vault locks itself, and what it takes with it: touches, the system, the clipboard."""
