"""Records and their rules. Importing the package maps every table."""

from alianza_desktop.model.actas import Acta, ActaSeal, ActaSignatory, ActaVersion, Evidence
from alianza_desktop.model.agreements import Agreement, AgreementPartner
from alianza_desktop.model.alliances import Alliance, Device, Operator, SameAs
from alianza_desktop.model.base import Base, Record
from alianza_desktop.model.chains import (
    ChainActivity,
    ChainActor,
    ChainGap,
    ChainLink,
    ChainStage,
    ValueChain,
)
from alianza_desktop.model.people import Consent, Organization, Person
from alianza_desktop.model.workshops import (
    AgendaItem,
    Attendance,
    Departure,
    Invitation,
    InvitationDoubt,
    InvitationRow,
    Mesa,
    Seating,
    Workshop,
    WorkshopMesa,
    WorkshopSession,
)

__all__ = [
    "Acta", "ActaSeal", "ActaSignatory", "ActaVersion", "AgendaItem", "Agreement", "AgreementPartner",
    "Alliance", "Attendance", "Base", "ChainActivity", "ChainActor", "ChainGap", "ChainLink",
    "ChainStage", "Consent", "Departure", "Device", "Evidence", "Invitation", "InvitationDoubt",
    "InvitationRow", "Mesa", "Operator", "Organization", "Person", "Record", "SameAs", "Seating",
    "ValueChain", "Workshop", "WorkshopMesa", "WorkshopSession",
]  # fmt: skip
