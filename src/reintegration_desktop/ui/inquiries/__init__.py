"""Pages of questions between offices: asked, answered, read, listed."""
