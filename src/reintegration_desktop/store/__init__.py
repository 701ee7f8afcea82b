"""Floor 5: the memory of this device."""
