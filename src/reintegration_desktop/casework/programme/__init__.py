"""What a programme settles, changed on the screen."""
