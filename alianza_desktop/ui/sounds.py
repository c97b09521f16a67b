"""Three short tones for the desk, made here and handed to what the system plays sounds with. No Qt.

Nothing is loaded before the first tone; without a player or a device there is silence, and no warning: each
tone has its equal on the screen. QtMultimedia would bring 30 MB and needs a sound server's library.
"""

import shutil
import subprocess
import sys
import wave
from array import array
from contextlib import suppress
from functools import cache
from io import BytesIO
from math import pi, sin
from typing import Final, Literal

Kind = Literal["found", "already", "refused"]
RATE: Final = 22_050
LOUD: Final = 9_000
"""Of 32,767: to be heard across a table, not across the room."""
TONES: Final[dict[Kind, tuple[tuple[int, float], ...]]] = {
    "found": ((880, 0.08), (1175, 0.09)),
    "already": ((587, 0.09), (0, 0.05), (587, 0.09)),
    "refused": ((294, 0.16), (196, 0.2)),
}
"""Hertz and seconds: up, twice the same, down; told apart without a good ear."""
PLAYERS: Final = (("paplay",), ("pw-play", "-"), ("aplay", "-q", "-"), ("afplay", "/dev/stdin"))
"""Commands that play a WAV from their input: PulseAudio, PipeWire, ALSA, macOS."""


@cache
def recorded(kind: Kind) -> bytes:
    """Return a tone as a WAV file: one channel of 16 bits."""
    samples = array("h")
    for hertz, seconds in TONES[kind]:
        count = round(RATE * seconds)
        for step in range(count):
            edge = min(1.0, step / 110, (count - step) / 110)  # 5 ms: no click at either end
            samples.append(round(LOUD * edge * sin(2 * pi * hertz * step / RATE)))
    if sys.byteorder == "big":
        samples.byteswap()
    file = BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(RATE)
        written.writeframes(samples.tobytes())
    return file.getvalue()


def play(kind: Kind) -> None:
    """Play a tone and come back when it ends, or at once where nothing can play it; never fails."""
    if sys.platform == "win32":
        import winsound

        with suppress(RuntimeError):  # there is no device
            winsound.PlaySound(recorded(kind), winsound.SND_MEMORY)
        return
    command = _player()
    if command:
        with suppress(OSError, subprocess.SubprocessError):
            subprocess.run(command, input=recorded(kind), timeout=2, check=False,  # noqa: S603 - from PLAYERS
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip


@cache
def _player() -> tuple[str, ...]:
    for name, *rest in PLAYERS:
        found = shutil.which(name)
        if found:
            return (found, *rest)
    return ()
