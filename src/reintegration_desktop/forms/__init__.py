"""Floor 3: the dictionary, values, checks, the form being filled in. Pure."""
