"""Floor 4: stages, consent, ages, deadlines, permissions: the rules of the work. Pure."""
