"""The ways to a target, one module each."""
