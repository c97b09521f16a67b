"""`python -m alianza_desktop` and the command `alianza`."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from alianza_desktop.cli.main import defect, run

    sys.excepthook = defect
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
