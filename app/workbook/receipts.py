"""Receipts of what a person has shared: a ledger for their eyes alone, sealed in the vault.

A receipt says which answers left, not what they said. Whether one has changed since is told by when
it was saved, so nothing of its words is kept in the receipt.
"""

import secrets
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from app.guide import Library
from app.vault import Record, Vault, copies
from app.workbook import cleared
from app.workbook.answers import Json
from app.workbook.days import moment
from app.workbook.sent import SENT, Sent
from app.workbook.shelf import ANSWER

SHARE = "share/"  # before the id of a receipt, in the vault
_ID_BYTES = 8

Form: TypeAlias = Literal["html", "pdf", "print", "visa"]
_FORMS: tuple[Form, ...] = get_args(Form)


@dataclass(frozen=True)
class Receipt:
    """One sharing. ``to`` and ``why`` are the person's own words, "" for none.

    ``sections``: ids of those that were shared whole, in order. ``fields``: keys of the questions
    that were, and when each answer had been saved (milliseconds since 1970), None for no answer.
    """

    id: str
    when: datetime
    form: Form
    to: str
    why: str
    sections: tuple[str, ...]
    fields: Mapping[str, int | None] = field(repr=False)


@dataclass(frozen=True)
class Changes:
    """Keys of questions: ``changed`` says something else, or nothing, since it was shared.

    ``new`` said nothing then, or was not there, in a section that was shared.
    """

    changed: tuple[str, ...]
    new: tuple[str, ...]


class Receipts:
    """The ledger of an open vault. Each change is durable when the call returns."""

    def __init__(self, vault: Vault, path: Path | None) -> None:
        self._vault, self._path = vault, path

    def add(
        self,
        form: Form,
        sections: Iterable[str],
        fields: Iterable[str],
        to: str,
        why: str = "",
        sent: Sent | None = None,
    ) -> Receipt:
        """Notes that these left now, each answer as it is saved now.

        ``sent``: the locked file they left in, kept in the same save.
        """
        now = time.time_ns() // 1_000_000
        receipt = Receipt(
            secrets.token_hex(_ID_BYTES),
            moment(now),
            form,
            to,
            why,
            tuple(sections),
            {key: self._saved(key) for key in fields},
        )
        record: Json = {
            "form": form,
            "to": to,
            "why": why,
            "sections": list(receipt.sections),
            "fields": dict(receipt.fields),
        }
        records = [Record(SHARE + receipt.id, record, now)]
        if sent:
            records.append(Record(SENT + receipt.id, sent.record(), now))
        self._vault.append(records)
        return receipt

    def all(self) -> tuple[Receipt, ...]:
        """Every receipt that this version can read, newest first."""
        found = []
        for key, value in self._vault.items(SHARE):
            when = self._vault.history(key)[-1].time_ms
            if receipt := _read(key.removeprefix(SHARE), when, value):
                found.append((when, receipt))
        return tuple(receipt for _, receipt in sorted(found, key=lambda one: one[0], reverse=True))

    def changed_since(self, receipt: Receipt, library: Library) -> Changes:
        """What is not as it was when it was shared. ``library``: says what the sections hold."""
        changed, new = [], []
        for key, saved in receipt.fields.items():
            if saved is None and self._saved(key) is not None:
                new.append(key)
            elif saved is not None and not self._says_as(key, saved):
                changed.append(key)
        for section in map(library.section, receipt.sections):
            keys = (field.key for field in section.fields if field.key not in receipt.fields)
            new += [key for key in keys if self._saved(key) is not None]
        return Changes(tuple(changed), tuple(new))

    def remove(self, receipt_id: str) -> None:
        """Removes one for good."""
        copies.drop(self._path)
        cleared.discard(self._vault, [SHARE + receipt_id])

    def remove_all(self) -> None:
        """Removes all for good, also those that this version cannot read."""
        copies.drop(self._path)
        cleared.discard(self._vault, self._vault.keys(SHARE))

    def _saved(self, key: str) -> int | None:
        """When what is written now was saved; None for nothing written."""
        versions = self._vault.history(ANSWER + key)
        return versions[-1].time_ms if versions and versions[-1].value is not None else None

    def _says_as(self, key: str, saved: int) -> bool:
        """Whether an answer says what it said when it was saved at that time, as far as is known.

        A version that is gone was written on, or cleared for good.
        """
        versions = self._vault.history(ANSWER + key)
        then = [one.value for one in versions if one.time_ms == saved and one.value is not None]
        return bool(then) and then[-1] == versions[-1].value


def _read(receipt_id: str, when: int, value: Json) -> Receipt | None:
    """What ``add`` wrote; None for what no version has written."""
    if not isinstance(value, dict):
        return None
    form = next((one for one in _FORMS if one == value.get("form")), None)
    to, why, sections, fields = (value.get(name) for name in ("to", "why", "sections", "fields"))
    if form is None or not isinstance(to, str) or not isinstance(why, str):
        return None
    if not isinstance(sections, list) or not isinstance(fields, dict):
        return None
    times = {key: time for key, time in fields.items() if time is None or type(time) is int}
    ids = tuple(one for one in sections if isinstance(one, str))
    if len(times) != len(fields) or len(ids) != len(sections):
        return None
    return Receipt(receipt_id, moment(when), form, to, why, ids, times)
