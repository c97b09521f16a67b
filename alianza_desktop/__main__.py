"""`python -m alianza_desktop` and the command `alianza`."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from alianza_desktop.cli.main import defect, run

        sys.excepthook = defect
        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while the program still loads, or while it answers
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
