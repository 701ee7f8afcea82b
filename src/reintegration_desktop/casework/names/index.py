"""The index of names: folded words to people, built in slices at unlock and never written down."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

CLOSE_ENOUGH = 0.65
EXACT, BEGINS = 1.0, 0.95
_REBUILD_AFTER = 400
_Numbers = npt.NDArray[np.int32]


@dataclass(slots=True)
class NameIndex:
    """Folded words to row ids of cases.

    ``put`` replaces what a case was found by; ``search`` gives row ids, best first. Words added since the last rebuild
    are searched one by one, so that a case just saved is found at once.
    """

    _words_of: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _fresh: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _gone: set[int] = field(default_factory=set)
    _words: list[str] = field(default_factory=list)
    _starts: _Numbers = field(default_factory=lambda: np.zeros(1, np.int32))
    _people: _Numbers = field(default_factory=lambda: np.zeros(0, np.int32))
    _rows: npt.NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))

    def __len__(self) -> int:
        return len(self._words_of)

    def put(self, rowid: int, words: Iterable[str]) -> None:
        """Find a case by these folded words from now on, and by no others."""
        kept = tuple(dict.fromkeys(words))
        self._words_of[rowid] = kept
        self._fresh[rowid] = kept
        stands = len(self._rows) > 0
        if stands and len(self._fresh) > _REBUILD_AFTER and len(self._fresh) * 8 > len(self._words_of):
            self.rebuild()

    def drop(self, rowid: int) -> None:
        """Do not find a case any more."""
        self._words_of.pop(rowid, None)
        self._fresh.pop(rowid, None)
        self._gone.add(rowid)

    def rebuild(self) -> None:
        """Fold what is fresh into the sorted words: half a second for 100,000 people."""
        self._words = sorted({word for words in self._words_of.values() for word in words})
        number = {word: at for at, word in enumerate(self._words)}
        self._rows = np.fromiter(self._words_of, np.int64, len(self._words_of))
        lengths = [len(words) for words in self._words_of.values()]
        words = np.fromiter(
            (number[word] for words in self._words_of.values() for word in words), np.int32, sum(lengths)
        )
        people = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
        self._people = people[np.argsort(words, kind="stable")]
        self._starts = np.zeros(len(self._words) + 1, np.int32)
        np.cumsum(np.bincount(words, minlength=len(self._words)), out=self._starts[1:])
        self._fresh, self._gone = {}, set()

    def search(self, words: Sequence[str], limit: int = 200) -> list[int]:
        """Row ids of the people who fit every word, best first; at most ``limit``."""
        if not words:
            return []
        total = np.ones(len(self._rows), np.float32)
        for word in words:
            total *= self._scores(word)
        self._hide(total)
        found = self._best(total, limit)
        fresh = [(score, row) for row, own in self._fresh.items() if (score := _fits(words, own)) > 0]
        both = sorted([*found, *fresh], key=lambda hit: (-hit[0], hit[1]))
        return [row for _, row in both[:limit]]

    def _scores(self, word: str) -> npt.NDArray[np.float32]:
        """How well each person fits one word: 1 the same, 0.95 begins so, else OSA similarity from 0.65, or 0."""
        scores = np.zeros(len(self._rows), np.float32)
        if not self._words:
            return scores
        close = cdist(
            [word], self._words, scorer=OSA.normalized_similarity, score_cutoff=CLOSE_ENOUGH, dtype=np.float32
        )[0]
        first, last = bisect_left(self._words, word), bisect_left(self._words, word + "\U0010ffff")
        close[first:last] = np.maximum(close[first:last], BEGINS)
        if first < len(self._words) and self._words[first] == word:
            close[first] = EXACT
        for at in np.flatnonzero(close)[np.argsort(close[close > 0], kind="stable")]:
            scores[self._people[self._starts[at] : self._starts[at + 1]]] = close[at]
        return scores

    def _hide(self, total: npt.NDArray[np.float32]) -> None:
        """Take out who was dropped, and who stands fresh instead."""
        changed = [*self._gone, *self._fresh]
        if changed:
            total[np.isin(self._rows, np.fromiter(changed, np.int64, len(changed)))] = 0

    def _best(self, total: npt.NDArray[np.float32], limit: int) -> list[tuple[float, int]]:
        """The highest totals with their row ids."""
        hits = np.flatnonzero(total)
        if len(hits) > limit:
            hits = hits[np.argpartition(-total[hits], limit)[:limit]]
        return [(float(total[at]), int(self._rows[at])) for at in hits]


def _fits(words: Sequence[str], own: Sequence[str]) -> float:
    """The same score for one person, word by word."""
    total = 1.0
    for word in words:
        total *= max((_fit(word, other) for other in own), default=0.0)
    return total


def _fit(word: str, other: str) -> float:
    if word == other:
        return EXACT
    close = OSA.normalized_similarity(word, other, score_cutoff=CLOSE_ENOUGH)
    return max(BEGINS, close) if other.startswith(word) else float(close)
