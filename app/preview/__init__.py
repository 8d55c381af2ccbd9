"""The preview: somebody who writes changes a sentence, saves, and sees at once what it became.

One page, served as the app is (``serve.serve_frames``), with three frames side by side. Two hold
the real app, as on a phone and on a desktop, so that one can click and type in it. The third holds
the section as a form on paper (``share``). Below is what ``guiden check`` says of the file.

- ``command``: which section of which content, and a folder that is gone when it ends.
- ``hub.Hub``: the content as it was last saved, what the check says of it, and what the page asks
  to see. Frames and page wait for its next version; nothing is pushed.
- ``window``: the app in a frame, which follows the hub.
- ``page``, ``said``: the page and its words.

May import ``guide``, ``share``, ``workbook``, ``ui`` and ``serve``, and ``vault`` for a vault that
need not be strong. Nobody imports it but the command line. Promises: it only reads the content;
what is typed lies in vaults of its own, in a folder that is gone when it ends, and its frames
reach no other; content that cannot be read is shown as such and never ends it.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

from app.stops import STOPS


def end_at_once() -> None:
    """Lets a signal end the program without a word, until ``main`` has something to clear up.

    For as long as programs are being loaded: nothing of ours is open then.
    """
    for number in STOPS:
        signal.signal(number, lambda _number, _frame: os._exit(0))


def main(
    section: str | None,
    content: Path | None,
    *,
    easy: bool = False,
    port: int = 0,
    open_window: bool = True,
) -> int:
    """Shows a section until a signal ends it; see ``command.main``. Loads what that needs first."""
    from app.preview import command

    return command.main(section, content, easy=easy, port=port, open_window=open_window)
