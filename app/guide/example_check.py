"""What the check says of the example answers of a trial."""

from collections.abc import Iterator

from app.guide.examples import FILE, example_answers
from app.guide.files import Files
from app.guide.finding import Finding, did_you_mean
from app.guide.library import read
from app.guide.wording import banned


def findings(files: Files) -> Iterator[Finding]:
    """G60: an example whose question is not there, or that does not fit it. G30: banned words."""
    path, seen = files.folder / FILE, set[str]()
    text = read(path) or ""
    for start, message, remedy in banned(text):
        yield Finding("G30", text.count("\n", 0, start) + 1, message, remedy, path=path)
    for one in example_answers(files.folder):
        field = files.fields.get(one.key)
        if field is None:
            message = f"Exemplet svarar på ”{one.key}”, som inte finns."
            remedy = did_you_mean(one.key, files.fields)
        elif one.key in seen:
            message, remedy = f"Två exempel svarar på ”{one.key}”.", "Ta bort det ena."
        elif remedy := one.complaint(field):
            message = f"Exemplet passar inte frågan ”{one.key}”."
        else:
            seen.add(one.key)
            continue
        yield Finding("G60", one.line, message, remedy, path=path)
