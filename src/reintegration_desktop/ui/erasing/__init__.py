"""Orders to erase: the page of them all, ordering, signing."""
