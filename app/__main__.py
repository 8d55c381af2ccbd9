"""The command line: `guiden`, or `python -m app`.

Says everything in Swedish. Imports what a command needs when it is needed: `--help` must not wait
for Flet.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from app import __version__, authors, paths

DESCRIPTION = (
    "Guiden: en arbetsbok för återhämtning. Allt du skriver är krypterat och stannar på din enhet."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal without our letters must not stop the app.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    given = _parser().parse_args(arguments)
    if given.command == "preview":
        return _preview(given)
    return authors.run(given) if given.command else _run(given)


def _preview(given: argparse.Namespace) -> int:
    """Show a section in the browser while it is being written."""
    from app import preview

    preview.end_at_once()
    from app.main import keep_quiet

    keep_quiet()
    try:
        from app.serve import PortTaken
    except ModuleNotFoundError as missing:
        return _without_browser(missing)
    window = {"port": given.port, "open_window": not given.no_open}
    try:
        return preview.main(given.section, given.content, easy=given.easy, **window)
    except PortTaken:
        return _port_taken(given.port)


def _run(given: argparse.Namespace) -> int:
    """Open the app: in a desktop window, or else in the browser."""
    from app.main import application, handed_on, keep_quiet, load, start_over

    state = handed_on()
    try:
        places = paths.find(Path(state["data"]) if state else given.data)
    except FileNotFoundError:
        return _give_up(
            "Guidens texter saknas i installationen. Det du har skrivit är kvar. "
            "Installera Guiden på nytt.",
            state,
        )
    try:
        # One that was handed on and is gone was on a stick; one made now would be on the computer.
        if not state:
            places.prepare()
        paths.keep_temp_inside(places, map(Path, state["temporary"] if state else ()))
    except OSError as error:
        return _give_up(f"Datamappen {places.data} går inte att använda: {error.strerror}.", state)
    beside = authors.beside(given.beside, places.content) if given.beside else None
    if given.beside and not beside and not state:  # one that was locked goes on without it
        return _give_up(f"Mappen {given.beside} går inte att lägga bredvid Guidens egna.", state)

    keep_quiet()
    main = application(places, state["look"] if state else None, [beside] if beside else ())
    served = state is not None and "keys" in state
    if not (given.browser or given.no_open or given.port or served):
        from app import desktop

        hindrance = None if state else desktop.obstacle()
        if hindrance is None:
            if desktop.run(main, places, start_over, state, load):
                return 0
            hindrance = "det gick inte att starta"
        print(f"Visar Guiden i webbläsaren i stället för i ett eget fönster: {hindrance}.")

    try:
        from app.serve import PortTaken, serve
    except ModuleNotFoundError as missing:
        return _without_browser(missing)

    try:
        wanted = {"port": given.port, "open_window": not given.no_open}
        serve(main, places, start_over, state=state, load=load, **wanted)
    except PortTaken:
        return _port_taken(given.port)
    return 0


def _without_browser(missing: ModuleNotFoundError) -> int:
    if missing.name not in ("flet_web", "uvicorn"):
        raise missing
    return _say("Webbläsarfönstret är inte installerat. Det följer med guiden[desktop].")


def _port_taken(port: int) -> int:
    return _say(f"Port {port} används redan. Välj en annan, eller låt bli --port.")


def _give_up(sentence: str, state: dict[str, Any] | None) -> int:
    """Say why. A desktop window that was handed on would stand there with its last picture."""
    if state and "client" in state:
        from app import desktop

        desktop.give_up(state)
    return _say(sentence)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="guiden",
        description=DESCRIPTION,
        epilog="Utan kommando öppnas Guiden i ett eget fönster, eller annars i webbläsaren.",
    )
    parser.add_argument("--browser", action="store_true", help="öppna i webbläsaren")
    parser.add_argument(
        "--no-open",
        action="store_true",
        help="öppna ingenting, skriv bara ut länken (för webbläsaren)",
    )
    parser.add_argument(
        "--port",
        type=_port,
        default=0,
        metavar="N",
        help="port för webbläsaren; annars väljs en ledig",
    )
    parser.add_argument(
        "--data", type=Path, metavar="MAPP", help="mapp för valvet, i stället för den vanliga"
    )
    parser.add_argument(
        "--beside",
        type=Path,
        metavar="MAPP",
        help="ett eget paket i en mapp, att visa bredvid Guidens egna (för den som skriver)",
    )
    parser.add_argument(
        "--version", action="version", version=f"Guiden {__version__}", help="visa versionen"
    )
    authors.declare(parser.add_subparsers(dest="command", title="kommandon", metavar="KOMMANDO"))
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text} är inget portnummer (1 till 65535)")
    return int(text)


def _say(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


class _Formatter(argparse.HelpFormatter):
    """Swedish headings, where argparse writes its own."""

    def add_usage(
        self,
        usage: str | None,
        actions: object,
        groups: object,
        prefix: str | None = None,
    ) -> None:
        word = "användning: " if prefix is None else prefix
        super().add_usage(usage, actions, groups, word)  # type: ignore[arg-type]

    def start_section(self, heading: str | None) -> None:
        words = {"positional arguments": "argument", "options": "flaggor"}
        super().start_section(words.get(heading or "", heading))


class _Parser(argparse.ArgumentParser):
    """Swedish help, and messages for the mistakes one makes on a command line."""

    MISTAKES = (
        (r"unrecognized arguments: (.*)", r"det här känns inte igen: \1"),
        (r"argument \S+: invalid choice: '([^']*)'.*", r"kommandot \1 finns inte"),
        (r"argument (\S+): expected one argument", r"\1 behöver något efter sig"),
        (r"the following arguments are required: (.*)", r"det här saknas: \1"),
        (r"argument (\S+): (.*)", r"\1: \2"),
        (r"ambiguous option: (\S+).*", r"\1 kan betyda flera saker"),
    )

    def __init__(self, **given: object) -> None:
        given |= {"formatter_class": _Formatter, "allow_abbrev": False, "add_help": False}
        super().__init__(**given)  # type: ignore[arg-type]
        self.add_argument("-h", "--help", action="help", help="visa den här hjälpen")

    def error(self, message: str) -> NoReturn:
        for english, swedish in self.MISTAKES:
            if re.fullmatch(english, message):
                message = re.sub(english, swedish, message)
                break
        self.exit(2, f"{self.prog}: {message}. Hjälp: {self.prog} --help\n")


if __name__ == "__main__":
    sys.exit(main())
