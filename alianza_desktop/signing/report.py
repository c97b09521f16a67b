"""What a verification says: its lines, how each signatory ended, the verdict."""

from dataclasses import dataclass

from alianza_desktop.signing import words


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One check: `area` is container, content or trust; `state` is ok, fail or unknown."""

    area: str
    check: str
    state: str
    code: str
    """The check's own, or what failed."""
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class SignatoryOutcome:
    """How a person ended, according to the evidence in the file."""

    name: str
    outcome: str
    """One of `model.actas.OUTCOMES`; empty while several stand."""
    at: str
    device: str


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """What is known about a PDF. What could not be read is empty."""

    verdict: str
    """`intact`, `altered`, `undetermined` or `unsealed`."""
    lines: tuple[Line, ...]
    file_hash: str
    number: str = ""
    code: str = ""
    """The printed «código de verificación» of its content."""
    sealed_at: str = ""
    """As the sealing laptop's clock had it."""
    sealer: str = ""
    """Common name in the certificate of who sealed."""
    issuer: str = ""
    """Common name of who issued that certificate."""
    authority: str = ""
    """SHA-256 of the alliance's authority's certificate in the file: what a pin is compared with."""
    authorities: tuple[str, ...] = ()
    """That one, then those of other laptops' chains: whoever checks the file has to know them all."""
    issuers: tuple[str, ...] = ()
    """SHA-256 of those above a certificate of no installation that sealed; nobody has to know them."""
    outcomes: tuple[SignatoryOutcome, ...] = ()
    cannot_know: tuple[str, ...] = words.CANNOT_KNOW

    @property
    def words(self) -> str:
        """The verdict in Spanish."""
        return words.VERDICTS[self.verdict]
