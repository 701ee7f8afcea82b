"""How the command line talks: results on standard output, everything else on standard error."""

import json
import logging
import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn, TextIO

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.locations import application_folder
from reintegration_desktop.kernel.logs import LOG, open_log
from reintegration_desktop.kernel.progress import Progress as Watched
from reintegration_desktop.kernel.sentences import in_words
from reintegration_desktop.kernel.words import FIRST_STRONG_ISOLATE, POP_ISOLATE, say
from reintegration_desktop.ui.failures import in_plain_words as failure_of

PASSPHRASE_VARIABLE = "REINTEGRATION_PASSPHRASE"  # noqa: S105 - a name, not a secret
REFUSED, WRONG_USAGE = 1, 2

_errors = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)


def tell(result: Mapping[str, Any], *, as_json: bool, words: Callable[[], str] | None = None) -> None:
    """Print a result: one JSON object, or the words made of it."""
    if as_json:
        typer.echo(json.dumps(result, ensure_ascii=False, default=str))
    elif words is not None:
        typer.echo(_for(sys.stdout, words()))
    else:
        for name, value in result.items():
            typer.echo(_for(sys.stdout, f"{name}: {in_plain_words(value)}"))


def plain(text: str) -> str:
    """A sentence without the isolates that keep a screen from turning it round: programs read it."""
    return text.translate({ord(FIRST_STRONG_ISOLATE): None, ord(POP_ISOLATE): None})


def in_plain_words(value: object) -> str:
    """A value of a result as people write it: yes and no, lists with commas, tables a line each."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {in_plain_words(one)}" for name, one in value.items()) or "-"
    if isinstance(value, list | tuple | set | frozenset):
        told = [in_plain_words(one) for one in value]
        nested = any(isinstance(one, Mapping | list | tuple) for one in value)
        return "".join(f"\n  {one}" for one in told) if nested else ", ".join(told) or "-"
    return str(value)


def aside(sentence: str) -> None:
    """Say something on standard error."""
    _errors.print(_for(sys.stderr, sentence))


def _for(stream: TextIO, text: str) -> str:
    """Isolates only where a person reads: none in a pipe or a file."""
    return text if stream.isatty() else plain(text)


def tell_sentences(refusal: Refusal) -> None:
    """Say what happened, what is safe and what to do, on standard error."""
    for sentence in in_words(refusal):
        aside(sentence)


def stop(refusal: Refusal) -> NoReturn:
    """Say what happened, what is safe and what to do, and end with 1."""
    tell_sentences(refusal)
    for problem in getattr(refusal, "problems", ()):
        place = ", ".join(part for part in (problem.where, problem.key) if part)
        aside(f"- {place}: {problem.words()}")
    raise typer.Exit(REFUSED) from None


@contextmanager
def unexpected_in_words() -> Iterator[None]:
    """End with 1 for an error that nobody expected, in the window's own sentences; its text is said nowhere.

    The text of an error, or a line of its traceback, may hold an answer: the log gets types and places.
    """
    try:
        yield
    except Exception as error:  # noqa: BLE001 - whatever it is, its text stays here
        with suppress(OSError):  # a folder that takes no log
            open_log(application_folder() / LOG, logging.WARNING)
        failure = failure_of(error)
        for sentence in (failure.happened, failure.safe, failure.do):
            aside(sentence)
        sys.exit(REFUSED)


def misused(sentence: str) -> NoReturn:
    """Say how the command is meant, and end with 2."""
    aside(sentence)
    raise typer.Exit(WRONG_USAGE)


def content_of(file: Path) -> bytes:
    """What lies in a file that was named; ends with 2 where it cannot be read."""
    try:
        return file.read_bytes()
    except OSError:
        misused(say("The file could not be read: check that it is there and may be read."))


def text_of(file: Path) -> str:
    """The words in a file that was named; ends with 2 where it cannot be read as UTF-8."""
    try:
        return content_of(file).decode()
    except UnicodeDecodeError:
        misused(say("The file is not UTF-8 text: save it again as UTF-8."))


def passphrase(file: Path | None, *, question: str | None = None, twice: bool = False) -> str:
    """The passphrase: from a file that is the user's alone, from the environment (read once, then gone), or asked."""
    if file is not None:
        return in_a_file(file)
    if (given := os.environ.get(PASSPHRASE_VARIABLE)) is not None:
        return given
    if not sys.stdin.isatty():
        misused(say("No passphrase: type it, or give --passphrase-file or REINTEGRATION_PASSPHRASE."))
    return str(typer.prompt(question or say("Passphrase"), hide_input=True, confirmation_prompt=twice, err=True))


def in_a_file(file: Path) -> str:
    """A secret in a file that is the user's alone; ends with 2 for one that others can read."""
    text = text_of(file)
    mode = file.stat().st_mode
    if sys.platform != "win32" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        misused(say("The passphrase file can be read by others: make it yours alone (chmod 600)."))
    return text.strip("\r\n")


def forget_passphrase_variable() -> None:
    """Take the passphrase out of the environment, so that no child process gets it."""
    os.environ.pop(PASSPHRASE_VARIABLE, None)


@contextmanager
def watched(sentence: str) -> Iterator[Watched]:
    """A progress bar on standard error for long work; none when piped."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=_errors, transient=True, disable=not sys.stderr.isatty()) as bars:
        bar = bars.add_task(sentence, total=None)

        class _Bar:
            def report(self, done: int, total: int = 0) -> None:
                bars.update(bar, completed=done, total=total or None)

        yield _Bar()
