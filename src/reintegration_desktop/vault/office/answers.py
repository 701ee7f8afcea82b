"""The custodian's answer: a certificate, the office's papers and what is granted, in one file."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar
from uuid import UUID

from reintegration_desktop.vault.errors import PaperDamaged, VaultTooNew
from reintegration_desktop.vault.fields import Fields, as_text, compact
from reintegration_desktop.vault.papers.granting import without_repeats
from reintegration_desktop.vault.papers.vaultfile import BEGUN, VaultFile
from reintegration_desktop.vault.signed import Signed

VERSION = 1


class _Paper(Protocol):
    @property
    def signed(self) -> Signed: ...


_AnyPaper = TypeVar("_AnyPaper", bound=_Paper)


@dataclass(frozen=True, slots=True)
class Answer:
    """For one newcomer, bound to the request's bytes; ``papers`` is a vault's file without slots."""

    person: UUID
    request: str
    root: bytes
    papers: VaultFile


def write_answer(answer: Answer) -> bytes:
    """The file that is carried back. Its code, typed by the newcomer, binds the root and everything else in it."""
    return compact(
        {
            "version": VERSION,
            "kind": "answer",
            "person": str(answer.person),
            "request": answer.request,
            "root": as_text(answer.root),
            "papers": answer.papers.to_json(),
        }
    )


def read_answer(content: bytes) -> Answer:
    """An answer as it came, not yet to be believed; raises PaperDamaged, VaultTooNew."""
    try:
        fields = Fields.parse(content)
        if fields.text("kind") != "answer":
            raise ValueError("a paper of another kind")
        if (version := fields.number("version")) != VERSION:
            raise VaultTooNew(version=version)
        papers = VaultFile.from_json(fields.table("papers"))
        return Answer(fields.id("person"), fields.text("request"), fields.content("root", 32), papers)
    except ValueError:
        raise PaperDamaged from None


def papers_of(file: VaultFile, person: UUID) -> VaultFile:
    """What of a vault's file goes to somebody: no slots, nobody else's grants."""
    own = tuple(given for given in file.grants if given.to == person)
    settings = {name: value for name, value in file.settings.items() if name != BEGUN}
    return replace(file, revision=0, slots=(), grants=own, root_kept={}, heads=(), settings=settings)


def merged(file: VaultFile, papers: VaultFile) -> VaultFile:
    """A vault's file with papers that came added; nothing that was there is taken away."""
    return replace(
        file,
        certificates=_all(file.certificates, papers.certificates),
        revocations=_all(file.revocations, papers.revocations),
        statements=_all(file.statements, papers.statements),
        grants=without_repeats((*file.grants, *papers.grants)),
        directory=papers.directory or file.directory,
    )


def _all(here: Iterable[_AnyPaper], came: Iterable[_AnyPaper]) -> tuple[_AnyPaper, ...]:
    return tuple({paper.signed.body: paper for paper in (*here, *came)}.values())
