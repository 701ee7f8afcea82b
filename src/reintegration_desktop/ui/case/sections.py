"""The sections of a case and the forms that stand in each."""

from dataclasses import dataclass

from reintegration_desktop.kernel.words import marked


@dataclass(frozen=True, slots=True)
class CaseSection:
    """A section: its key, title, sign, and the forms that belong to the case and stand in it, in order."""

    key: str
    title: str
    icon: str
    forms: tuple[str, ...]


SECTIONS = (
    CaseSection(
        "person", marked("Person"), "person",
        ("identification", "identity_paper", "own_child", "age_assessment", "likeness"),
    ),
    CaseSection("consent", marked("Consent"), "shield-check", ("consent",)),
    CaseSection("release", marked("Release history"), "history", ("association", "justice")),
    CaseSection(
        "family", marked("Family and tracing"), "family", ("household", "household_member", "care_stay", "tracing")
    ),
    CaseSection(
        "needs", marked("Needs and safety"), "shield",
        ("concerns", "immediate_concern", "assessment", "wellbeing_measure", "incident"),
    ),
    CaseSection("plan", marked("Plan"), "plan", ("case_plan", "learning_and_work", "outcome")),
    CaseSection("visits", marked("Visits"), "visits", ("follow_up",)),
    CaseSection("referrals", marked("Services and referrals"), "referrals", ("service",)),
    CaseSection("files", marked("Files"), "clip", ("person_file", "account_file", "restricted_file")),
    CaseSection("file", marked("The file"), "file", ("case", "transfer", "closure", "feedback")),
    CaseSection("history", marked("History"), "clock", ()),
)  # fmt: skip
FILES = "files"
SECTION_OF = {form: section.key for section in SECTIONS for form in section.forms}
