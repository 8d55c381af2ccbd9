"""The few pages the server itself shows, and what it changes in Flet's own page."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

OTHER_WINDOW = 4001
"""The close code that tells a window that Guiden was opened in another one."""

LEFT = 4002
"""The close code that tells a window that the person has left."""

_LOOK = """
:root { color-scheme: light dark }
body { margin: 0; min-height: 100vh; display: grid; place-items: center;
  background: #FBF7F0; color: #2B2620; font: 18px/1.6 system-ui, sans-serif }
main { max-width: 30em; padding: 2em }
h1 { font-size: 1.5em; line-height: 1.25; margin: 0 0 .6em }
p { margin: 0 0 1em }
a { color: #1F5B4E }
@media (prefers-color-scheme: dark) {
  body { background: #1B1815; color: #F1E9DD } a { color: #8FD0BC } }
"""

_CURTAIN = """
#curtain { position: fixed; inset: 0; z-index: 2147483647; display: grid; place-items: center;
  background: #FBF7F0; color: #2B2620; font: 18px/1.6 system-ui, sans-serif }
@media (prefers-color-scheme: dark) { #curtain { background: #1B1815; color: #F1E9DD } }
"""

# The app's own shortcuts. Else a browser does something too: a tab with help, or another tab.
_KEYS = r"""
addEventListener("keydown", (event) => {
  const held = event.altKey ? "Alt " : event.ctrlKey || event.metaKey ? "Ctrl " : "";
  if (/^(F1|Alt ([1-4]|PageUp|PageDown)|Ctrl k)$/.test(held + event.key)) event.preventDefault();
}, true);
"""

QUIET = 300
"""Milliseconds without a new word from the app, after which its picture is whole."""


def page(
    title: str,
    text: str,
    *,
    link: tuple[str, str] | None = None,
    go: str = "",
    name: str = "Guiden",
) -> str:
    """A calm page of its own: no script, nothing from elsewhere.

    Args:
        title: the heading; "" for none.
        link: where to and what it says.
        go: an address to go to at once.
        name: what the browser's tab says.
    """
    onward = f'<meta http-equiv="refresh" content="0;url={go}">' if go else ""
    heading = f"<h1>{title}</h1>" if title else ""
    anchor = f'<p><a href="{link[0]}">{link[1]}</a></p>' if link else ""
    return (
        '<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="referrer" content="no-referrer">{onward}'
        f"<title>{name}</title><style>{_LOOK}</style></head>"
        f"<body><main>{heading}<p>{text}</p>{anchor}</main></body></html>"
    )


def welcome(address: str) -> str:
    """Leads on to the app. A page, not a redirect: only from our own page does the browser send
    a SameSite=Strict cookie along."""
    return page("Guiden öppnas", "Ett ögonblick.", link=(address, "Öppna Guiden"), go=address)


def redirect(link: str) -> str:
    """The file that takes the browser to the one-time link."""
    return page("Guiden öppnas", "Ett ögonblick.", link=(link, "Öppna Guiden"), go=link)


def closed() -> str:
    """For whoever comes without the cookie: a person who has restarted the browser, or a stranger.

    So it does not say what program this is."""
    return page(
        "Den här sidan är stängd",
        "Den kan bara visas i den webbläsare där den öppnades. Starta programmet igen för att "
        "fortsätta.",
        name="Stängd",
    )


def used() -> str:
    """For a link that has been opened already."""
    return page(
        "Länken är redan använd",
        "Den går bara att öppna en gång, så att ingen annan kan ta sig in med den. "
        "Titta efter om Guiden redan är öppen i ett annat fönster eller en annan flik. "
        "Annars kan du stänga Guiden och starta den igen, så får du en ny länk. "
        "Det du har skrivit finns kvar.",
    )


def elsewhere(address: str) -> str:
    """For a window that another one has taken over from."""
    return page(
        "Guiden är öppen i ett annat fönster",
        "Guiden visas i ett fönster i taget, så att inget du skriver krockar.",
        link=(address, "Öppna den här i stället"),
    )


def left() -> str:
    """The last page. It says nothing of what was here, nor does the tab."""
    return page("", "Du kan stänga fliken.", name="&#8203;")


def dress(html: str, *, socket: str, ways: Mapping[int, str], nonce: str) -> str:
    """Flet's page with our language, this window's own socket, and a nonce on each script.

    Args:
        ways: the page that each close code of ours leads to.

    Raises:
        ValueError: the page is not the one flet-web 1.0.5 makes, so nothing here can be trusted.
    """
    html, found = re.subn(
        r'flet\.webSocketEndpoint="[^"]*";', f'flet.webSocketEndpoint="{socket}";', html
    )
    if found != 1:
        raise ValueError("flet-web's index.html has changed")
    html = html.replace("<html>", '<html lang="sv">', 1)
    html = html.replace('aria-label="Loading"', 'aria-label="Guiden öppnas"', 1)
    html = html.replace("#ffffff", "#FBF7F0", 1).replace("#222222", "#1B1815", 1)
    # Fetched without the cookie, so it would only be refused; and this address lasts one run.
    html = html.replace('<link rel="manifest" href="manifest.json">', "", 1)
    ours = f"<style>{_CURTAIN}</style><script>{_KEYS}{_watch(ways)}</script></head>"
    return with_nonce(html.replace("</head>", ours, 1), nonce)


def with_nonce(html: str, nonce: str) -> str:
    """A page whose scripts the content policy lets run."""
    return html.replace("<script", f'<script nonce="{nonce}"')


def _watch(ways: Mapping[int, str]) -> str:
    """A script that tells the person why the window went quiet.

    Flet's client would show its last picture and try to connect for ever. That picture may be
    somebody's words, so the whole page makes way: for ours, or, once the server has ended, for one
    that needs no server. A connection that broke, as it does when the program starts over, is
    taken up again by Flet: until the app has drawn something new, a curtain hangs there.
    """
    closed = page("Guiden är stängd", "Starta den igen när du vill fortsätta.")
    return f"""
const curtain = document.createElement("div");
curtain.id = "curtain";
curtain.setAttribute("role", "status");
curtain.textContent = "Ett ögonblick.";
let lift;
window.WebSocket = class extends WebSocket {{
  constructor(...given) {{
    super(...given);
    let heard = 0;
    this.addEventListener("message", () => {{
      clearTimeout(lift);  // the first word is the server's hello, the last completes the picture
      if (++heard > 1) lift = setTimeout(() => curtain.remove(), {QUIET});
    }});
    this.addEventListener("close", (event) => {{
      const way = {json.dumps(ways)}[event.code];
      if (way) return location.replace(way);
      clearTimeout(lift);
      document.body.append(curtain);
      if (event.code === 1012 || event.code === 1001) location.replace(URL.createObjectURL(
        new Blob([{json.dumps(closed)}], {{ type: "text/html" }})));
    }});
  }}
}};
"""
