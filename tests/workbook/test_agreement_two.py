"""Two vaults that compare: each sees what both have released, and nothing else is there."""

from __future__ import annotations

import json
import random
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.share import agreement as files
from app.share.agreement import BadAgreement
from app.share.words import clean
from app.workbook.agreement import AGREEMENT, COMPARED, Agreement, Line, Lines, within
from app.workbook.workbook import Workbook
from tests.share.bending import changed
from tests.torture.scale import scaled
from tests.workbook.comparing import CAN, CLOSE, ID, LIBRARY, MORE, OWN, WORDS, there, write
from tests.workbook.devices import device


def exchange(one: Workbook, other: Workbook, mine: Lines, theirs: Lines, *, sealed: bool) -> None:
    """Both release lines: one begins, the other answers, and both read."""
    begun = Agreement(files.new_id(), CLOSE, True, WORDS, mine, given=True)
    one.agreements.keep(begun)
    if sealed:
        got = files.read_first(files.make(begun), WORDS, other.agreements.knows)
    else:
        got = files.taken(files.inside(begun))
    answering = Agreement(got.agreement, OWN, False, WORDS, theirs).with_theirs(
        got.section, got.lines
    )
    other.agreements.keep(answering)
    if sealed:
        back = files.read_second(files.make(answering), begun)
    else:
        back = files.taken(files.inside(answering))
    one.agreements.keep(begun.with_theirs(back.section, back.lines))


def check(one: Workbook, other: Workbook, mine: Lines, theirs: Lines) -> None:
    """Each side holds exactly the questions that both released something to."""
    both = [name for name in COMPARED if mine.get(name) and theirs.get(name)]
    seen, seen_there = one.agreements.of(CLOSE), other.agreements.of(OWN)
    assert seen and seen_there
    assert seen.mine == seen_there.theirs == {name: mine[name] for name in both}
    assert seen.theirs == seen_there.mine == {name: theirs[name] for name in both}
    assert list(seen.mine) == both
    for name in both:
        alike = [line for line in mine[name] if any(map(line.same, theirs[name]))]
        assert list(seen.alike[name]) == alike
        assert bool(alike) == bool(seen_there.alike[name])


def test_two_vaults_and_two_sealed_files_show_both_the_same(tmp_path: Path) -> None:
    one, other = device(LIBRARY, tmp_path / "ett"), device(LIBRARY, tmp_path / "två")
    write(one, CLOSE, jag_kan=["Jag frågar först.", "hemlig rad"], ord_mellan_oss="grå dag")
    write(other, OWN, jag_kan=["Jag säger till."], jag_ber_om=["Ring inte."])
    mine = {**there(one, CLOSE), "jag-kan": there(one, CLOSE)["jag-kan"][:1]}
    exchange(one, other, mine, there(other, OWN), sealed=True)
    check(one, other, mine, there(other, OWN))
    theirs = json.dumps([record.value for record in other.records()], ensure_ascii=False)
    assert "Jag frågar först." in theirs
    assert "hemlig rad" not in theirs and "grå dag" not in theirs
    assert "Ring inte" not in json.dumps([record.value for record in one.records()])
    one.lock()
    other.lock()


def test_files_that_were_changed_on_the_way_are_refused_and_the_vault_is_as_it_was(
    tmp_path: Path, figure: Callable[[str], None]
) -> None:
    book, times = device(LIBRARY, tmp_path / "valv"), scaled(60, 10_000)
    begun = Agreement(ID, CLOSE, True, WORDS, MORE, given=True)
    book.agreements.keep(begun)
    file, records, chance = book.path.read_bytes(), book.records(), random.Random(3)
    whole = files.make(Agreement(ID, OWN, False, WORDS, CAN))
    codes, longest = Counter[str](), 0.0
    tracemalloc.start()
    try:
        while codes.total() < times:
            if (data := changed(whole, chance)) == whole:
                continue
            start = time.thread_time()
            with pytest.raises(BadAgreement) as caught:
                files.read_second(data, begun)
            longest = max(longest, time.thread_time() - start)
            assert caught.value.sentence
            codes[caught.value.code] += 1
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert book.records() == records
    assert book.path.read_bytes() == file
    assert longest < 1
    assert most < 64 * 2**20
    figure(
        f"{times} changed agreement files: {dict(codes)}, at most {longest:.2f} s of processor and "
        f"{most / 2**20:.1f} MiB, the vault unchanged"
    )
    back = files.read_second(whole, begun)
    assert back.lines == CAN
    book.lock()


texts = st.text(min_size=1, max_size=30).map(clean).filter(bool)
released = st.dictionaries(
    st.sampled_from(COMPARED),
    st.lists(
        st.builds(Line, st.just(""), texts | st.sampled_from(["grå dag", "Grå dag"]))
        | st.sampled_from([Line("fragar", "Frågar"), Line("vet-inte", "Jag vet inte")]),
        unique=True,
        max_size=4,
    ).map(tuple),
)


@given(mine=released, theirs=released)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_released_each_sees_what_both_released_and_nothing_else_is_there(
    tmp_path_factory: pytest.TempPathFactory, mine: Lines, theirs: Lines
) -> None:
    mine, theirs = ({k: v for k, v in lines.items() if v} for lines in (mine, theirs))
    folder = tmp_path_factory.mktemp("två")
    one, other = device(LIBRARY, folder / "ett"), device(LIBRARY, folder / "två")
    try:
        exchange(one, other, mine, theirs, sealed=False)
        check(one, other, mine, theirs)
        agreed = other.agreements.of(OWN)
        assert agreed and agreed.mine.keys() <= mine.keys()  # what the second file holds
        # Nothing else of the one who began has come into the other's vault.
        kept = [record for record in other.records() if record.key.startswith(AGREEMENT)]
        assert [record.value for record in kept] == [agreed.record()]
    finally:
        one.lock()
        other.lock()


@given(mine=released, theirs=released)
def test_what_is_within_is_symmetric_and_stays_so(mine: Lines, theirs: Lines) -> None:
    assert within(mine, theirs).keys() == within(theirs, mine).keys()
    assert within(within(mine, theirs), within(theirs, mine)) == within(mine, theirs)
