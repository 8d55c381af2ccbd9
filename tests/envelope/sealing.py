"""Age files made and opened in one go, as cheaply as the format can; scripts that count memory."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.envelope import age

ROOT = Path(__file__).parents[2]
PASSPHRASE = "åska myra östan kviga tält"
linux = pytest.mark.skipif(sys.platform != "linux", reason="counts memory as Linux does")


def sealed(data: bytes, passphrase: str = PASSPHRASE, work_factor: int = 1) -> bytes:
    return b"".join(age.seal([data], passphrase, work_factor))


def opened(file: bytes, passphrase: str = PASSPHRASE) -> bytes:
    return b"".join(age.open_(io.BytesIO(file), passphrase))


MEMORY = """
import io, json, re, resource, sys, time
from pathlib import Path
from app.envelope import EnvelopeError, NoRoom, WrongPassphrase, age, web
from tests.envelope.sealing import opened, sealed

def memory(most):
    # What this process has of memory, or the most since this was last asked for what it has; KiB.
    if not most:
        Path("/proc/self/clear_refs").write_text("5")
    label = "VmHWM" if most else "VmRSS"
    return int(re.search(label + r":\\s+(\\d+)", Path("/proc/self/status").read_text())[1])

"""


def told(script: str, *args: object) -> dict[str, Any]:
    """What a script prints as JSON, in a process of its own that can count its memory."""
    process = subprocess.run(
        [sys.executable, "-c", MEMORY + script, *map(str, args)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
        timeout=120,
    )
    said: dict[str, Any] = json.loads(process.stdout)
    return said
