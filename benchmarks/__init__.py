"""What is promised about speed and room, measured beside a yardstick in one run."""
