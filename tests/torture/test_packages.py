"""Guide packages as a bad connection or a hostile hand may leave them."""

import dataclasses
import os
import random
import sys
import tempfile
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.guide import Library
from app.guide.model import Unreadable
from app.packages import SENTENCES, BadPackage, namespaced, read
from tests.packages.conftest import ours  # noqa: F401
from tests.packages.hostile import HOSTILE, full
from tests.packages.zips import Part, build, parts, sample, signed
from tests.torture.scale import scaled
from tests.torture.test_content import mutated

SECONDS = 5
BYTES = 16 * 1024 * 1024
# What asks the system to change a file, and in which argument the file stands.
WRITERS = {"os.mkdir": 0, "os.rename": 1, "os.remove": 0, "os.rmdir": 0, "os.symlink": 1}
WRITERS |= {"os.link": 1, "os.truncate": 0, "os.chmod": 0, "os.mkfifo": 0}
REMOVERS = ("os.remove", "os.rmdir")  # a folder is emptied from inside: only its own path is whole
WHOLE = build(parts(signed(sample())))
ODD_NAMES = (b"../a.md", b"/etc/a.md", b"halsa/A.md", b"halsa\\a.md", b"a.html", b"", b"\xff.md")

_written: list[str] | None = None


def _listen(event: str, args: tuple[object, ...]) -> None:
    if _written is None:
        return
    if event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR):
        _written.append(os.fsdecode(args[0]) if isinstance(args[0], str | bytes) else "")
    elif event in WRITERS and (event not in REMOVERS or args[-1] == -1):
        _written.append(str(args[WRITERS[event]]))


@pytest.fixture
def written() -> Iterator[list[str]]:
    """Every path that this process writes to, makes or removes while the test runs."""
    global _written
    if not hasattr(sys, "_packages_listen"):
        sys.addaudithook(_listen)  # can never be removed, and costs nothing when nobody listens
        sys._packages_listen = True  # type: ignore[attr-defined]
    _written = []
    yield _written
    _written = None


def bent(chance: random.Random) -> bytes:
    """The bytes with one to three changes, more often than not where zips keep what they say."""
    changed = bytearray(WHOLE)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(changed) + 1)
        if chance.random() < 0.6:
            at = changed.rfind(b"PK", 0, at) + chance.randrange(50)
        match chance.randrange(6):
            case 0:
                changed[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del changed[at : at + chance.randint(1, 40)]
            case 2:
                changed[at:at] = chance.randbytes(chance.randint(1, 40))
            case 3:
                changed[at : at + 4] = chance.choice([bytes(4), b"\xff" * 4, b"PK\1\2", b"PK\5\6"])
            case 4:
                start = chance.randrange(len(changed))
                changed[at:at] = changed[start : start + chance.randint(1, 400)]
            case _:
                changed = changed[:at] if chance.random() < 0.3 else changed + changed[:at]
    return bytes(changed)


def twisted(chance: random.Random) -> bytes:
    """A rightly signed package whose zip tells tales: headers, names, order."""
    every = parts(signed(sample()))
    for _ in range(chance.randint(1, 3)):
        part = chance.choice(every)
        number = chance.choice([0, 1, 7, 8, 0x800, 0xFFFF])
        match chance.randrange(8):
            case 0:
                part.name = chance.choice(ODD_NAMES)
            case 1:
                part.local_name = chance.choice(ODD_NAMES)
            case 2:
                name = chance.choice(["flags", "local_flags", "local_method", "disk", "method"])
                setattr(part, name, number)
            case 3:
                name = chance.choice(["size", "packed_size", "crc", "local_size", "offset"])
                setattr(part, name, chance.choice([number, 2**32 - 1]))
            case 4:
                name = chance.choice(["extra", "local_extra", "comment", "before", "after"])
                setattr(part, name, chance.randbytes(chance.randint(0, 30)))
            case 5:
                every.append(dataclasses.replace(chance.choice(every)))
            case 6:
                part.attributes = chance.randrange(2**32)
            case _:
                chance.shuffle(every)
    where = chance.choice(["before", "before_list", "after_list", "comment", "after"])
    if chance.random() < 0.2:
        return build(every, **{where: chance.randbytes(chance.randint(1, 60))})  # type: ignore[arg-type]
    return build(every)


def forged(chance: random.Random) -> bytes:
    """Texts changed after they were signed."""
    files = signed(sample())
    name = chance.choice(sorted(files))
    files[name] = mutated(files[name].decode("latin-1"), chance)
    return build([Part(key.encode(), content) for key, content in files.items()])


def resigned(chance: random.Random) -> bytes:
    """Texts changed by someone with a key: the signature holds, whatever the text says."""
    files = sample()
    name = chance.choice(sorted(files))
    files[name] = mutated(files[name].decode(), chance)
    return build(parts(signed(files), chance.choice([0, 8])))


MAKERS = (bent, twisted, forged, resigned)


def test_a_mutated_package_is_refused_by_name_or_says_the_same(
    tmp_path: Path,
    ours: Library,  # noqa: F811
    written: list[str],
    monkeypatch: pytest.MonkeyPatch,
    figure: Callable[[str], None],
) -> None:
    chance = random.Random(5)
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(room))
    path = tmp_path / "a.guidepaket"
    path.write_bytes(WHOLE)
    wanted = read(path, ours)
    refused: Counter[str] = Counter()
    same = new = 0
    slowest, most = 0.0, 0
    times = scaled(300, 10_000)
    for number in range(times):
        make = MAKERS[number % len(MAKERS)]
        path.write_bytes(make(chance))
        written.clear()
        if number % 25 == 0:
            tracemalloc.start()
        started = time.process_time()
        try:
            found = read(path, ours)
        except BadPackage as error:
            refused[error.code] += 1
        else:
            if make is resigned:
                nodes = namespaced(found)
                sections = [*nodes.sections.values(), *nodes.easy.values()]
                assert not any(Unreadable() in section.blocks for section in sections)
                new += found != wanted
            else:
                assert found == wanted
            same += found == wanted
        slowest = max(slowest, time.process_time() - started)
        if tracemalloc.is_tracing():
            most = max(most, tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
        assert all(Path(name).is_relative_to(room) for name in written), written
        assert not list(room.iterdir())
    assert refused.keys() <= SENTENCES.keys()
    assert slowest < SECONDS
    assert most < BYTES
    each = ", ".join(f"{count} {code}" for code, count in refused.most_common())
    figure(
        f"mutated packages: {times}, refused {refused.total()} ({each}), {same} said the same, "
        f"{new} signed anew and whole, 0 crashes, at most {slowest:.2f} s and "
        f"{most / 2**20:.1f} MiB"
    )


def test_a_package_full_of_the_dearest_markdown_takes_a_bounded_time(
    tmp_path: Path,
    ours: Library,  # noqa: F811
    figure: Callable[[str], None],
) -> None:
    path = tmp_path / "a.guidepaket"
    slowest: dict[str, float] = {}
    for trick, page in HOSTILE.items():
        pages = dict(list(full(page()).items())[: scaled(1, 200)])
        path.write_bytes(build(parts(signed(sample(**pages)), 0)))
        started = time.process_time()
        with pytest.raises(BadPackage) as caught:
            read(path, ours)
        assert caught.value.code == "content"
        slowest[trick] = time.process_time() - started
    worst = max(slowest, key=lambda trick: slowest[trick])
    assert slowest[worst] < scaled(5, 60)
    figure(f"packages full of hostile Markdown: at most {slowest[worst]:.1f} s ({worst})")
