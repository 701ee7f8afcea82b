"""What is left of a destroyed case, for who has the database's key and guesses every small domain."""

import random
from collections import Counter
from pathlib import Path

from tests.faults.rows import Row
from tests.store.erasing.proof import proof


def run(times: int, chance: random.Random, place: Path) -> Row:
    """So many vaults in which a case is destroyed; a value that is found on a page, or guessed from a hash, is lost."""
    row, all_of = Row(of="destroyed cases"), Counter[str]()
    for _ in range(times):
        counts = proof(1, chance.randrange(1 << 20))
        row.add("a destroyed case", counts["values"], counts["found"] + counts["guessed"])
        all_of.update(counts)
    row.note = (
        f"{all_of['pages'] + all_of['frames']:,} pages and frames read, {all_of['hashes']:,} hashes left, "
        f"{all_of['guesses']:,} guesses made"
    )
    return row
