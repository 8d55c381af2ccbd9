"""A package's sections under names of their own, so that no answer lands in another guide.

The section `min-sida` of the package `rsmh` is `rsmh/min-sida`, and the answer to its question
`fraga` is `rsmh/min-sida.fraga`. No id of ours has a slash. A link, and an answer that is gathered,
stays in the package if the package has a section of that id; otherwise it is ours.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import assert_never

from app.guide import Guest, parse
from app.guide.model import (
    Block,
    Field,
    Gathered,
    Guide,
    Heading,
    HelpLine,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Section,
    Source,
    Spans,
    Unreadable,
)

from .package import Package

_SECTION = "section:"


def namespaced(package: Package) -> Guest:
    """All of the package, parsed and renamed: as a library has it beside our own.

    Takes about as long as parsing.
    """
    inside = _Inside(package.id, package.sections.keys())
    files = package.files
    order = sorted(package.guides.items(), key=lambda pair: (parse.order(files[pair[1]]), pair[0]))
    return Guest(
        package.id,
        f"Från ”{package.publisher}”" if package.fingerprint else "Osignerad",
        tuple(inside.guide(files[name], folder) for folder, name in order),
        MappingProxyType(
            {
                inside.id(key): inside.section(files[name], key)
                for key, name in package.sections.items()
            }
        ),
        MappingProxyType(
            {inside.id(key): inside.section(files[name], key) for key, name in package.easy.items()}
        ),
    )


@dataclass(frozen=True)
class _Inside:
    """`package` is its id, `own` the ids of its sections."""

    package: str
    own: Set[str]

    def section(self, text: str, section_id: str) -> Section:
        node = parse.section(text, f"{self.package}/{section_id}").node
        return replace(node, blocks=tuple(map(self.block, node.blocks)))

    def guide(self, text: str, folder: str) -> Guide:
        node = parse.guide(text, f"{self.package}/{folder}").node
        parts = (replace(part, sections=tuple(map(self.id, part.sections))) for part in node.parts)
        return replace(node, intro=tuple(map(self.block, node.intro)), parts=tuple(parts))

    def id(self, section_id: str) -> str:
        return f"{self.package}/{section_id}" if section_id in self.own else section_id

    def key(self, key: str) -> str:
        section_id, dot, field = key.partition(".")
        return self.id(section_id) + dot + field

    def block(self, block: Block) -> Block:
        match block:
            case Heading() | Paragraph():
                return replace(block, spans=self.spans(block.spans))
            case ListBlock():
                return replace(block, items=tuple(map(self.spans, block.items)))
            case Quote():
                return replace(block, paragraphs=tuple(map(self.spans, block.paragraphs)))
            case Gathered():
                return replace(block, keys=tuple(map(self.key, block.keys)))
            case Field():
                signs, helps = tuple(map(self.key, block.signs)), tuple(map(self.key, block.helps))
                return replace(block, signs=signs, helps=helps)
            case Rule() | HelpLine() | Source() | Unreadable():
                return block
            case _:
                assert_never(block)

    def spans(self, spans: Spans) -> Spans:
        return tuple(
            replace(span, href=_SECTION + self.id(span.href.removeprefix(_SECTION)))
            if span.href.startswith(_SECTION)
            else span
            for span in spans
        )
