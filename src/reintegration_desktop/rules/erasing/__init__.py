"""Orders to erase: what makes one whole, what stands against it, and what each entry about it must be."""
