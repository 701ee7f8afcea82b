"""What another office was asked or told about somebody goes with the order to erase them, at once and everywhere."""

import pytest

from reintegration_desktop.app.custody.verbs import destination
from reintegration_desktop.app.erasing.due import registry_of
from reintegration_desktop.app.inquiries.verbs import everybody
from reintegration_desktop.casework.inquiries import answering, asking
from tests.store.erasing.signers import begun
from tests.ui.office.test_inquiry_pages import Three, _inquiries, somebody, three

__all__ = ["three"]


@pytest.mark.parametrize("whose", ["asked about", "told of"])
def test_what_another_office_was_asked_about_somebody_is_taken_back_when_they_are_to_be_erased(
    three: Three, whose: str
):
    goma, bukavu, hq = three.goma, three.bukavu, three.hq
    case, _ = somebody(goma, "Nsimire")
    theirs, code = somebody(bukavu, "Nsimirre")
    asking.ask(goma.desk, case, destination(goma, "Bukavu"))
    three.carry(goma, hq, bukavu)
    (inquiry,) = _inquiries(bukavu)
    assert answering.hear(bukavu.desk, everybody(bukavu), inquiry.id).candidates
    answering.answer(bukavu.desk, inquiry.id, code)
    three.carry(bukavu, hq, goma)
    assert answering.read_answer(goma.desk, inquiry.id).is_perhaps
    program, gone = (goma, case) if whose == "asked about" else (bukavu, theirs)
    begun(registry_of(program), gone)
    assert _inquiries(program) == ()
    way = (goma, hq, bukavu) if program is goma else (bukavu, hq, goma)
    three.carry(*way)
    assert [_inquiries(one) for one in (goma, hq, bukavu)] == [(), (), ()]
