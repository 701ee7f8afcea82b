"""What a check verified and what it could not, each a sentence: of the folder, without a key, and of the database."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from reintegration_desktop.app.keeping import Checked
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.store.checking.findings import Trouble as Inside
from reintegration_desktop.vault.checking.findings import Found, Trouble

_Sentence = Callable[[int], str]
_Kind = TypeVar("_Kind")
_OUTSIDE: tuple[tuple[str, frozenset[Trouble], _Sentence], ...] = (
    ("vault files", frozenset({Trouble.FILE}),
     lambda _: say("The vault's own file was signed, as it stands, by somebody whose certificate lies in it.")),
    ("copies", frozenset({Trouble.COPY}), lambda _: say("The copy of the vault's file says the same.")),
    ("slots", frozenset({Trouble.SLOT}),
     lambda n: say_many("{n} slot is whole, somebody's, and asks for an honest amount of work.",
                        "{n} slots are whole, somebody's, and ask for an honest amount of work.", n)),
    ("papers", frozenset({Trouble.PAPER}),
     lambda n: say_many("{n} certificate, removal or key was signed by whom it names.",
                        "{n} certificates, removals and keys were each signed by whom they name.", n)),
    ("databases", frozenset({Trouble.MISSING, Trouble.DATABASE}),
     lambda _: say("The database is there, in whole pages, and does not begin as one in the clear does.")),
    ("sealed files", frozenset({Trouble.UNSEALED}),
     lambda n: say_many("{n} sealed file begins as one does.", "{n} sealed files begin as they do.", n)),
    ("files", frozenset({Trouble.FOREIGN}),
     lambda n: say_many("{n} file or folder lies there, and the vault put it there.",
                        "{n} files and folders lie there, and the vault put each of them there.", n)),
    ("memories", frozenset({Trouble.OLDER}),
     lambda _: say("The vault's file is no older than this computer has seen it.")),
    ("marks", frozenset({Trouble.CHANGED}),
     lambda _: say("The database is the file that was closed last.")),
    ("files of one's own", frozenset({Trouble.RIGHTS}),
     lambda n: say_many("{n} file or folder can be read by its owner alone.",
                        "{n} files and folders can be read by their owner alone.", n)),
)  # fmt: skip
_INSIDE: tuple[tuple[str, frozenset[Inside], _Sentence], ...] = (
    ("pages", frozenset({Inside.PAGES}),
     lambda n: say_many("{n} page of the database is as it was written, and its tables agree.",
                        "{n} pages of the database are as they were written, and its tables agree.", n)),
    ("changes", frozenset({Inside.GAP, Inside.CHAIN, Inside.HEAD}),
     lambda n: say_many("{n} change hangs in its chain, and none is missing before it.",
                        "{n} changes hang in their chains, and none is missing in between.", n)),
    ("signatures", frozenset({Inside.UNSIGNED, Inside.SIGNATURE, Inside.AUTHOR}),
     lambda n: say_many("{n} signature under saves is its author's, for whom a custodian vouches.",
                        "{n} signatures under saves are their authors', for whom a custodian vouches.", n)),
    ("outside heads", frozenset({Inside.OLDER}),
     lambda n: say_many("{n} note of where a chain ends, kept outside of the database, fits it.",
                        "{n} notes of where chains end, kept outside of the database, fit it.", n)),
    ("cases", frozenset({Inside.FOLDS}),
     lambda n: say_many("The lists of {n} case say what its log says.",
                        "The lists of {n} cases say what their log says.",
                        n)),
    ("seals opened", frozenset({Inside.SEAL}),
     lambda n: say_many("{n} sealed document opens in its place.", "{n} sealed documents open in their places.", n)),
    ("files of cases", frozenset({Inside.FILE}),
     lambda n: say_many("{n} sealed file of a case is the one that was saved.",
                        "{n} sealed files of cases are those that were saved.", n)),
)  # fmt: skip


def verified_outside(found: Found) -> tuple[str, ...]:
    """What of a vault's folder is as it should be; kinds with a trouble are told as troubles instead."""
    return tuple(_sentences(_OUTSIDE, found.checked, frozenset(found.troubles)))


def verified_inside(found: Checked) -> tuple[str, ...]:
    """What of a database is as it should be."""
    return tuple(_sentences(_INSIDE, found.checked, found.kinds))


def unverified_without_key() -> tuple[str, ...]:
    """What nobody can tell without a key, and then what nobody can tell at all."""
    return (
        say("Whether the first certificate is your programme's: its root stands sealed in the slots."),
        say("Whether pages, chains, signatures and lists of the cases are as they should be: that takes the key of the "
            "database."),
        say("Whether the vault is older than another computer has seen it: that is compared when somebody opens it."),
        say("Whether sealed answers and files open: that takes the keys of their rooms."),
        *unverified_by_anybody(),
    )  # fmt: skip


def unverified_inside(found: Checked, *, every_room: bool, opened: bool) -> tuple[str, ...]:
    """What a check with the database's key left open: ``opened`` says that sealed answers were tried as well."""
    closed = found.checked.get("seals without a key", 0)
    told = []
    if not opened and not every_room:
        told.append(say("Whether sealed answers open, in the rooms that you hold no key to."))
    elif not opened:
        told.append(say("Whether sealed answers open: `vault check` tries each."))
    elif closed:
        told.append(
            say_many("Whether {n} sealed document opens: you hold no key to its room.",
                     "Whether {n} sealed documents open: you hold no key to their rooms.", closed)
        )  # fmt: skip
    return (*told, *unverified_by_anybody())


def unverified_by_anybody() -> tuple[str, ...]:
    """What no check can tell."""
    return (
        say("Whether backups come back whole: `vault drill` tries that, or Settings, Backup."),
        say("Nobody can verify that what was written is true, or that nothing was left unwritten."),
    )


def _sentences(
    table: tuple[tuple[str, frozenset[_Kind], _Sentence], ...], checked: Mapping[str, int], troubles: frozenset[_Kind]
) -> Iterator[str]:
    return (words(checked[what]) for what, spoil, words in table if checked.get(what) and not spoil & troubles)
