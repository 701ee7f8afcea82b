"""Steps of a case that somebody decides: what can come next, who has it, opening again, filing away."""
