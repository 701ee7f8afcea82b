"""What arrives from other devices, what leaves for them, and what they said they hold."""
