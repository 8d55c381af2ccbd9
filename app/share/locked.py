"""Pages as one locked HTML file, for a computer where nothing may be installed.

Whoever has the file and the passphrase opens it in a browser, without the net, and can write an
answer beneath each page, which is saved as a small sealed file; see `app.share.reply`. The file has
the same words before it is opened whatever is in it: neither titles, languages nor the number of
pages can be read there, only about how much it is.

The policy lets this file's own script and style do what they do, and nothing else: no other script,
no form that is sent, no address that is asked for. Two more things keep what is written from being
run: it is escaped when the pages become HTML, and the script copies only the elements it knows.

Does not promise: to protect a file that somebody has changed on its way. Such a file can show
another page, with another script, that asks for the passphrase.
"""

import json
import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256

from app.envelope import web
from app.share import html, words
from app.share.locked_script import SCRIPT
from app.share.markup import Html, block, tag
from app.share.page import Page
from app.share.style import LOCKED, STYLE
from app.share.work import Work

PURPOSE = "work-file/1"
SHARE = re.compile("[0-9a-f]{32}")
_STYLE = STYLE + LOCKED


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


_POLICY = "; ".join(
    (
        "default-src 'none'",
        f"script-src {_hash(SCRIPT)}",
        f"style-src {_hash(_STYLE)}",
        "base-uri 'none'",
        "form-action 'none'",
    )
)


def work_file(
    pages: Sequence[Page],
    title: str,
    *,
    passphrase: str,
    share: str,
    language: str = "sv",
    work: Work | None = None,
) -> str:
    """The pages under ``title``, as a file that opens with the passphrase alone.

    ``share`` names this sharing in the replies to it: 32 random digits and letters a to f. Takes
    some 0.3 s beside the time it takes to make the HTML. Write it in UTF-8. Raises ``CalledOff``
    where ``work`` was called off.
    """
    if not SHARE.fullmatch(share):
        raise ValueError("a share is named by 32 hexadecimal digits")
    content = {
        "share": share,
        "language": language,
        "titles": [words.in_a_row(one.title) for one in pages],
        "html": "\n".join(html.body(pages, title, work)),
    }
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    sealed = web.seal(data, passphrase, PURPOSE)
    whole = block(
        "html",
        _head(),
        block(
            "body",
            _closed(),
            _opened(),
            _reply(),
            tag("script", Html(SCRIPT)),
            tag("script", Html(sealed.json()), type="application/json", id="sealed"),
        ),
        lang="sv",
        translate="no",  # else a browser may offer to send the words to somebody who translates
    )
    return f"<!DOCTYPE html>\n{whole}\n"


def _head() -> Html:
    return block(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="google", content="notranslate"),
        # It stays when the file is opened: a browser keeps it in its history.
        tag("title", "Låst dokument"),
        tag("style", Html(_STYLE)),
    )


def _closed() -> Html:
    """What anybody sees. What needs the script is shown by it."""
    form = block(
        "form",
        tag("label", "Lösenfras", for_="passphrase"),
        tag(
            "input",
            id="passphrase",
            type="password",
            autocomplete="off",
            autocapitalize="none",
            spellcheck="false",
            aria_describedby="trouble",
        ),
        tag("label", tag("input", id="show", type="checkbox"), " Visa lösenfrasen", class_="show"),
        tag("button", "Öppna", type="submit"),
        tag("p", id="trouble", role="alert"),
        id="opener",
        hidden="hidden",
    )
    return block(
        "div",
        tag("header", tag("h1", "Skriv lösenfrasen du fick", id="title", tabindex="-1")),
        block(
            "main",
            tag(
                "p",
                "Det här är ett låst dokument. Den du fick det av har lösenfrasen. "
                "Det öppnas här i webbläsaren, utan internet, och inget skickas härifrån.",
            ),
            tag(
                "p",
                "Här går det inte att öppna. Spara filen och öppna den i en nyare webbläsare: "
                "Edge, Chrome, Firefox eller Safari.",
                id="unable",
            ),
            form,
        ),
        id="closed",
    )


def _opened() -> Html:
    """What stands around the pages when they are shown."""
    return block(
        "div",
        block(
            "section",
            tag("button", "Göm igen", id="hide", type="button"),
            tag("p", id="warning", role="alert"),
            class_="tool bar",
            aria_label="Gömma",
        ),
        tag("div", id="opened"),
        block(
            "section",
            tag("h2", "Ditt svar", id="yours"),
            tag(
                "p",
                "Det du har skrivit i rutorna sparas i en liten låst fil, som öppnas med samma "
                "lösenfras. Ge den till den du fick dokumentet av. Inget skickas härifrån.",
            ),
            tag("button", "Spara svaret", id="save", type="button"),
            tag("p", id="kept", role="status"),
            class_="tool",
            aria_labelledby="yours",
        ),
        id="around",
        hidden="hidden",
    )


def _reply() -> Html:
    """A box beneath a page."""
    box = tag("textarea", rows="4", dir="auto", autocomplete="off", spellcheck="false")
    inside = tag("div", tag("label", "Skriv ett svar (om du vill)"), box, class_="tool", lang="sv")
    return tag("template", inside, id="reply")
