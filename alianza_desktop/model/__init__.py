"""Records and their rules. Importing the package maps every table."""

from alianza_desktop.model.actas import Acta, ActaSeal, ActaSignatory, ActaVersion, Evidence
from alianza_desktop.model.agreements import Agreement, AgreementPartner, CarriedAgreement
from alianza_desktop.model.alliances import Alliance, Device, NotSame, Operator, SameAs
from alianza_desktop.model.base import Base, Record
from alianza_desktop.model.chains import (
    ChainActivity,
    ChainActor,
    ChainGap,
    ChainLink,
    ChainStage,
    ValueChain,
)
from alianza_desktop.model.people import ActorTrait, Consent, Organization, Person, TerritoryNeed
from alianza_desktop.model.workshops import (
    AgendaItem,
    Attendance,
    Delegation,
    Departure,
    Invitation,
    InvitationDoubt,
    InvitationRow,
    Mesa,
    MesaMember,
    Photo,
    Seating,
    Workshop,
    WorkshopMesa,
    WorkshopSession,
)

__all__ = [
    "Acta", "ActaSeal", "ActaSignatory", "ActaVersion", "ActorTrait", "AgendaItem", "Agreement",
    "AgreementPartner", "Alliance", "Attendance", "Base", "CarriedAgreement", "ChainActivity",
    "ChainActor", "ChainGap", "ChainLink", "ChainStage", "Consent", "Delegation", "Departure",
    "Device", "Evidence", "Invitation", "InvitationDoubt", "InvitationRow", "Mesa", "MesaMember",
    "NotSame", "Operator", "Organization", "Person", "Photo", "Record", "SameAs", "Seating", "TerritoryNeed",
    "ValueChain", "Workshop", "WorkshopMesa", "WorkshopSession",
]  # fmt: skip
