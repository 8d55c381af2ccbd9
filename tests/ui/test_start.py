"""The first screen does not wait for what only unlocking needs."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPT = """
import asyncio, sys
from pathlib import Path
from app.paths import find
from app.ui.app import start
from tests.ui import headless

first = []
send = headless.FakeClient.send_message

def noted(self, message):
    if not first and "Välkommen" in repr(message.body):
        first.append("sqlalchemy" in sys.modules)
    send(self, message)

headless.FakeClient.send_message = noted

async def main(page):
    await start(page, find(Path(sys.argv[1])))

async def run():
    h = await headless.start(main)
    assert "Välkommen" in h.texts(), h.texts()
    print(first, "sqlalchemy" in sys.modules)

asyncio.run(run())
"""


def test_the_first_screen_is_sent_before_sqlalchemy_is_imported(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.stdout.strip() == "[False] True", run.stderr
