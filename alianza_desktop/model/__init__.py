"""Records and their rules. Importing the package maps every table."""

from alianza_desktop.model.actas import (
    Acta,
    ActaClause,
    ActaSeal,
    ActaSignatory,
    ActaVersion,
    Evidence,
    HeadingTranslation,
)
from alianza_desktop.model.agreements import (
    Agreement,
    AgreementGoal,
    AgreementNote,
    AgreementPartner,
    CarriedAgreement,
    ParkedIdea,
)
from alianza_desktop.model.alliances import (
    Alliance,
    Authority,
    AuthorityHandover,
    Device,
    NotSame,
    Operator,
    Revocation,
    SameAs,
)
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
from alianza_desktop.model.sealing import (
    ActaComplement,
    LateOutcome,
    PaperPage,
    SealCopy,
    SealHandover,
)
from alianza_desktop.model.workshops import (
    AgendaItem,
    AgendaMark,
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
    "Acta", "ActaClause", "ActaComplement", "ActaSeal", "ActaSignatory", "ActaVersion", "ActorTrait",
    "AgendaItem", "AgendaMark", "Agreement", "AgreementGoal", "AgreementNote", "AgreementPartner",
    "Alliance", "Attendance", "Authority", "AuthorityHandover", "Base", "CarriedAgreement", "ChainActivity",
    "ChainActor", "ChainGap", "ChainLink", "ChainStage", "Consent", "Delegation", "Departure", "Device",
    "Evidence", "HeadingTranslation", "Invitation", "InvitationDoubt", "InvitationRow", "LateOutcome",
    "Mesa", "MesaMember", "NotSame", "Operator", "Organization", "PaperPage", "ParkedIdea", "Person",
    "Photo", "Record", "Revocation", "SameAs", "SealCopy", "SealHandover", "Seating", "TerritoryNeed",
    "ValueChain", "Workshop", "WorkshopMesa", "WorkshopSession",
]  # fmt: skip
