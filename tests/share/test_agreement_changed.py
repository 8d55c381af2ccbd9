"""Agreement files bent by a thousand small changes: refused with a sentence, at little cost."""

import os
import random
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from app.envelope import EnvelopeError, web
from app.share import agreement as files
from app.share.agreement import FIRST, LONGEST, BadAgreement, Released, inside, make, taken
from app.share.words import clean
from app.workbook.agreement import COMPARED, Agreement, Line, Lines
from tests.share.bending import changed
from tests.share.test_agreement import BEGUN, CLOSE, ID, OWN, WORDS, first, refused, refused_inside

MANY = 10_000 if os.environ.get("TORTURE") else 1_000


def test_a_changed_file_is_refused_with_a_sentence(figure: Callable[[str], None]) -> None:
    """Outside the seal, and as somebody who knows the words could change it inside."""
    chance, whole = random.Random(5), make(BEGUN)
    outside = [changed(whole, chance) for _ in range(MANY // 250)]
    seen = {refused(lambda data=data: first(data)) for data in outside if data != whole}
    assert seen <= {"not_a_file", "words"}
    codes, longest = Counter[str](), 0.0
    big = make(Agreement(ID, CLOSE, True, WORDS, {"jag-kan": (Line("", "å" * 30_000),)}))
    opened = [inside(BEGUN), web.open_(web.read(big), WORDS, FIRST)]
    tracemalloc.start()
    try:
        for number in range(MANY):
            start = time.perf_counter()
            try:
                made = taken(changed(opened[number % 2], chance))
            except BadAgreement as error:
                codes[error.code] += 1
            else:
                codes["read"] += 1
                texts = [line.text for rows in made.lines.values() for line in rows]
                assert texts and all(clean(text) == text for text in texts)
            longest = max(longest, time.perf_counter() - start)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert codes["content"] > MANY / 4
    assert longest < 1
    assert most < 64 * 2**20
    figure(
        f"{MANY} changed agreement files inside the seal: {dict(codes)}, at most {longest:.3f} s "
        f"and {most / 2**20:.1f} MiB"
    )


def test_a_changed_file_costs_little_before_its_key_is_derived(
    figure: Callable[[str], None],
) -> None:
    """The form is checked first, and the dearest derivation that is taken is below a second."""
    chance, whole = random.Random(7), make(BEGUN)
    codes, longest = Counter[str](), 0.0
    for _ in range(MANY):
        data = changed(whole, chance)
        start = time.perf_counter()
        try:
            web.read(data, LONGEST)
        except EnvelopeError as error:
            codes[error.name] += 1
        else:
            codes["derived"] += 1
        longest = max(longest, time.perf_counter() - start)
    assert longest < 1
    dearest = whole.replace(b"600000", str(web.MOST_ITERATIONS).encode())
    start = time.thread_time()
    assert refused(lambda: first(dearest)) == "words"
    dear = time.thread_time() - start
    assert dear < 2  # of a loaded processor; see the figure
    figure(
        f"{MANY} changed agreement files outside: {dict(codes)}, at most {longest:.3f} s; the "
        f"dearest key {dear:.2f} s"
    )


@given(data=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_whatever_is_sealed_is_read_or_refused(data: bytes) -> None:
    assert refused_inside(data) in {"content", "newer"}


lines = st.dictionaries(
    st.sampled_from(COMPARED),
    st.lists(
        st.builds(
            Line, st.sampled_from(["", "fragar"]), st.text(min_size=1, max_size=80).map(clean)
        ),
        min_size=1,
        max_size=5,
    ).map(tuple),
)


@given(lines)
def test_any_lines_come_back_as_they_were(mine: Lines) -> None:
    kept = {one: rows for one, rows in mine.items() if all(line.text for line in rows)}
    made = Agreement(files.new_id(), OWN, True, WORDS, kept)
    assert taken(inside(made)) == Released(made.id, OWN, kept)
