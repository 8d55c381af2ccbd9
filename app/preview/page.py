"""The page around the frames, and what it asks for as long as it is open."""

from __future__ import annotations

import asyncio
import json
from html import escape
from typing import Any
from urllib.parse import parse_qsl

from app.guide import Depth, Library
from app.preview import said
from app.preview.dress import SCRIPT, STYLE
from app.preview.hub import Hub, Wish
from app.share import document, page

FRAMES = ("telefon", "dator")
"""The frames that hold the app: the names of their folders."""

CALM = "Prova gärna: klicka och skriv. Inget du skriver här sparas."

_PATIENCE = 1.0  # seconds an answer waits for news; no longer, or it would hold up the end
_DEPTHS = (("lite", "Orkar lite"), ("lagom", "Lagom"), ("mycket", "Mycket"))
_THEMES = (("light", "Ljust"), ("dark", "Mörkt"))
_VIEWS = (("telefon", "Telefon"), ("dator", "Dator"), ("papper", "Papper"))
_SHEET = """
body { padding: 18mm; min-height: 297mm; }
@media print { body { padding: 0; min-height: 0; } }
"""


class Front:
    """The page and its answers. The newest page rules: an older one is told so, and rests."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._newest = 0
        self._running: asyncio.Task[None] | None = None

    async def answer(self, path: str, query: str) -> tuple[str, str] | None:
        """What is asked for: "" for the page, "nu" for what it is to show now."""
        if path not in ("", "nu"):
            return None
        self._running = self._running or asyncio.create_task(self._hub.run())
        if path == "":
            self._newest += 1
            return "text/html", _page(self._hub.wish, self._newest)
        asked = dict(parse_qsl(query))
        if asked.get("sida") != str(self._newest):
            return "application/json", json.dumps({"older": True})
        self._hub.turn(Wish.of(asked))
        seen = asked.get("sett", "")
        known = seen.isdecimal() and len(seen) < 10
        version = await self._hub.after(int(seen) if known else -1, _PATIENCE)
        library, wish = await self._hub.ready()
        return "application/json", json.dumps({"version": version, **self._now(library, wish)})

    def _now(self, library: Library, wish: Wish) -> dict[str, Any]:
        if not wish.section:
            return {"list": said.sections(library)}
        hub = self._hub
        section = library.section(wish.section, wish.easy)
        form = page(section, lambda _: None, form=True, depth=Depth(wish.depth))
        return {
            "title": section.title,
            "easy": wish.section in library.easy_files,
            "paper": paper(document([form], form.title)),
            "said": said.findings(hub.findings, hub.file, hub.content, spelled=hub.spelled),
        }


def paper(html: str) -> str:
    """A document as it comes out of the printer, on one long sheet."""
    printed = html.replace("@media print", "@media all", 1)
    return printed.replace("</style>", f"{_SHEET}</style>", 1)


def _page(wish: Wish, number: int) -> str:
    easy = " checked" if wish.easy else ""
    return f"""<!DOCTYPE html>
<html lang="sv"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Förhandsvisning</title><style>{STYLE}</style></head>
<body data-page="{number}" data-section="{escape(wish.section)}">
<header>
<h1 id="title">Förhandsvisning</h1>
<p>{CALM}</p>
<p id="trouble" role="alert"></p>
<form id="wish">
<a class="button inside" href="#">Alla avsnitt</a>
{_choice("djup", "Djup", _DEPTHS, wish.depth)}
{_choice("tema", "Ljus", _THEMES, wish.theme)}
<label id="easy"><input type="checkbox" name="latt" value="ja"{easy}> Lättläst</label>
<button class="inside" type="button" id="anew">Börja om</button>
<button class="inside" type="button" id="print">Skriv ut</button>
</form>
</header>
<main>
<nav id="list" aria-label="Avsnitt"></nav>
<div id="shown" class="inside">
<form id="one">{_choice("vy", "Visa", _VIEWS, _VIEWS[0][0])}</form>
<div id="frames">{"".join(_frame(name, title) for name, title in _VIEWS)}</div>
<section id="said" aria-live="polite"></section>
</div>
</main>
<script>{SCRIPT}</script>
</body></html>"""


def _choice(name: str, title: str, options: tuple[tuple[str, str], ...], chosen: str) -> str:
    radios = "".join(
        f'<label><input type="radio" name="{name}" value="{value}"'
        f"{' checked' if value == chosen else ''}> {label}</label>"
        for value, label in options
    )
    return f'<fieldset class="inside"><legend>{title}</legend>{radios}</fieldset>'


def _frame(name: str, title: str) -> str:
    return (
        f'<figure id="{name}"><figcaption>{title}</figcaption>'
        f'<div class="hold"><iframe title="{title}"></iframe></div></figure>'
    )
