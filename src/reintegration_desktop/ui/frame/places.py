"""Where one can go, by role: a screen shows what a role works with; what it can read, keys decide."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.vault.roles import Role


class Place(StrEnum):
    """The places of the navigation."""

    TODAY = "today"
    HOME = "home"
    CASES = "cases"
    VISITS = "visits"
    REFERRALS = "referrals"
    REPORTS = "reports"
    SEND_RECEIVE = "send_receive"
    LOG = "log"
    COMPLAINTS = "complaints"
    RELEASES = "releases"
    DESK = "desk"
    SETTINGS = "settings"


_TITLES = {
    Place.TODAY: marked("Today"),
    Place.HOME: marked("Home"),
    Place.CASES: marked("Cases"),
    Place.VISITS: marked("Visits"),
    Place.REFERRALS: marked("Referrals"),
    Place.REPORTS: marked("Reports"),
    Place.SEND_RECEIVE: marked("Send / receive"),
    Place.LOG: marked("Log"),
    Place.COMPLAINTS: marked("Complaints"),
    Place.RELEASES: marked("Releases"),
    Place.DESK: marked("Tracing desk"),
    Place.SETTINGS: marked("Settings"),
}

ICONS: Mapping[Place, str] = MappingProxyType(
    {
        Place.TODAY: "today",
        Place.HOME: "today",
        Place.CASES: "cases",
        Place.VISITS: "visits",
        Place.REFERRALS: "referrals",
        Place.REPORTS: "reports",
        Place.SEND_RECEIVE: "send-receive",
        Place.LOG: "history",
        Place.COMPLAINTS: "voice",
        Place.RELEASES: "upload",
        Place.DESK: "eye",
        Place.SETTINGS: "settings",
    }
)

_CASEWORK = (
    Place.TODAY, Place.CASES, Place.VISITS, Place.REFERRALS, Place.REPORTS, Place.SEND_RECEIVE, Place.SETTINGS,
)  # fmt: skip

PLACES: Mapping[Role, tuple[Place, ...]] = MappingProxyType(
    {
        Role.CASEWORKER: _CASEWORK,
        Role.SUPERVISOR: _CASEWORK,
        Role.TRACING_OFFICER: (Place.TODAY, Place.CASES, Place.SETTINGS),
        Role.CLINICIAN: (Place.TODAY, Place.CASES, Place.VISITS, Place.REFERRALS, Place.SETTINGS),
        Role.COORDINATOR: (Place.SEND_RECEIVE, Place.CASES, Place.SETTINGS),
        Role.MANAGER: (Place.HOME, Place.REPORTS, Place.SEND_RECEIVE, Place.SETTINGS),
        Role.AUDITOR: (Place.LOG, Place.COMPLAINTS, Place.RELEASES, Place.SETTINGS),
        Role.HEADQUARTERS: (Place.SEND_RECEIVE, Place.DESK, Place.REPORTS, Place.SETTINGS),
    }
)


def title_of(place: Place) -> str:
    """The place's name in the language of now."""
    return say(_TITLES[place])
