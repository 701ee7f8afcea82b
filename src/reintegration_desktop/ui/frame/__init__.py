"""What stands round a page: navigation, sections, steps, status, training frame."""
