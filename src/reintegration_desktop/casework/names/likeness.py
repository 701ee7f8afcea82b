"""How alike two folded words are."""

from rapidfuzz.distance import OSA


def similar(one: str, other: str) -> float:
    """From 0 to 1: one less the share of letters put in, left out, changed or swapped."""
    return float(OSA.normalized_similarity(one, other))
