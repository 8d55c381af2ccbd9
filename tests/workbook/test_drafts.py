"""The buffer between the keyboard and the vault: nothing typed is dropped, whatever fails."""

import asyncio
import threading
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.workbook import drafts
from app.workbook.drafts import Drafts


class Store:
    """Something to save into, which can be slow and can fail."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.batches: list[dict[str, str]] = []
        self.failing = False
        self.gate = threading.Event()
        self.gate.set()
        self.saved = 0
        self.failures: list[Exception] = []

    def save(self, batch: Mapping[str, str]) -> None:
        self.gate.wait(5)
        if self.failing:
            raise OSError("full")
        self.batches.append(dict(batch))
        self.values.update(batch)

    def drafts(self) -> Drafts[str]:
        return Drafts(self.save, self._saved, self.failures.append)

    def _saved(self) -> None:
        self.saved += 1


async def test_words_are_saved_by_themselves_after_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "IDLE", 0.01)
    store = Store()
    buffer = store.drafts()
    for text in ("h", "he", "hej"):
        buffer.write("a", text)
    async with asyncio.timeout(20):
        while not store.saved:
            await asyncio.sleep(0.01)
    assert store.batches == [{"a": "hej"}]
    assert not buffer.unsaved


async def test_words_are_saved_even_while_the_typing_never_pauses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drafts, "IDLE", 0.05)
    monkeypatch.setattr(drafts, "LONGEST", 0.1)
    store = Store()
    buffer = store.drafts()
    async with asyncio.timeout(20):
        count = 0
        while not store.saved:
            count += 1
            buffer.write("a", "x" * count)
            await asyncio.sleep(0.005)
    assert store.values["a"]
    buffer.close()


async def test_a_failed_save_keeps_its_words_beneath_newer_ones() -> None:
    store = Store()
    store.failing = True
    buffer = store.drafts()
    buffer.write("a", "gammalt a")
    buffer.write("b", "gammalt b")
    store.gate.clear()
    flush = asyncio.create_task(buffer.flush())
    await asyncio.sleep(0.05)  # the batch is on its way
    buffer.write("a", "nytt a")
    store.gate.set()
    assert await flush is False
    assert [type(error) for error in store.failures] == [OSError]
    assert (buffer.get("a"), buffer.get("b")) == ("nytt a", "gammalt b")
    store.failing = False
    assert await buffer.flush() is True
    assert store.values == {"a": "nytt a", "b": "gammalt b"}


async def test_a_failed_save_is_tried_again_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "LONGEST", 0.05)
    store = Store()
    store.failing = True
    buffer = store.drafts()
    buffer.write("a", "ord")
    await buffer.flush()
    store.failing = False
    async with asyncio.timeout(20):
        while not store.saved:
            await asyncio.sleep(0.01)
    assert store.values == {"a": "ord"}


async def test_words_on_their_way_can_still_be_read_and_one_flush_runs_at_a_time() -> None:
    store = Store()
    store.gate.clear()
    buffer = store.drafts()
    buffer.write("a", "ett")
    first = asyncio.create_task(buffer.flush())
    await asyncio.sleep(0.05)
    assert buffer.get("a") == "ett"
    buffer.write("a", "två")
    second = asyncio.create_task(buffer.flush())
    await asyncio.sleep(0.05)
    assert buffer.get("a") == "två"
    store.gate.set()
    assert await first
    assert await second
    assert store.batches == [{"a": "ett"}, {"a": "två"}]


async def test_a_cancelled_flush_loses_nothing() -> None:
    store = Store()
    store.gate.clear()
    buffer = store.drafts()
    buffer.write("a", "ord")
    flush = asyncio.create_task(buffer.flush())
    await asyncio.sleep(0.05)
    flush.cancel()
    with pytest.raises(asyncio.CancelledError):
        await flush
    assert buffer.get("a") == "ord"
    store.gate.set()
    assert await buffer.flush()
    assert store.values == {"a": "ord"}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.text(max_size=3))
        | st.sampled_from(["flush", "fail", "heal"]),
        max_size=25,
    )
)
def test_after_any_order_of_writes_and_failures_the_newest_words_are_saved(steps: list) -> None:
    async def run() -> None:
        store = Store()
        buffer = store.drafts()
        newest: dict[str, str] = {}
        for step in steps:
            match step:
                case "flush":
                    await buffer.flush()
                case "fail":
                    store.failing = True
                case "heal":
                    store.failing = False
                case key, text:
                    buffer.write(key, text)
                    newest[key] = text
        store.failing = False
        assert await buffer.flush()
        assert store.values == newest
        buffer.close()

    asyncio.run(run())
