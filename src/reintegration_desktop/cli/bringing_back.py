"""`reintegration vault restore-over` and its second person: a passphrase typed beside, or a request that is signed."""

from pathlib import Path
from typing import Annotated

import typer

from reintegration_desktop.app.backups.agreeing import ask, number_of, sign_asked, sign_here, who_asked
from reintegration_desktop.app.backups.older import Beside
from reintegration_desktop.app.backups.restoring import restore_over
from reintegration_desktop.cli.options import As, AsJson, PassphraseFile, Vault, signed_in
from reintegration_desktop.cli.talk import in_a_file, tell, watched
from reintegration_desktop.kernel.words import say
from reintegration_desktop.vault.files.disk import told, write_whole
from reintegration_desktop.vault.papers.acts import Approval

File = Annotated[Path, typer.Argument(help="The sealed file; where it lies in pieces, the first of them.")]
Second = Annotated[str | None, typer.Option("--second", help="Who agrees, and types their passphrase here.")]
SecondFile = Annotated[Path | None, typer.Option("--second-passphrase-file", help="Where it is read from.")]
Signed = Annotated[Path | None, typer.Option("--signed", help="A request that a second person signed.")]
Request = Annotated[Path, typer.Argument(help="The request's file.")]


def bring_back(
    file: File, vault: Vault, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
    second: Second = None, second_passphrase_file: SecondFile = None, signed: Signed = None,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask: the vault as it is now is kept beside it.")] = False,
) -> None:  # fmt: skip
    """Bring cases back over the vault that lies there. Example: reintegration vault restore-over goma.age Goma.vault"""
    if not yes:
        typer.confirm(say("What was saved since then leaves this vault. Go on?"), abort=True, err=True)
    with signed_in(vault, person, passphrase_file) as program:
        agreed = None
        if signed is not None:
            agreed = Approval.from_bytes(_content(signed))
        elif second is not None:
            agreed = sign_here(program, ask(program, file), second, _of_second(second_passphrase_file))
        with watched(say("Bringing back")) as progress:
            done = restore_over(program, file, progress, agreed)
    tell(
        {"vault": str(vault), "aside": str(done.aside), "cases": done.cases, "erased_again": done.erased_again},
        as_json=as_json,
    )


def ask_for_second(
    file: File, request: Request, vault: Vault, person: As = None, passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Ask a second person to agree. Example: vault restore-request goma.age bring-back.request Goma.vault"""
    with signed_in(vault, person, passphrase_file) as program:
        asked = ask(program, file)
        write_whole(request, asked.to_bytes())
        tell({"request": str(request), "number": number_of(asked)}, as_json=as_json)


def agree(
    request: Request, answer: Annotated[Path, typer.Argument(help="Where the signed file goes.")], vault: Vault,
    person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Agree to a colleague's request. Example: vault sign-restore bring-back.request bring-back.signed Goma.vault"""
    with signed_in(vault, person, passphrase_file) as program:
        content = _content(request)
        custodian = who_asked(program, content)
        write_whole(answer, sign_asked(program, content))
        who, number = program.keyring.names().get(custodian.id, ""), number_of(Approval.from_bytes(content))
        tell({"signed": str(answer), "asked_by": who, "number": number}, as_json=as_json)


def beside_of(second: str | None, second_file: Path | None, signed: Path | None) -> Beside | None:
    """How a second person agrees, as the options say; None where none was named."""
    if signed is not None:
        return Beside(file=signed)
    return None if second is None else Beside(second, _of_second(second_file))


def _content(file: Path) -> bytes:
    with told():
        return file.read_bytes()


def _of_second(file: Path | None) -> str:
    if file is not None:
        return in_a_file(file)
    return str(typer.prompt(say("The second person's passphrase"), hide_input=True, err=True))
