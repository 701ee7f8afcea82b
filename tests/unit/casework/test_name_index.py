"""Names are found however they are spelt."""

from random import Random

from reintegration_desktop.casework.names.index import NameIndex


def an_index(people: dict[int, tuple[str, ...]]) -> NameIndex:
    index = NameIndex()
    for rowid, words in people.items():
        index.put(rowid, words)
    index.rebuild()
    return index


def test_the_same_words_come_first():
    index = an_index({1: ("amina", "kasongo"), 2: ("amine", "kasongo"), 3: ("aminata", "kasongo")})
    assert index.search(["amina", "kasongo"])[0] == 1


def test_a_misspelt_name_is_found():
    index = an_index({1: ("mariam", "traore"), 2: ("joao", "sesay")})
    assert index.search(["maraim", "traor"]) == [1]


def test_the_beginning_of_a_name_is_enough():
    assert an_index({1: ("ibrahim", "ouedraogo")}).search(["oue"]) == [1]


def test_every_word_must_fit():
    assert an_index({1: ("amina", "kasongo")}).search(["amina", "mwangi"]) == []


def test_nobody_is_found_by_no_words():
    assert an_index({1: ("amina",)}).search([]) == []


def test_who_was_just_saved_is_found_before_the_next_rebuild():
    index = an_index({1: ("amina",)})
    index.put(2, ("zawadi",))
    assert index.search(["zawadi"]) == [2]
    assert index.search(["zawdi"]) == [2]


def test_an_old_name_finds_nobody_once_it_was_corrected():
    index = an_index({1: ("amina",), 2: ("grace",)})
    index.put(1, ("emina",))
    assert index.search(["grace"]) == [2]
    assert 1 not in index.search(["grace"])
    assert index.search(["emina"]) == [1]


def test_who_was_dropped_is_found_no_more():
    index = an_index({1: ("amina",), 2: ("grace",)})
    index.drop(1)
    assert index.search(["amina"]) == []


def test_no_more_than_the_limit_come_back():
    index = an_index({rowid: ("amina",) for rowid in range(50)})
    assert len(index.search(["amina"], limit=7)) == 7


def test_an_index_built_in_slices_equals_one_built_at_once():
    drawn = Random(3)
    words = ["".join(drawn.choice("abdeiklmnorstu") for _ in range(5)) for _ in range(60)]
    people = {rowid: (drawn.choice(words), drawn.choice(words)) for rowid in range(900)}
    at_once, in_slices = an_index(people), NameIndex()
    for rowid, own in people.items():
        in_slices.put(rowid, own)
    for word in words[:20]:
        assert sorted(at_once.search([word], 900)) == sorted(in_slices.search([word], 900))
