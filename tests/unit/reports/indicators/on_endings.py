"""Indicators 27, 29, 31, 32: closings, papers, what they say of us, data protection."""

from datetime import date

from tests.unit.reports.indicators.builder import (
    NO_TO_FIGURES,
    VOID,
    Case,
    Office,
    case,
    closing,
    consent,
    counts,
    out,
    rest,
    row,
    who,
)

CLOSED = case(case_status="closed", case_stage="closed")


def paper(on: str | None, kind: str = "birth_certificate"):
    return row("identity_paper", paper_kind=kind, **({"obtained_on": on} if on else {}))


def said(on: str = "2026-08-01", **answers: object):
    return row("feedback", given_on=on, answered_by="child", **answers)


def kept(until: str, **facts: object):
    return case(case_status="closed", case_stage="archived", keep_until_on=until, **facts)


def breach(on: str, kind: str = "data_breach"):
    return row("incident", incident_type=kind, occurred_on=on)


CASES: tuple[Case, ...] = (
    counts("closed", "on the first day", CLOSED, closing(closed_on="2026-07-01")),
    counts("closed", "on the last day", CLOSED, closing(closed_on="2026-09-30")),
    counts(
        "closed",
        "closed, opened again and closed again",
        CLOSED,
        closing(row("reopening", reopened_at="2026-08-01"), closed_on="2026-07-10"),
        closing(closed_on="2026-09-10"),
        times=2,
    ),
    counts("goals_met", "most goals met", CLOSED, closing(closed_on="2026-08-01", goals_met="most")),
    counts("months_open", "from registration to closing", CLOSED, closing(closed_on="2026-08-01")),
    rest("goals_met", "some goals met", CLOSED, closing(closed_on="2026-08-01", goals_met="some")),
    out("goals_met", "nobody said", CLOSED, closing(closed_on="2026-08-01")),
    out("closed", "the day before", CLOSED, closing(closed_on="2026-06-30")),
    out("closed", "the day after", CLOSED, closing(closed_on="2026-10-01")),
    out("closed", "asked for, not decided", closing(approval_status="requested")),
    counts("papers", "on the first day", paper("2026-07-01")),
    counts("papers", "an identity card on the last day", paper("2026-09-30", "national_identity")),
    counts("papers", "two papers count each", paper("2026-07-01"), paper("2026-08-01", "civilian_id"), times=2),
    counts("papers_obtained", "the first civil paper", paper("2026-08-01")),
    counts("papers_obtained", "closed since", paper("2026-08-01"), CLOSED, closing(closed_on="2026-08-20")),
    rest("papers_obtained", "none until now"),
    rest("papers_obtained", "a ration card is no civil paper", paper("2026-08-01", "ration_card")),
    out("papers_obtained", "had one at registration", paper("2024-01-01"), paper("2026-08-01", "national_identity")),
    out("papers_obtained", "had one nobody knows since when", paper(None), paper("2026-08-01", "national_identity")),
    out("papers", "the day after", paper("2026-10-01")),
    out("papers", "a release certificate", paper("2026-08-01", "demobilisation_certificate")),
    counts("listened_to", "rated on the first day", said("2026-07-01", listened_to=5)),
    counts("felt_pressured", "rated on the last day", said("2026-09-30", felt_pressured=1)),
    counts(
        "situation_improved", "two forms count each", said(situation_improved=3), said(situation_improved=4), times=2
    ),
    counts("asked_before_sharing", "was asked", said(asked_before_sharing="yes")),
    counts(
        "listened_to", "said by a carer", row("feedback", given_on="2026-08-01", answered_by="caregiver", listened_to=2)
    ),
    rest("asked_before_sharing", "was not asked", said(asked_before_sharing="no")),
    out("asked_before_sharing", "does not know", said(asked_before_sharing="unknown")),
    out("listened_to", "not rated", said(felt_pressured=3)),
    out("listened_to", "the day before", said("2026-06-30", listened_to=5)),
    out("felt_pressured", "a rating beyond five", said(felt_pressured=9)),
    out("situation_improved", "agreed to no figures", said(situation_improved=3), NO_TO_FIGURES),
    counts("breaches", "on the first day", breach("2026-07-01")),
    counts("breaches", "of somebody who agreed to no figures", breach("2026-08-01"), NO_TO_FIGURES),
    counts("withdrawals", "on the last day", consent(event_kind="withdrawn", event_at="2026-09-30")),
    counts("erasures_overdue", "kept a day too long", kept("2026-09-29")),
    counts("exports", "each for itself", office=Office(exports=(date(2026, 7, 1), date(2026, 9, 30))), times=2),
    out("breaches", "another incident", breach("2026-08-01", "threat_or_reprisal")),
    out("withdrawals", "changed, not taken back", consent(event_kind="changed", event_at="2026-08-01")),
    out("erasures_overdue", "under legal hold", kept("2026-01-01", legal_hold=True)),
    out("erasures_overdue", "to be kept until the last day", kept("2026-09-30")),
    out("erasures_overdue", "open again", case(case_status="open", case_stage="reopened", keep_until_on="2026-01-01")),
    out("exports", "the day after", office=Office(exports=(date(2026, 10, 1),))),
    out("breaches", "not taken on", breach("2026-08-01"), VOID),
    out("withdrawals", "the day before", consent(event_kind="withdrawn", event_at="2026-06-30"), who()),
)
