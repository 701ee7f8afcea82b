"""Tables and timelines, each painted by one delegate."""
