"""The sheet of a recovery key, made when somebody asks for it. No Qt."""

from alianza_desktop.core.clock import Clock


def sheet(alliance: str, key: str, clock: Clock, device: str) -> bytes:
    """Return the page to print or keep, as PDF."""
    from alianza_desktop.documents import recovery_sheet

    made = recovery_sheet.RecoverySheet(
        alliance=alliance, key=key, day=clock.now().date().isoformat(), device=device
    )
    return recovery_sheet.build(made).data
