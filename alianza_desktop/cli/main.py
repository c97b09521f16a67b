"""Runs one command: parses, calls its function, prints JSON or lines, turns an error into one sentence.

Exit codes: 0 done or "yes"; 1 the answer is no; 2 the input or usage is wrong; 3 the store cannot be opened.
"""

import json
import logging
import os
import sys
from argparse import Namespace
from contextlib import suppress
from importlib import import_module
from io import StringIO
from types import TracebackType

from alianza_desktop.cli.desk import Desk, Reply
from alianza_desktop.cli.parser import build
from alianza_desktop.core.clock import Clock, SystemClock
from alianza_desktop.core.errors import AppError
from alianza_desktop.core.sentences import sentence

INTERRUPTED = 130
_COMMANDS = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "\ufffd")
"""Control signs: a text that came from elsewhere must not command the terminal that shows it."""
DEFECT = 70
"""`EX_SOFTWARE` of sysexits.h: neither an answer nor somebody's mistake."""


def run(words: list[str], clock: Clock | None = None) -> int:
    """Run the command in `words` and return its exit code."""
    _ready_streams()
    arguments = build().parse_args(words)
    if not arguments.debug:
        logging.getLogger("alianza_desktop").addHandler(logging.NullHandler())  # stderr is for sentences
    try:
        reply = _call(arguments, Desk(arguments, clock or SystemClock()))
    except AppError as error:
        return _refuse(error, arguments)
    except KeyboardInterrupt:
        _tell("Interrumpido. Lo que no terminó no se guardó.")
        return INTERRUPTED
    _print(reply, arguments)
    return reply.exit_code


def defect(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say in one sentence that the program failed, and leave with 70: the hook of the process.

    The store was already left as it was: the error passed through its transaction on the way here.
    """
    if "--debug" in sys.argv:
        sys.__excepthook__(kind, error, trace)
    else:
        _tell(sentence(AppError("unexpected", kind=kind.__name__)))
    with suppress(OSError):
        sys.stderr.flush()
    os._exit(DEFECT)


def _ready_streams() -> None:
    """Speak UTF-8 whatever the locale; what the caller closed (`>&-`) goes nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, StringIO())
        elif hasattr(stream := getattr(sys, name), "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _call(arguments: Namespace, desk: Desk) -> Reply:
    module, function = arguments.run.split(":")
    reply = getattr(import_module(f"alianza_desktop.cli.{module}"), function)(desk, arguments)
    assert isinstance(reply, Reply)
    return reply


def _refuse(error: AppError, arguments: Namespace) -> int:
    if arguments.debug:
        raise error
    words = sentence(error)
    _tell(words)
    if arguments.json:
        sys.stdout.write(json.dumps({"error": error.code, "sentence": words}, ensure_ascii=False) + "\n")
    return error.exit_code


def _tell(words: str) -> None:
    with suppress(OSError):  # what stderr goes to may be full or gone: the exit code still says it
        sys.stderr.write(f"{words}\n")
        sys.stderr.flush()


def _print(reply: Reply, arguments: Namespace) -> None:
    try:
        if arguments.json:
            sys.stdout.write(json.dumps(reply.data, ensure_ascii=False, indent=2) + "\n")
        elif not arguments.quiet:
            sys.stdout.write("".join(f"{line.translate(_COMMANDS)}\n" for line in reply.lines))
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of a pipe left, for example `| head`
        sys.stdout = None
    except OSError:  # what was done is done: only its answer has nowhere to go
        sys.stdout = None
        _tell(sentence(AppError("answer-unwritable")))
