"""Qt models over what the verbs of the work return."""
