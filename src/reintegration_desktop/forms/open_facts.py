"""Why each open answer is open: the module that reads it without any room's key.

A sealed answer needs no reason. An open one does: merging, custody, a deadline, or consent asked at an exit.
"""

from collections.abc import Mapping
from types import MappingProxyType

_ACTS = "reintegration_desktop.rules.limits.acts"
_CLOSING = "reintegration_desktop.rules.guards.closing"
_CONSENT = "reintegration_desktop.rules.consent"
_FILES = "reintegration_desktop.store.files.loose"
_FOLDS = "reintegration_desktop.store.reading.folds"
_TASKS = "reintegration_desktop.rules.tasks"
_WORKING = "reintegration_desktop.rules.guards.working"

CONSUMERS: Mapping[str, str] = MappingProxyType(
    {
        "account_file.sealed_file": _FILES,
        "assessment.approval_status": _WORKING,
        "case.case_code": _FOLDS,
        "case.case_status": _FOLDS,
        "case.case_stage": _FOLDS,
        "case.name_is_hidden": _FOLDS,
        "case.caseworker": _FOLDS,
        "case.earlier_caseworker": _TASKS,
        "case.assigned_on": _TASKS,
        "case.office": _FOLDS,
        "case.keep_until_on": _FOLDS,
        "case.legal_hold": _FOLDS,
        "case_plan.approval_status": _WORKING,
        "case_plan.approved": _ACTS,
        "closure.approval_status": _CLOSING,
        "concerns.risk_level": _FOLDS,
        "consent.event_at": _CONSENT,
        "consent.event_kind": _CONSENT,
        "consent.given_by": _CONSENT,
        "consent.legal_basis": _CONSENT,
        "consent.agrees_to_case_management": _CONSENT,
        "consent.agrees_to_storage": _CONSENT,
        "consent.agrees_to_reporting": _CONSENT,
        "consent.agrees_to_tracing": _CONSENT,
        "consent.agrees_to_sharing": _CONSENT,
        "consent.agrees_to_monitoring": _CONSENT,
        "consent.agrees_to_photograph": _CONSENT,
        "consent.override_ground": _CONSENT,
        "person_file.sealed_file": _FILES,
        "reopening.approval_status": _CLOSING,
        "restricted_file.sealed_file": _FILES,
        "transfer.receiving_office": _CLOSING,
        "transfer.transfer_reason": _CLOSING,
        "transfer.agrees_to_transfer": _CLOSING,
        "transfer.transfer_status": _CLOSING,
        "transfer.sent_at": _TASKS,
        "transfer.received_at": _CLOSING,
    }
)
