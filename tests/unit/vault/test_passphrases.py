"""A passphrase is costly to guess, bounded on both sides, and slower after each miss."""

import subprocess
import sys
from secrets import choice
from unicodedata import normalize

import pytest

from reintegration_desktop.kernel.clock import SystemClock
from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.vault.errors import KdfParametersRefused, PassphraseTooWeak
from reintegration_desktop.vault.means import COST_VARIABLE, Means, cost_here, means_here
from reintegration_desktop.vault.office.renewal import change_passphrase
from reintegration_desktop.vault.passphrases.passphrase import (
    CAP,
    CAP_WORK,
    FLOOR,
    TARGET_SECONDS,
    KdfParameters,
    calibrate,
    derive,
    generate,
    refuse_below,
    wait_after,
)
from reintegration_desktop.vault.passphrases.strength import NEEDED_BITS, is_generated, refuse_weak, strength_bits
from reintegration_desktop.vault.passphrases.wordlists import LENGTH, every_word, languages, words_in
from tests.unit.vault.made import CHEAP, PASSPHRASE, Office

SALT = bytes(16)
WORDS = words_in(resources() / "wordlists", "en")


@pytest.mark.parametrize(
    "parameters",
    [
        KdfParameters(CAP.memory + 1, 1, 1), KdfParameters(64, CAP.passes + 1, 1), KdfParameters(64, 1, CAP.lanes + 1),
        KdfParameters(1 << 40, 1 << 40, 1), KdfParameters(CAP.memory, CAP.passes, 1), KdfParameters(7, 1, 1),
        KdfParameters(64, 0, 1), KdfParameters(64, 1, 0), KdfParameters(0, 0, 0),
    ],
)  # fmt: skip
def test_what_no_honest_slot_asks_for_is_refused_before_any_work(parameters):
    with pytest.raises(KdfParametersRefused):
        derive("hello", SALT, parameters)


@pytest.mark.parametrize("parameters", [KdfParameters(64, 3, 4), KdfParameters(FLOOR.memory, 2, 4)])
def test_nothing_weaker_than_the_floor_is_written(parameters):
    with pytest.raises(KdfParametersRefused):
        refuse_below(parameters)


def test_the_floor_is_64_mib_and_three_passes():
    assert (FLOOR.memory, FLOOR.passes) == (64 * 1024, 3)
    refuse_below(FLOOR)
    refuse_below(CHEAP, CHEAP)


def test_nothing_beyond_the_cap_is_written_either():
    with pytest.raises(KdfParametersRefused):
        refuse_below(KdfParameters(CAP.memory * 2, 3, 4))


@pytest.mark.parametrize("typed", ["caf\u00e9", "cafe\u0301", "  caf\u00e9 "])
def test_every_keyboard_types_the_same_passphrase(typed):
    assert derive(typed, SALT, CHEAP) == derive("caf\u00e9", SALT, CHEAP)


def test_parameters_are_calibrated_to_just_under_a_second():
    def seconds(parameters: KdfParameters) -> float:
        return parameters.memory * parameters.passes / (1 << 20)

    chosen = calibrate(seconds)
    assert TARGET_SECONDS[0] <= seconds(chosen) <= TARGET_SECONDS[1]


@pytest.mark.parametrize(("speed", "chosen"), [(1e-9, FLOOR), (1e12, KdfParameters(256 * 1024, 16, 4))])
def test_a_slow_computer_gets_the_floor_and_a_fast_one_the_cap(speed, chosen):
    assert calibrate(lambda parameters: parameters.memory * parameters.passes / speed) == chosen


def test_a_step_too_far_is_taken_back():
    assert calibrate(lambda parameters: 0.5 if parameters == FLOOR else 3.0) == FLOOR


def test_the_list_has_7776_different_words():
    assert len(WORDS) == len(set(WORDS)) == LENGTH
    assert "en" in languages(resources() / "wordlists")
    assert words_in(resources() / "wordlists", "xx") == WORDS


@pytest.mark.parametrize("code", ["en", "fr", "es", "pt"])
def test_every_list_has_7776_words_that_every_keyboard_of_its_language_types(code):
    words = words_in(resources() / "wordlists", code)
    assert len(words) == len(set(words)) == LENGTH
    assert all(word.replace("-", "").isalpha() and word.islower() and word == normalize("NFC", word) for word in words)
    passphrase = generate(words, choice)
    assert is_generated(passphrase, every_word(resources() / "wordlists"))
    refuse_weak(passphrase, every_word(resources() / "wordlists"))


def test_a_language_without_a_list_takes_the_english_one():
    assert languages(resources() / "wordlists") == ("en", "es", "fr", "pt")
    assert words_in(resources() / "wordlists", "sw") == words_in(resources() / "wordlists", "ar") == WORDS


def test_five_words_are_generated_and_count_as_strong():
    drawn = iter(WORDS[::1000])
    passphrase = generate(WORDS, lambda words: next(drawn))
    assert passphrase.split() == list(WORDS[:5000:1000])
    assert is_generated(passphrase, WORDS)
    refuse_weak(passphrase, WORDS)


@pytest.mark.parametrize("weak", ["", "password", "Kivara2026", "abacus abacus abacus abacus abacus", "a" * 200])
def test_a_passphrase_that_could_be_guessed_is_refused(weak):
    with pytest.raises(PassphraseTooWeak) as refused:
        refuse_weak(weak, WORDS)
    assert refused.value.facts["needed"] == NEEDED_BITS


def test_an_own_passphrase_may_be_strong_enough():
    assert strength_bits("the tall heron walks 41 steps behind our red door") >= NEEDED_BITS
    refuse_weak("the tall heron walks 41 steps behind our red door", WORDS)


def test_the_wait_grows_and_then_stays():
    assert [wait_after(misses) for misses in range(8)] == [0, 0, 0, 2, 4, 8, 16, 32]
    assert wait_after(50) == wait_after(10**6) == 300


# --- what a slot costs on this computer ---


def test_a_person_gets_what_was_measured_and_a_script_the_floor(monkeypatch):
    assert means_here().slot_cost == FLOOR
    monkeypatch.delenv(COST_VARIABLE)
    assert means_here().measured is cost_here


def test_a_slot_is_made_at_the_cost_that_was_measured(own_office: Office):
    measured = KdfParameters(memory=128, passes=2, lanes=1)
    means = Means(SystemClock(), floor=CHEAP, measured=lambda: measured)
    keyring = change_passphrase(own_office.folder, "Supervisor", PASSPHRASE, "quite another one", means)
    assert [slot.kdf for slot in keyring.file.slots] == [measured]


def test_measuring_takes_few_tries_on_slow_and_fast_computers():
    for speed in (1e5, 8e5, 3e6, 1e8):
        tried: list[KdfParameters] = []

        def seconds(parameters: KdfParameters, speed=speed, tried=tried) -> float:
            tried.append(parameters)
            return parameters.memory * parameters.passes / speed

        chosen = calibrate(seconds)
        assert len(tried) <= 4
        assert chosen.memory >= FLOOR.memory and chosen.passes >= FLOOR.passes
        assert chosen.memory * chosen.passes <= CAP_WORK


def test_this_computer_is_measured_for_real():
    assert cost_here().memory >= FLOOR.memory


def test_too_little_memory_is_told_and_is_no_wrong_passphrase():
    little = """
import resource
from reintegration_desktop.kernel.sentences import in_words
from reintegration_desktop.vault.errors import MemoryShort
from reintegration_desktop.vault.passphrases.passphrase import KdfParameters, derive
here = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (here + (64 << 20), -1))
try:
    derive("five words", bytes(16), KdfParameters(512 * 1024, 1, 1))
except MemoryShort as refusal:
    print(*in_words(refusal))
"""
    said = subprocess.run([sys.executable, "-c", little], check=True, capture_output=True, text=True).stdout
    assert "not enough memory" in said and "512" in said and "Close other programs" in said
