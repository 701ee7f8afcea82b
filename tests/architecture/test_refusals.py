"""Every refusal has a sentence of its own, and brings what the sentence's blanks ask for."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from string import Formatter

import pytest

import reintegration_desktop
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.sentences import SENTENCES
from tests.architecture.house import modules, name, tree


def _family(refusal: type[Refusal]) -> Iterator[type[Refusal]]:
    yield refusal
    for child in refusal.__subclasses__():
        yield from _family(child)


def _refusals() -> list[type[Refusal]]:
    """All refusals of the program; those that tests make themselves are left out."""
    for module in pkgutil.walk_packages(reintegration_desktop.__path__, "reintegration_desktop."):
        if module.name.endswith(".errors"):
            importlib.import_module(module.name)
    return [found for found in _family(Refusal) if found.__module__.startswith("reintegration_desktop.")]


def _blanks(code: str) -> set[str]:
    sentence = SENTENCES[code]
    texts = (sentence.happened, sentence.safe, sentence.do)
    return {blank for text in texts for _, blank, _, _ in Formatter().parse(text) if blank}


@pytest.mark.parametrize("refusal", _refusals(), ids=lambda refusal: refusal.__name__)
def test_a_refusal_has_a_sentence(refusal):
    assert refusal.code in SENTENCES
    sentence = SENTENCES[refusal.code]
    assert sentence.happened and sentence.safe and sentence.do


_BLAMING = re.compile(r"\b(invalid|illegal|incorrect input|bad input|error code|exception|failed)\b", re.IGNORECASE)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_says_what_happened_what_is_safe_and_what_to_do(code):
    """Three sentences that differ, each whole, none of which says "invalid" or talks of the program's insides."""
    sentence = SENTENCES[code]
    texts = (sentence.happened, sentence.safe, sentence.do)
    assert len(set(texts)) == 3
    for text in texts:
        assert text[0].isupper() or text[0] == "{"
        assert text.rstrip()[-1] in ".?!}"
        assert not _BLAMING.search(text), text
        assert code not in text or "_" not in code


def test_every_refusal_is_raised_handed_on_or_refined_somewhere_in_the_program():
    """What no code path says, nobody would ever read."""
    said: set[str] = set()
    for path in modules("src"):
        if not path.name.startswith("errors"):
            said |= {node.id for node in ast.walk(tree(path)) if isinstance(node, ast.Name)}
            said |= {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
    families = [one for one in _refusals() if one is not Refusal and not one.__subclasses__()]
    assert [one.__name__ for one in families if one.__name__ not in said] == []


def test_no_two_refusals_share_a_code_unless_one_is_the_other():
    codes: dict[str, type[Refusal]] = {}
    for refusal in _refusals():
        earlier = codes.setdefault(refusal.code, refusal)
        assert issubclass(refusal, earlier), f"{refusal.__name__} says {refusal.code} as {earlier.__name__} does"


def test_no_sentence_is_left_over():
    assert set(SENTENCES) - {refusal.code for refusal in _refusals()} == set()


def test_whoever_refuses_fills_the_blanks():
    blanks = {refusal.__name__: _blanks(refusal.code) for refusal in _refusals() if "__init__" not in vars(refusal)}
    unfilled = [
        f"{name(path)}:{raised.lineno} {raised.name} lacks {', '.join(sorted(missing))}"
        for path in modules("src")
        for raised in _raises(path)
        if raised.name in blanks and (missing := blanks[raised.name] - raised.facts)
    ]
    assert unfilled == []


class _Raise:
    """A place where something is refused, with the facts it gives."""

    def __init__(self, node: ast.Raise) -> None:
        call = node.exc if isinstance(node.exc, ast.Call) else None
        named = call.func if call else node.exc
        self.name = getattr(named, "id", getattr(named, "attr", ""))
        self.lineno = node.lineno
        self.facts = {word.arg for word in call.keywords if word.arg} if call else set()


def _raises(path) -> list[_Raise]:
    return [_Raise(node) for node in ast.walk(tree(path)) if isinstance(node, ast.Raise) and node.exc is not None]
