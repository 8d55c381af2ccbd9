"""A workbook to try: it lies in memory alone, and is gone once it is locked.

It begins with example answers, each as good as any other until the person changes it.
"""

from collections.abc import Iterable

from app.guide import Example, Field, Guide, Kind, Library, example_answers
from app.vault import MemoryVault
from app.workbook.answers import Answer, Json, lines
from app.workbook.shelf import ANSWER
from app.workbook.workbook import Workbook


class Trial(Workbook):
    """Open as soon as it is made. Nothing of it reaches a disk."""

    def __init__(self, library: Library, guide: Guide) -> None:
        """Opens on ``guide``, with the sections chosen that have examples."""
        vault = MemoryVault.new()
        super().__init__(library, None, vault)
        self._memory = vault
        self._examples = dict(_answers(library, guide))
        begun = {key.partition(".")[0] for key in self._examples}
        self.use_guide(guide.id)
        self.choose(guide, tuple(one for one in guide.sections if one in begun))
        self.save(self._examples)

    def has_example(self, field: Field) -> bool:
        """Whether the field began with an example."""
        return field.key in self._examples

    def is_example(self, field: Field, value: Json) -> bool:
        """Whether ``value`` is what the field's example says."""
        return self._examples.get(field.key) == Answer.to(field, value)

    def own(self) -> dict[str, Answer]:
        """What the person has written: every answer that is not an example, by field key."""
        found = {}
        for name, record in self._memory.items(ANSWER):
            key, answer = name.removeprefix(ANSWER), Answer.of(record)
            if answer and lines(answer) and answer != self._examples.get(key):
                found[key] = answer
        return found


def _answers(library: Library, guide: Guide) -> Iterable[tuple[str, Answer]]:
    """The examples of a guide's sections. Those that do not fit their question are left out."""
    for example in example_answers(library.folder):
        section, _, _ = example.key.partition(".")
        field = library.field(example.key) if section in guide.sections else None
        if field and not example.complaint(field):
            yield field.key, Answer.to(field, _value(example, field))


def _value(example: Example, field: Field) -> Json:
    """What the example says, in the shape of the field's kind."""
    options = {option.id: option.text for option in field.options}
    match field.kind:
        case Kind.SHORT | Kind.LONG:
            return example.text
        case Kind.SCALE:
            return int(example.text)
        case Kind.LIST:
            return list(example.rows)
        case Kind.CHECKLIST:
            return [[row, options[row], False] for row in example.rows]
        case Kind.IF_THEN | Kind.CONTACT:
            return [list(example.cells(row)) for row in example.rows]
        case _:
            return [[row, options[row]] for row in example.rows]
