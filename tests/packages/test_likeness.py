"""Nothing in a package may be mistaken for what a person in a crisis looks for in ours."""

import pytest

from app.guide import Library
from app.packages import BadPackage, read
from tests.packages.conftest import HELP, SIGNS
from tests.packages.zips import EASY, GUIDE, SECOND, made

TWO = "halsa/sida-tva.md"
LINE = """
```hjälplinje
namn: {}
nummer: {}
för: Någon svarar.
kontrollerad: 2026-01-01
källa: a.se
```
"""
PLAN = """---
kort: Din plan.
---

# Min trygghetsplan

Din plan.
"""


@pytest.fixture
def ours(ours: Library) -> Library:
    """The same with a plan, a guide and one more line to call."""
    texts = {
        "gemensamt/fa-hjalp-nu.md": HELP + LINE.format("Självmordslinjen (Mind)", "90101"),
        "gemensamt/trygghetsplan.md": PLAN,
        "mar-daligt/guide.md": "---\nkort: K.\n---\n\n# För dig som mår dåligt\n\n1. [T](a.md)\n",
    }
    for name, text in texts.items():
        (ours.folder / name).write_text(text, "utf-8")
    return Library(ours.folder)


def code(ours: Library, files: dict[str, str], **members: object) -> str | None:
    """How such a package is refused, or None."""
    try:
        read(made(files, **members), ours)
    except BadPackage as error:
        return error.code
    return None


def numbers(ours: Library, files: dict[str, str]) -> list[tuple[str, str, int]]:
    """What the check says of the links, each as its rule, file and line."""
    with pytest.raises(BadPackage) as caught:
        read(made(files), ours)
    return [(one.code, str(one.path), one.line) for one in caught.value.findings]


TITLES = {
    "help as a section": {TWO: SECOND.replace("# En sida till", "# Få hjälp nu")},
    "help in other letters": {TWO: SECOND.replace("# En sida till", "# FÅ  hjälp — nu!")},
    "help written in another way": {TWO: SECOND.replace("# En sida till", "# Fa\u030a hjälp nu")},
    "the plan as a section": {TWO: SECOND.replace("# En sida till", "# Min trygghetsplan")},
    "a guide as a section": {TWO: SECOND.replace("# En sida till", "# För dig som mår dåligt")},
    "help in easier words": {
        "halsa/min-sida.lattlast.md": EASY.replace("# Vår sida, lätt", "# Få hjälp nu")
    },
    "help as a guide": {"halsa/guide.md": GUIDE.replace("# Vår guide", "# Få hjälp nu")},
}


@pytest.mark.parametrize("title", TITLES)
def test_no_text_is_called_what_one_of_ours_is_called(ours: Library, title: str) -> None:
    assert code(ours, TITLES[title]) == "likeness"


def test_no_package_is_called_what_one_of_ours_is_called(ours: Library) -> None:
    assert code(ours, {}, namn="Få hjälp nu") == "likeness"
    assert code(ours, {}, namn="För dig som mår dåligt") == "likeness"
    assert code(ours, {}, namn="För dig som mår bra") is None


@pytest.mark.parametrize(
    ("name", "number", "refused"),
    [
        ("Självmordslinjen", "0900-123 45 67", "number"),
        ("Självmordslinjen (Mind)", "0900-123 45 67", "number"),
        ("SJÄLVMORDSLINJEN, dygnet runt", "0900-123 45 67", "number"),
        ("112", "0900-123 45 67", "number"),
        ("Självmordslinjen", "90 101", None),
        ("Föreningens egen linje", "0900-123 45 67", None),
        ("Linje 1123", "0900-123 45 67", None),
    ],
)
def test_a_line_that_is_named_as_ours_has_our_number(
    ours: Library, name: str, number: str, refused: str | None
) -> None:
    assert code(ours, {TWO: SECOND + LINE.format(name, number)}) == refused


@pytest.mark.parametrize(
    "link",
    [
        "[9**01**01](tel:09001234567)",
        "[**90**](tel:09001234567)[101](tel:09001234567)",
        "[Ring oss](tel:09001234567)",
        "[Ring oss dygnet runt, 24](tel:09001234567)",
        "[Självmordslinjen 0900-1234567](tel:09001234567)",
    ],
)
def test_a_link_says_the_number_it_calls_in_full(ours: Library, link: str) -> None:
    line = SECOND.count("\n") + 2
    assert set(numbers(ours, {TWO: f"{SECOND}\nRing {link}.\n"})) == {("G21", TWO, line)}
    found = numbers(ours, {"halsa/guide.md": GUIDE.replace("Hej.", f"Hej. {link}")})
    assert {one[:2] for one in found} == {("G21", "halsa/guide.md")}


@pytest.mark.parametrize(
    "link",
    [
        "[Ring **08-12 34 56**](tel:08123456)",
        "[08-123456](tel:08-123456)",
        "[Självmordslinjen, 90 101](tel:90101)",
    ],
)
def test_a_link_that_says_its_number_may_be_written_as_one_likes(ours: Library, link: str) -> None:
    assert code(ours, {TWO: f"{SECOND}\n{link}\n"}) is None


@pytest.mark.parametrize("name", ["trygghetsplan.md", "trygghetsplan.lattlast.md"])
def test_the_plan_is_ours_alone(ours: Library, name: str) -> None:
    assert code(ours, {f"halsa/{name}": SECOND}) == "plan"


def test_easier_words_of_a_section_of_ours_are_refused(ours: Library) -> None:
    name = "halsa/mina-tecken.lattlast.md"
    assert numbers(ours, {name: SIGNS}) == [("G34", name, 1)]
