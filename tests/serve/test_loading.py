"""What the first screen takes is made ready while the browser starts, and holds nothing up."""

from __future__ import annotations

from pathlib import Path

from tests.serve.running import Running
from tests.serve.visitor import Visitor

PROGRAM = """
import sys, time
from pathlib import Path
from app import main, paths
from app.serve import serve

def load():
    if "slowly" in sys.argv:
        time.sleep(60)
    main.load()
    print("loaded", "app.ui.app" in sys.modules, flush=True)

places = paths.find(Path(sys.argv[1]))
places.prepare()
serve(main.application(places), places, lambda *_: None, open_window=False, load=load)
"""


def test_the_screens_are_loaded_before_any_window_is_there(tmp_path: Path) -> None:
    with Running("-c", PROGRAM, str(tmp_path)) as program:
        assert program.wait_for("loaded") == "loaded True"
        assert program.lines[0].startswith("Öppna: ")


def test_the_server_answers_and_ends_while_something_is_loaded(tmp_path: Path) -> None:
    with Running("-c", PROGRAM, str(tmp_path), "slowly") as program:
        visitor = Visitor.invited(program.link)
        assert visitor.get("").status == 200
        assert program.stop() == 0
        assert "loaded" not in program.output
