"""Modules fit on a few screens, functions on one."""

from collections import Counter
from statistics import median

from tests.architecture.house import SOURCES, files, functions, modules, name

LONGEST_MODULE, LONGEST_FUNCTION, MEDIAN_FUNCTION, FULLEST_FOLDER = 400, 30, 10, 24


def test_no_module_is_longer_than_four_hundred_lines():
    lengths = {name(path): len(path.read_text().splitlines()) for path in modules("src", "tests", "benchmarks")}
    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_function_is_longer_than_thirty_lines():
    every = [function for path in modules("src", "tests", "benchmarks", "tools") for function in functions(path)]
    assert [function for function in every if function.lines > LONGEST_FUNCTION] == []


def test_half_of_the_functions_have_fewer_than_ten_lines():
    assert median(function.lines for path in modules("src") for function in functions(path)) < MEDIAN_FUNCTION


def test_a_folder_holds_about_a_dozen_modules():
    folders = Counter(path.parent for path in modules("src", "tests"))
    assert {name(folder): number for folder, number in folders.items() if number > FULLEST_FOLDER} == {}


def test_folders_are_no_deeper_than_two():
    deep = [name(path) for path in files() if SOURCES in path.parents and len(path.relative_to(SOURCES).parts) > 3]
    assert deep == []
