"""What a question between offices tells of somebody, in the fewest words."""

from collections.abc import Mapping

from reintegration_desktop.kernel.words import marked

TRAITS: Mapping[str, str] = {
    "name_first": marked("First name"),
    "name_middle": marked("Middle name"),
    "name_last": marked("Family name"),
    "nickname": marked("Nickname"),
    "sex": marked("Sex"),
    "date_of_birth": marked("Born"),
    "origin_place": marked("Comes from"),
    "current_place": marked("Lives in"),
}
