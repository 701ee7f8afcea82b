"""The programme's own templates as they lie in a vault: signed by who made them, sealed for the office's people."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from reintegration_desktop.casework.errors import FiguresForged, NotPermitted
from reintegration_desktop.casework.figures.personal import forget, keep, kept
from reintegration_desktop.casework.figures.reporting import MAY_RELEASE
from reintegration_desktop.forms.dictionary import Dictionary
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.reports.errors import FiguresUnreadable, TemplateReleased
from reintegration_desktop.reports.indicators.entry import Measure
from reintegration_desktop.reports.ledger import Entry
from reintegration_desktop.reports.own.wish import PREFIX, Wish, template_from
from reintegration_desktop.reports.templates import Template
from reintegration_desktop.vault.envelope import open_bytes, seal_bytes
from reintegration_desktop.vault.errors import EnvelopeDamaged, EnvelopeForeign
from reintegration_desktop.vault.fields import Fields
from reintegration_desktop.vault.files.disk import told, write_whole
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.roles import KeyName
from reintegration_desktop.vault.signed import Signed, signed

PURPOSE = "template"
VERSION = 1
ENDING = ".tpl"
_BEGUN = "begun"


@dataclass(frozen=True, slots=True)
class Kept:
    """A template's wish, who signed it and when; ``sealed_for`` are the public halves its file is sealed to."""

    wish: Wish
    by: UUID
    at: datetime
    paper: Signed
    sealed_for: tuple[str, ...]


def kept_wishes(folder: Path, keyring: Keyring) -> tuple[Kept, ...]:
    """Every template of the programme's own that is sealed for this person, the oldest first.

    What was forged or damaged is left out, and counted by ``doubtful``.
    """
    found = []
    for path in _paths(folder):
        with suppress(FiguresForged, FiguresUnreadable, EnvelopeForeign, EnvelopeDamaged):
            found.append(_opened(path, keyring))
    return tuple(sorted(found, key=lambda one: (one.at, one.wish.name)))


def doubtful(folder: Path, keyring: Keyring) -> int:
    """How many templates lie here that were forged or damaged: nothing is counted by them."""
    many = 0
    for path in _paths(folder):
        with suppress(EnvelopeForeign):
            try:
                _opened(path, keyring)
            except (FiguresForged, FiguresUnreadable, EnvelopeDamaged):
                many += 1
    return many


def own_templates(
    folder: Path, keyring: Keyring, shipped: Mapping[str, Template], dictionary: Dictionary,
    measures: Mapping[str, Measure],
) -> dict[str, Template]:  # fmt: skip
    """The templates of the programme's own that keep to the rules of today, by name.

    One that doesn't any more is neither counted nor shown.
    """
    found: dict[str, Template] = {}
    for one in kept_wishes(folder, keyring):
        with suppress(Refusal):
            others = [*shipped.values(), *found.values()]
            found[one.wish.name] = template_from(one.wish, dictionary, measures, others)
    return found


def keep_wish(
    folder: Path, keyring: Keyring, wish: Wish, at: datetime, check: Callable[[Wish], object], ledger: tuple[Entry, ...]
) -> None:
    """Sign and seal a template, in place of the one of its name.

    ``check`` raises what makes it unfit. Raises NotPermitted, TemplateReleased for one by which something left, and
    what the disk refuses.
    """
    _must_be_free(keyring, wish.name, ledger)
    tidy = replace(wish, label=wish.label.strip())
    check(tidy)
    body = {
        "version": VERSION, "kind": "template", "by": str(keyring.id), "at": at.isoformat(), "template": tidy.to_json(),
    }  # fmt: skip
    _write(folder, keyring, wish.name, signed(PURPOSE, body, keyring.sign))


def drop_wish(folder: Path, keyring: Keyring, name: str, ledger: tuple[Entry, ...]) -> None:
    """Take a template away; raises NotPermitted, TemplateReleased."""
    _must_be_free(keyring, name, ledger)
    with told():
        _path(folder, name).unlink(missing_ok=True)


def begun_wish(folder: Path, keyring: Keyring) -> Wish | None:
    """What this person began to describe and didn't save."""
    raw = kept(folder, keyring, _BEGUN).get("wish")
    with suppress(FiguresUnreadable):
        return None if raw is None else Wish.from_json(raw)
    return None


def keep_begun(folder: Path, keyring: Keyring, wish: Wish | None) -> None:
    """Keep what is being described, whole or not; None once it was saved or let go. Raises what the disk refuses."""
    if wish is None:
        forget(folder, keyring, _BEGUN)
    else:
        keep(folder, keyring, _BEGUN, {"wish": wish.to_json()})


def seal_for_everybody(folder: Path, keyring: Keyring) -> int:
    """Seal templates anew, as they were signed, where people came or left since; how many."""
    wanted = _recipients(keyring)
    stale = [one for one in kept_wishes(folder, keyring) if one.sealed_for != wanted]
    for one in stale:
        _write(folder, keyring, one.wish.name, one.paper)
    return len(stale)


def is_released(name: str, ledger: tuple[Entry, ...]) -> bool:
    """Whether something left by a template."""
    return any(entry.template == name for entry in ledger)


def _must_be_free(keyring: Keyring, name: str, ledger: tuple[Entry, ...]) -> None:
    if keyring.role not in MAY_RELEASE:
        raise NotPermitted
    if is_released(name, ledger):
        raise TemplateReleased


def _recipients(keyring: Keyring) -> tuple[str, ...]:
    """The figures pair, and everybody of the office: who counts holds no key of the figures."""
    return tuple(sorted({keyring.recipient(KeyName.FIGURES), *keyring.staff_recipients()}))


def _write(folder: Path, keyring: Keyring, name: str, paper: Signed) -> None:
    to = _recipients(keyring)
    content = json.dumps({"for": list(to), "paper": paper.to_json()}).encode()
    write_whole(_path(folder, name), seal_bytes(content, to))


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}{ENDING}"


def _paths(folder: Path) -> list[Path]:
    with told():
        return sorted(folder.glob(f"{PREFIX}*{ENDING}"))


def _opened(path: Path, keyring: Keyring) -> Kept:
    """One file; raises FiguresForged, FiguresUnreadable, EnvelopeForeign, EnvelopeDamaged."""
    with told():
        sealed = path.read_bytes()
    found = _read(open_bytes(sealed, [keyring.own_identity(), *keyring.identities(KeyName.FIGURES)]))
    maker = keyring.people.get(found.by)
    believed = maker is not None and maker.role in MAY_RELEASE and _path(path.parent, found.wish.name) == path
    if not believed or not keyring.people.is_signed_by(found.paper, found.by, PURPOSE):
        raise FiguresForged
    return found


def _read(content: bytes) -> Kept:
    try:
        outer = Fields.parse(content)
        paper = Signed.from_json(outer.table("paper"))
        fields = Fields.parse(paper.body)
        if fields.number("version") != VERSION or fields.text("kind") != "template":
            raise FiguresForged
        wish = Wish.from_json(json.loads(paper.body)["template"])
        return Kept(wish, fields.id("by"), fields.moment("at"), paper, outer.texts("for"))
    except ValueError:
        raise FiguresForged from None
