"""What stands where on a screen, read in the semantics tree, and what is wrong with it.

A node of the tree has the place and the size of what is drawn. A text that is cut off is lower than
its lines, so the lines are counted with the widths in the app's own fonts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise

from fontTools.ttLib import TTFont
from playwright.sync_api import Page

from app.paths import find
from app.ui import look

PRESSED = ("button", "textbox", "checkbox", "radio", "tab", "switch", "link")
BANNER = 32  # a sentence in one is a node as high as the banner, which has room around it
READ = """() => {
  const host = document.querySelector('flt-semantics-host');
  const seen = [];
  for (const node of host.querySelectorAll('*')) {
    if (node.tagName === 'SPAN') continue;
    const role = node.getAttribute('role')
        || ({INPUT: 'textbox', TEXTAREA: 'textbox'})[node.tagName]
        || (/^H[1-6]$/.test(node.tagName) ? node.tagName.toLowerCase() : '');
    const inner = [...node.children].some(child => child.tagName !== 'SPAN');
    const text = inner ? '' : node.textContent;
    if (!role && !text) continue;
    const list = node.parentElement.closest('[role=group]');
    const box = node.getBoundingClientRect();
    const edge = (list || host).getBoundingClientRect();
    seen.push({
      role, text, name: node.getAttribute('aria-label') || node.value || node.textContent || '',
      left: box.left, top: box.top, right: box.right, bottom: box.bottom,
      group: list ? list.id : '', inner,
      cut: !!list && box.bottom > edge.top && box.top < edge.bottom
          && (box.bottom > edge.bottom - 8 || box.top < edge.top + 1),
    });
  }
  return seen;
}"""


@dataclass(frozen=True)
class Node:
    """A node with a role or a text.

    ``group``: the id of what it lies in: the page, which scrolls, or a part of it. ``inner``:
    whether it holds other nodes. ``cut``: the page is scrolled so that it begins or ends here.
    """

    role: str
    text: str
    name: str
    left: float
    top: float
    right: float
    bottom: float
    group: str
    inner: bool
    cut: bool

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def over(self, other: Node) -> bool:
        """Whether both cover the same place."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        # A field's node is some pixels larger than the field.
        slack = 9 if "textbox" in (self.role, other.role) else 1
        return wide > slack and high > slack


def read(page: Page) -> list[Node]:
    """Every node of the screen, in the tree's order."""
    nodes = [Node(**one) for one in page.evaluate(READ)]
    assert nodes, "an empty screen"
    return nodes


def faults(nodes: Sequence[Node], width: float, percents: Sequence[int]) -> Iterator[str]:
    """What is wrong in a window of this width, with text at these sizes, in percent."""
    for node in nodes:
        if node.role in PRESSED:
            if not node.name.strip():
                yield f"a {node.role} without a name: {node}"
            if node.width < 47.5 or (node.height < 47.5 and not node.cut):
                yield f"too small to hit: {node}"
        if node.left < -0.5 or node.right > width + 0.5:
            yield f"past the edge: {node}"
        if node.text.strip() and (node.left < 4 or node.right > width - 4):
            yield f"touches the edge, and may be cut off there: {node}"
        fits = any(_fits(node, percent) for percent in percents)
        if node.text.strip() and not node.cut and not fits:
            yield f"too low for its text: {node}"
    yield from _headings([node for node in nodes if node.role in ("h1", "h2", "h3", "h4")])
    yield from _overlaps([node for node in nodes if not node.inner and node.height > 1])


def _headings(found: Sequence[Node]) -> Iterator[str]:
    levels = [int(node.role[1]) for node in found]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"not one heading of level 1, first: {[node.name for node in found]}"
    for before, after in pairwise(levels):
        if after - before > 1:
            yield f"a heading of level {after} under one of level {before}"


def _overlaps(leaves: Iterable[Node]) -> Iterator[str]:
    for one, other in combinations(leaves, 2):
        if one.group == other.group and one.over(other):
            yield f"one over the other: {one} and {other}"


# Text


def _fits(node: Node, percent: int) -> bool:
    """Whether the node is as high as its text needs in some size of the theme.

    A text alone is exactly as high as its lines; what one presses is at least that high.
    """
    if node.role in PRESSED and node.width < 50:
        return True  # an icon
    pressed = node.role in PRESSED
    text = node.text.partition(", " if pressed else " Frågan: ")[0]  # the rest is heard alone
    theme = look.text_theme(percent)
    styles = (theme.headline_medium, theme.title_large, theme.title_medium, theme.body_large)
    quiet = (theme.body_small, theme.label_large, theme.label_medium)
    for style in (*styles, *quiet):
        assert style and style.size and style.height
        bold = str(style.font_family).endswith("Bold")
        needed = lines(text, node.width * 1.02 + 1, style.size, bold)
        if needed is None:
            return True  # letters of another font
        line = round(style.size * style.height)
        alone = _whole(node.height / line) or _whole((node.height - BANNER) / line)
        if needed * line <= node.height + 1 and (pressed or alone):
            return True
    return False


def _whole(number: float) -> bool:
    return abs(number - round(number)) < 0.06


def lines(text: str, width: float, size: float, bold: bool) -> int | None:
    """How many lines a text takes at least; None where the font has not all of its letters."""
    total = 0
    space = _wide(" ", size, bold) or 0.0
    for paragraph in text.split("\n"):
        room, count = 0.0, 1
        for word in paragraph.split(" "):
            for part in re.split(r"(?<=[-/–])", word):
                wide = _wide(part, size, bold)
                if wide is None:
                    return None
                if room and room + wide > width:
                    count, room = count + 1, 0.0
                room += wide
                if room > width:  # broken within; where, is the layout's own matter
                    count, room = count + int(room // width) - 1, room % width
            room += space
        total += count
    return total


def _wide(word: str, size: float, bold: bool) -> float | None:
    widths, per = _font(bold)
    found = [widths.get(ord(letter)) for letter in word]
    whole = [one for one in found if one is not None]
    return None if len(whole) < len(found) else sum(whole) * size / per


@cache
def _font(bold: bool) -> tuple[dict[int, int], int]:
    """The width of each letter, and how many of its units make the size."""
    name = look.FONTS[f"{look.FONT} Bold" if bold else look.FONT]
    font = TTFont(find().assets / name)
    table = font["hmtx"]
    letters = font.getBestCmap()
    return {code: table[glyph][0] for code, glyph in letters.items()}, font["head"].unitsPerEm
