"""Sheets become the bytes of a PDF: fonts, tags, bookmarks, and a lock if there is a password.

Nothing is in it but what is shown: no author, no day, no name of a program.
"""

import hashlib
import unicodedata
import zlib
from collections.abc import Iterator
from io import BytesIO

from app.share.pdf_sheets import Bookmark, Sheet, Sheets, Tag
from app.share.pdf_type import Font

_ROUND = 100  # codes in a part of a table, the most there may be
# Tables of a font that only who sets its type needs; it is set when it comes here.
_NO_PART = {"GDEF", "GPOS", "GSUB", "OS/2", "STAT", "cmap", "name", "post"}


class _Objects:
    """The objects of a file, numbered from 1."""

    def __init__(self) -> None:
        self._made: list[bytes] = []

    def keep(self) -> int:
        """A number for what is told later."""
        self._made.append(b"")
        return len(self._made)

    def tell(self, number: int, text: str) -> None:
        self._made[number - 1] = text.encode("ascii")

    def add(self, text: str) -> int:
        number = self.keep()
        self.tell(number, text)
        return number

    def stream(self, data: bytes, more: str = "") -> int:
        packed = zlib.compress(data, 6)
        head = f"<</Length {len(packed)}/Filter/FlateDecode{more}>>stream\n".encode("ascii")
        self._made.append(head + packed + b"\nendstream")
        return len(self._made)

    def file(self, root: int, info: int) -> bytes:
        out = BytesIO()
        out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, one in enumerate(self._made, 1):
            places.append(out.tell())
            out.write(b"%d 0 obj\n%b\nendobj\n" % (number, one))
        start, count = out.tell(), len(places) + 1
        out.write(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
        name = hashlib.sha256(out.getvalue()).hexdigest()[:32]
        trailer = f"<</Size {count}/Root {root} 0 R/Info {info} 0 R/ID[<{name}><{name}>]>>"
        out.write(f"trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n".encode("ascii"))
        return out.getvalue()


def file(sheets: Sheets, title: str) -> bytes:
    """The file, open to anyone. The same sheets give the same bytes."""
    made = _Objects()
    root, pages = made.keep(), made.keep()
    info = made.add(f"<</Title{_text(title)}>>")
    fonts = "".join(
        f"/F{n} {_font(made, font)} 0 R" for n, font in enumerate(sheets.type.fonts) if font.used
    )
    kept = made.add(f"<</Font<<{fonts}>>>>")
    numbers = [made.keep() for _ in sheets.sheets]
    box = f"0 0 {sheets.width:.2f} {sheets.height:.2f}"
    for n, (number, sheet) in enumerate(zip(numbers, sheets.sheets, strict=True)):
        ink = made.stream("\n".join(sheet.ink).encode("ascii"))
        made.tell(
            number,
            f"<</Type/Page/Parent {pages} 0 R/MediaBox[{box}]/Resources {kept} 0 R"
            f"/Contents {ink} 0 R/StructParents {n}/Tabs/S>>",
        )
    made.tell(pages, f"<</Type/Pages/Count {len(numbers)}/Kids[{_refs(numbers)}]>>")
    tags = _tags(made, sheets.root, sheets.sheets, numbers)
    marks = _bookmarks(made, sheets.bookmarks, numbers)
    made.tell(
        root,
        f"<</Type/Catalog/Pages {pages} 0 R/Lang(sv-SE)/MarkInfo<</Marked true>>"
        f"/StructTreeRoot {tags} 0 R/Outlines {marks} 0 R"
        "/ViewerPreferences<</DisplayDocTitle true>>>>",
    )
    return made.file(root, info)


def locked(data: bytes, password: str) -> bytes:
    """The same file, sealed with AES-256 and opened by ``password``."""
    # Imported late: only who wants a password waits for it.
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.pdf_header = "%PDF-2.0"
    writer.encrypt(unicodedata.normalize("NFKC", password), algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _tags(made: _Objects, root: Tag, sheets: list[Sheet], pages: list[int]) -> int:
    """The tree of tags, and the way back to it from each mark on a sheet."""
    tree = made.keep()
    numbers: dict[Tag, int] = {}
    todo = [root]
    for tag in todo:
        numbers[tag] = made.keep()
        todo += (kid for kid in tag.kids if isinstance(kid, Tag))
    for tag, number in numbers.items():
        above = numbers[tag.above] if tag.above else tree
        more = f"/Lang({tag.language})" if tag.language else ""
        more += f"/A<</O/Table/Scope/{tag.head}>>" if tag.head else ""
        kids = " ".join(
            f"{numbers[kid]} 0 R"
            if isinstance(kid, Tag)
            else f"<</Type/MCR/Pg {pages[kid[0]]} 0 R/MCID {kid[1]}>>"
            for kid in tag.kids
        )
        made.tell(number, f"<</Type/StructElem/S/{tag.kind}/P {above} 0 R{more}/K[{kids}]>>")
    back = " ".join(
        f"{n}[{_refs([numbers[tag] for tag in sheet.marks])}]" for n, sheet in enumerate(sheets)
    )
    made.tell(
        tree,
        f"<</Type/StructTreeRoot/K {numbers[root]} 0 R/ParentTree<</Nums[{back}]>>"
        f"/ParentTreeNextKey {len(sheets)}>>",
    )
    return tree


def _bookmarks(made: _Objects, bookmarks: list[Bookmark], pages: list[int]) -> int:
    """The bookmarks in a tree by their levels. What is below the first ones is folded."""
    root = made.keep()
    kids: dict[int, list[int]] = {root: []}
    above: list[tuple[int, int]] = [(0, root)]
    told: dict[int, tuple[Bookmark, int]] = {}
    for one in bookmarks:
        while above[-1][0] >= one.level:
            above.pop()
        number, parent = made.keep(), above[-1][1]
        kids[parent].append(number)
        kids[number] = []
        told[number] = (one, parent)
        above.append((one.level, number))
    for number, (one, parent) in told.items():
        beside = kids[parent]
        at = beside.index(number)
        more = f"/Prev {beside[at - 1]} 0 R" if at else ""
        more += f"/Next {beside[at + 1]} 0 R" if at + 1 < len(beside) else ""
        if own := kids[number]:
            more += f"/First {own[0]} 0 R/Last {own[-1]} 0 R/Count {-len(own)}"
        place = f"[{pages[one.sheet]} 0 R/XYZ null {one.y:.2f} null]"
        made.tell(number, f"<</Title{_text(one.title)}/Parent {parent} 0 R/Dest{place}{more}>>")
    top = kids[root]
    ends = f"/First {top[0]} 0 R/Last {top[-1]} 0 R" if top else ""
    made.tell(root, f"<</Type/Outlines{ends}/Count {len(top)}>>")
    return root


def _font(made: _Objects, font: Font) -> int:
    """What is used of a font: its glyphs, their widths and the text that each stands for."""
    from fontTools.subset import Options, Subsetter

    for table in _NO_PART & set(font.file.keys()):
        del font.file[table]
    subsetter = Subsetter(Options(notdef_outline=True, recalc_timestamp=False))
    widths = [width for _, _, width in font.used]
    names = "".join(chr(65 + n % 26) for n in hashlib.sha256(font.name.encode()).digest()[:6])
    head, across = font.file["head"], font.file["hhea"]
    box = " ".join(
        str(font.thousandths(side)) for side in (head.xMin, head.yMin, head.xMax, head.yMax)
    )
    ends = [font.thousandths(end) for end in (across.ascent, across.descent)]
    subsetter.populate(glyphs=[glyph for glyph, _, _ in font.used])
    subsetter.subset(font.file)
    out = BytesIO()
    font.file.save(out)
    place = font.file.getReverseGlyphMap()
    glyphs = b"\0\0" + b"".join(place[glyph].to_bytes(2, "big") for glyph, _, _ in font.used)
    program = made.stream(out.getvalue(), f"/Length1 {len(out.getvalue())}")
    name = f"{names}+{font.name}"
    about = made.add(
        f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{box}]/ItalicAngle 0/Ascent "
        f"{ends[0]}/Descent {ends[1]}/CapHeight {ends[0]}/StemV 80/FontFile2 {program} 0 R>>"
    )
    below = made.add(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/FontDescriptor {about} 0 R"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/W[1[{' '.join(map(str, widths))}]]/CIDToGIDMap {made.stream(glyphs)} 0 R>>"
    )
    said = made.stream("\n".join(_said(font)).encode("ascii"))
    return made.add(
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
        f"/DescendantFonts[{below} 0 R]/ToUnicode {said} 0 R>>"
    )


def _said(font: Font) -> Iterator[str]:
    """The table from codes to text."""
    yield "/CIDInit/ProcSet findresource begin 12 dict begin begincmap"
    yield "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def"
    yield "/CMapName/Adobe-Identity-UCS def/CMapType 2 def"
    yield "1 begincodespacerange<0000><FFFF>endcodespacerange"
    rows = [f"<{code:04X}><{_utf16(text)}>" for (_, text, _), code in font.used.items()]
    for start in range(0, len(rows), _ROUND):
        part = rows[start : start + _ROUND]
        yield f"{len(part)} beginbfchar"
        yield from part
        yield "endbfchar"
    yield "endcmap CMapName currentdict/CMap defineresource pop end end"


def _refs(numbers: list[int]) -> str:
    return " ".join(f"{number} 0 R" for number in numbers)


def _text(text: str) -> str:
    return f"<FEFF{_utf16(text)}>"


def _utf16(text: str) -> str:
    return text.encode("utf-16-be", "replace").hex().upper()
