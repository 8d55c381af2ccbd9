"""The format of content/README.md, read from text."""

from hypothesis import given
from hypothesis import strategies as st

from app.guide import (
    Depth,
    Field,
    Heading,
    HelpLine,
    Kind,
    ListBlock,
    Option,
    Paragraph,
    Quote,
    Section,
    Source,
    Span,
    Unreadable,
    parse,
)

SECTION = """---
kort: En mening om avsnittet.
tid: 5 minuter
---

# Mina tecken

Det börjar **ofta** smått. Se [hjälp](mina-strategier.md) eller [ring](tel:1177).

## Vill jag göra det här?

- en sak
- en *till*

> Ett citat.

```fråga egna
typ: flerval
djup: lite
hjälp: Välj det som stämmer.
Vad märker du
först?
- Jag sover mindre {#somn}
- Jag drar mig undan {#undan}
```

```hjälplinje
namn: 1177
nummer: 1177
för: Råd om vård.
kontrollerad: 2026-11-21
källa: 1177.se
```

```källa
datum: 2026-02-12
Lag (1991:1128), 30 §.
```
"""


def test_every_kind_of_block_becomes_its_node() -> None:
    parsed = parse.section(SECTION, "mina-tecken")
    assert parsed.findings == []
    assert parsed.node == Section(
        "mina-tecken",
        "Mina tecken",
        "En mening om avsnittet.",
        "5 minuter",
        (
            Paragraph(
                (
                    Span("Det börjar "),
                    Span("ofta", bold=True),
                    Span(" smått. Se "),
                    Span("hjälp", href="section:mina-strategier"),
                    Span(" eller "),
                    Span("ring", href="tel:1177"),
                    Span("."),
                )
            ),
            Heading(2, (Span("Vill jag göra det här?"),)),
            ListBlock(False, ((Span("en sak"),), (Span("en "), Span("till", italic=True)))),
            Quote(((Span("Ett citat."),),)),
            Field(
                "mina-tecken.egna",
                Kind.SEVERAL,
                Depth.LITTLE,
                "Vad märker du först?",
                "Välj det som stämmer.",
                (Option("somn", "Jag sover mindre"), Option("undan", "Jag drar mig undan")),
            ),
            HelpLine("1177", "1177", "Råd om vård.", "2026-11-21", "1177.se"),
            Source("2026-02-12", "Lag (1991:1128), 30 §."),
        ),
    )
    assert parsed.lines == {"mina-tecken.egna": 17}


def test_html_is_only_letters() -> None:
    node = parse.section("# A\n\n<b>fet</b> &amp; <script>alert(1)</script>", "a").node
    text = "".join(span.text for span in node.blocks[0].spans)
    assert text == "<b>fet</b> &amp; <script>alert(1)</script>"


def test_a_broken_question_leaves_the_text_around_it_readable() -> None:
    text = SECTION.replace("typ: flerval", "typ: flervl")
    parsed = parse.section(text, "mina-tecken")
    assert [type(block) for block in parsed.node.blocks].count(Unreadable) == 1
    assert len(parsed.node.blocks) == 7
    [finding] = parsed.findings
    assert (finding.code, finding.line) == ("G11", 17)
    assert "Menade du ”flerval”?" in finding.remedy


def test_a_fence_that_never_ends_is_named_where_it_begins() -> None:
    parsed = parse.section("# A\n\ntext\n\n```fråga a\ntyp: kort\n", "a")
    assert [(f.code, f.line) for f in parsed.findings if f.code == "G05"] == [("G05", 5)]
    assert parsed.node.blocks[-1] == Unreadable()


def test_a_table_of_contents_has_parts_in_order() -> None:
    first = "## Ett\n\n1. [A](a.md)\n2. [B](../gemensamt/b.md)\n\n"
    text = f"# G\n\nHej.\n\n{first}## Två\n\n1. [C](c.md)\n"
    guide = parse.guide(text, "g").node
    assert [(part.title, part.sections) for part in guide.parts] == [
        ("Ett", ("a", "b")),
        ("Två", ("c",)),
    ]
    assert guide.sections == ("a", "b", "c")
    assert guide.intro == (Paragraph((Span("Hej."),)),)


@given(st.text())
def test_no_text_makes_the_reader_raise(text: str) -> None:
    assert isinstance(parse.section(text, "a").node, Section)
    parse.guide(text, "a")


@given(
    st.lists(
        st.sampled_from(
            [
                "```fråga a",
                "```",
                "typ: val",
                "djup: lite",
                "- X {#x}",
                "Text?",
                "---",
                "# R",
                "> c",
            ]
        ),
        max_size=20,
    )
)
def test_no_order_of_the_formats_own_lines_makes_the_reader_raise(lines: list[str]) -> None:
    parsed = parse.section("\n".join(lines), "a")
    assert all(field.question for field in parsed.node.fields)
