"""What follows from the answers of a file: durations, scores, needs, services, dangers."""
