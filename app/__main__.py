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
    return _of_authors(given) if given.command else _run(given)


def _of_authors(given: argparse.Namespace) -> int:
    """Run a command for those who write the guides."""
    if given.command == "package":
        return authors.run(given, paths.find().content)
    if given.command == "preview":
        return _preview(given)
    content = given.content or paths.find().content
    if given.command == "check":
        from app.guide import check

        return check.main(content, given.lock, given.json)
    if given.command == "dates":
        from app.guide import dates

        return dates.main(content)
    if given.command == "content":
        from app.guide import report

        return report.main(content, given.report)
    from app.guide import skeleton

    return skeleton.main(content, given.section)


def _preview(given: argparse.Namespace) -> int:
    """Show a section in the browser while it is being written."""
    from app.main import keep_quiet

    keep_quiet()
    try:
        from app import preview
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
    from app.main import application, handed_on, keep_quiet, start_over

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
            if desktop.run(main, places, start_over, state):
                return 0
            hindrance = "det gick inte att starta"
        print(f"Visar Guiden i webbläsaren i stället för i ett eget fönster: {hindrance}.")

    try:
        from app.serve import PortTaken, serve
    except ModuleNotFoundError as missing:
        return _without_browser(missing)

    try:
        serve(main, places, start_over, port=given.port, open_window=not given.no_open, state=state)
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
        add_help=False,
    )
    flags = parser.add_argument_group("flaggor")
    flags.add_argument("--browser", action="store_true", help="öppna i webbläsaren")
    flags.add_argument(
        "--no-open",
        action="store_true",
        help="öppna ingenting, skriv bara ut länken (för webbläsaren)",
    )
    flags.add_argument(
        "--port",
        type=_port,
        default=0,
        metavar="N",
        help="port för webbläsaren; annars väljs en ledig",
    )
    flags.add_argument(
        "--data", type=Path, metavar="MAPP", help="mapp för valvet, i stället för den vanliga"
    )
    flags.add_argument(
        "--beside",
        type=Path,
        metavar="MAPP",
        help="ett eget paket i en mapp, att visa bredvid Guidens egna (för den som skriver)",
    )
    flags.add_argument(
        "--version", action="version", version=f"Guiden {__version__}", help="visa versionen"
    )
    _add_help(flags)

    commands = parser.add_subparsers(
        dest="command", title="kommandon", metavar="KOMMANDO", parser_class=_Parser
    )
    check = _add_command(
        commands,
        "check",
        "granska innehållet",
        "Granskar guiderna och säger vad som är fel, var, och vad man gör åt det.",
    )
    check.add_argument(
        "--lock", action="store_true", help="skriv in nya id:n i ids.lock, där de står för alltid"
    )
    check.add_argument("--json", action="store_true", help="skriv resultatet som JSON")
    _add_command(
        commands,
        "dates",
        "visa vad som behöver kontrolleras på nytt",
        "Visar alla källor med dagen då de lästes, äldst först, och var de står.",
    )
    report = _add_command(
        commands,
        "content",
        "visa guiderna och deras avsnitt",
        "Visar guiderna och deras avsnitt.",
    )
    report.add_argument(
        "--report",
        action="store_true",
        help="visa också ord, lästid, LIX, frågor och vilka krav som möts",
    )
    _add_command(
        commands,
        "new",
        "börja på ett nytt avsnitt",
        "Skriver en fil att börja från. En fil som finns skrivs aldrig över.",
        ("section", "AVSNITT", "mapp och id, till exempel heldygnsvard/min-sida"),
    )
    _add_package(commands)
    preview = _add_command(
        commands,
        "preview",
        "visa ett avsnitt medan du skriver",
        "Visar ett avsnitt i webbläsaren, som på telefon, dator och papper. Följer filen: spara, "
        "så syns ändringen. Avsluta med Ctrl+C. --no-open och --port skrivs före preview.",
        ("section", "AVSNITT", "id eller fil, till exempel mina-tecken; annars en lista"),
        optional=True,
    )
    preview.add_argument("--easy", action="store_true", help="visa den lättlästa texten")
    return parser


def _add_package(commands: argparse._SubParsersAction[_Parser]) -> None:
    """The commands for a guide of one's own, one level down."""
    about = "gör och granska ett eget guidepaket"
    package = commands.add_parser("package", help=about, description=about, add_help=False)
    _add_help(package)
    inner = package.add_subparsers(
        dest="what", title="kommandon", metavar="KOMMANDO", parser_class=_Parser, required=True
    )
    for one in authors.COMMANDS:
        command = inner.add_parser(
            one.name, help=one.help, description=one.description, add_help=False
        )
        for name, metavar, help in one.arguments:
            command.add_argument(name, metavar=metavar, type=_path, help=help)
        if one.name == "check":
            command.add_argument(
                "--lock", action="store_true", help="skriv först in mappens nya id:n i ids.lock"
            )
        _add_help(command)


def _add_command(
    commands: argparse._SubParsersAction[_Parser],
    name: str,
    help: str,
    description: str,
    first: tuple[str, str, str] | None = None,
    optional: bool = False,
) -> _Parser:
    """A command for authors. ``first``: what it has to be told, before the content's folder; or
    may be, if that is ``optional``."""
    command = commands.add_parser(name, help=help, description=description, add_help=False)
    if first:
        nargs = "?" if optional else None
        command.add_argument(first[0], metavar=first[1], help=first[2], nargs=nargs)
    command.add_argument(
        "content",
        nargs="?",
        type=Path,
        metavar="INNEHÅLL",
        help="innehållets mapp; annars det som följer med Guiden",
    )
    _add_help(command)
    return command


def _add_help(to: argparse._ActionsContainer) -> None:
    to.add_argument("-h", "--help", action="help", help="visa den här hjälpen")


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text} är inget portnummer (1 till 65535)")
    return int(text)


def _path(text: str) -> Path:
    if not text:  # a variable that was empty, say: it would be the folder one stands in
        raise argparse.ArgumentTypeError("skriv vägen till en fil eller en mapp")
    return Path(text)


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
    """Swedish messages for the mistakes one makes on a command line."""

    MISTAKES = (
        (r"unrecognized arguments: (.*)", r"det här känns inte igen: \1"),
        (r"argument \S+: invalid choice: '([^']*)'.*", r"kommandot \1 finns inte"),
        (r"argument (\S+): expected one argument", r"\1 behöver något efter sig"),
        (r"the following arguments are required: (.*)", r"det här saknas: \1"),
        (r"argument (\S+): (.*)", r"\1: \2"),
        (r"ambiguous option: (\S+).*", r"\1 kan betyda flera saker"),
    )

    def __init__(self, **given: object) -> None:
        super().__init__(**given, formatter_class=_Formatter, allow_abbrev=False)  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        for english, swedish in self.MISTAKES:
            if re.fullmatch(english, message):
                message = re.sub(english, swedish, message)
                break
        self.exit(2, f"{self.prog}: {message}. Hjälp: {self.prog} --help\n")


if __name__ == "__main__":
    sys.exit(main())
