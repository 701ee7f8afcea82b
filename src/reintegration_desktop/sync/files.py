"""Sealed files of cases on their way: cut into lines, put together again, and believed only as a record names them."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby

from reintegration_desktop.history.arrivals import FileName
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.sync.ports import SealedFiles
from reintegration_desktop.sync.wire import LONGEST_PIECE, FileLine, file_line, read_line


@dataclass(frozen=True, slots=True)
class FilesCame:
    """How many files came to their place, were here before, are named by no record here yet, or were not whole."""

    put: int = 0
    known: int = 0
    early: int = 0
    damaged: int = 0


def lines_of(files: SealedFiles, file: FileName) -> Iterator[bytes]:
    """A sealed file as it lies on the disk, a piece at a time; nothing of one that is gone."""
    opened = files.open(file)
    if opened is None:
        return
    source, size = opened
    at = 0
    with closing(source):
        while piece := source.read(LONGEST_PIECE):
            yield file_line(file, size, at, piece)
            at += len(piece)


def take_files(lines: Iterable[bytes], files: SealedFiles, progress: Progress, total: int) -> FilesCame:
    """Put every file that is lacking here in its place, each compared with what its record says of it.

    Nothing of a file that differs is kept: it is asked for again.
    """
    put = known = early = damaged = 0
    for named, pieces in groupby(
        _pieces(lines, progress, total), key=lambda line: FileName(line.case, line.name.hex())
    ):
        if files.lacks(named):
            whole = files.take(named, _joined(pieces))
            put, damaged = put + whole, damaged + (not whole)
        elif files.is_settled(named):
            known += 1
        else:
            early += 1
    return FilesCame(put, known, early, damaged)


def _pieces(lines: Iterable[bytes], progress: Progress, total: int) -> Iterator[FileLine]:
    for number, content in enumerate(lines):
        line = read_line(content)
        if isinstance(line, FileLine):
            yield line
        progress.report(number + 1, total)


def _joined(pieces: Iterable[FileLine]) -> Iterator[bytes]:
    """Contents as long as each begins where the one before ended; a file with a gap ends there, and is not whole."""
    at = 0
    for piece in pieces:
        if piece.at != at:
            return
        yield piece.content
        at += len(piece.content)
