"""A damaged header: a key that fits opens what there is, and without one only a copy helps."""

from collections import Counter
from pathlib import Path

import pytest

from app.vault import BadCode, Damaged, WrongSecret, salvage
from tests.vault.salvaging import Read, missing, sql


@pytest.mark.parametrize("column", ["digest", "mac"])
def test_a_header_whose_seal_is_damaged_is_not_trusted_but_its_key_is(
    path: Path, several: list[str], read: Read, column: str
) -> None:
    sql(path, f"UPDATE header SET {column} = zeroblob(32)")
    found = read()
    assert missing(found) == set()
    assert (found.total, found.lost, found.header_sound) == (12, 0, False)


@pytest.mark.parametrize(
    ("change", "gone"),
    [
        ("first_seq = 5", set()),
        ("first_seq = 0", set()),
        ("first_seq = 9000000000", set()),
        ("first_seq = -1", set()),
        ("generation = -1", set()),
        ("generation = 77", set()),
        ("mac = x'00'", set()),
        ("anchor = zeroblob(16)", {0}),
        ("anchor = x''", {0}),
    ],
)
def test_a_damaged_header_leads_no_one_astray(
    path: Path, several: list[str], read: Read, change: str, gone: set[int]
) -> None:
    sql(path, f"UPDATE header SET {change}")
    found = read()
    assert missing(found) == gone
    assert (found.total, found.lost, found.header_sound) == (12, len(gone), False)


@pytest.mark.parametrize(
    ("old", "new"),
    [("passphrase", "passphrasf"), ('"kdf":"', '"kdf":('), ('"salt":"', '"salt":"g'), ("}", "|")],
)
def test_a_slot_that_cannot_be_read_leaves_the_other(
    path: Path, several: list[str], code: str, passphrase: str, old: str, new: str
) -> None:
    ((slots,),) = sql(path, "SELECT slots FROM header")
    assert type(slots) is str
    begin = slots.index('"kind":"passphrase"')
    begin = slots.rindex("{", 0, begin)
    damaged = slots[:begin] + slots[begin:].replace(old, new, 1)
    sql(path, "UPDATE header SET slots = ?", damaged)
    with pytest.raises(Damaged):
        salvage.salvage(path, "passphrase", passphrase)
    if old == "}":  # what parts it from the other slot
        return
    found = salvage.salvage(path, "recovery", code)
    assert (missing(found), found.lost, found.header_sound) == (set(), 0, False)


@pytest.mark.parametrize(
    "change",
    [
        "vault_id = zeroblob(16)",
        "vault_id = x'00'",
        "slots = ''",
        "slots = '[]'",
        "slots = '[{}]'",
        "slots = x'ff'",
        "slots = CAST(x'ff' AS TEXT)",
        "slots = replace(slots, 'argon2id', 'argon3id')",
        "slots = replace(slots, '\"memory_kib\":8192', '\"memory_kib\":819200')",
    ],
)
def test_without_a_slot_that_can_be_read_only_a_copy_helps(
    path: Path, several: list[str], read: Read, change: str
) -> None:
    sql(path, f"UPDATE header SET {change}")
    with pytest.raises(Damaged):
        read()


def test_a_damaged_vault_asks_for_the_right_secret(
    path: Path, several: list[str], code: str
) -> None:
    sql(path, "UPDATE header SET mac = zeroblob(32)")
    for kind, secret in (("passphrase", "en annan"), ("passphrase", ""), ("shares", bytes(16))):
        with pytest.raises(WrongSecret):
            salvage.salvage(path, kind, secret)  # type: ignore[arg-type]
    with pytest.raises(BadCode):
        salvage.salvage(path, "recovery", code[:-1])
    assert salvage.salvage(path, "recovery", code).lost == 0


def test_a_slots_damaged_hexadecimal_is_no_other_secret(
    path: Path, several: list[str], passphrase: str
) -> None:
    ((slots,),) = sql(path, "SELECT slots FROM header")
    assert type(slots) is str
    begin = slots.index('"kind":"passphrase"')
    names: Counter[str] = Counter()
    for member in ("commitment", "id", "salt", "wrapped"):
        at = slots.index(f'"{member}":"', slots.rindex("{", 0, begin)) + len(member) + 5
        changed = slots[:at] + ("0" if slots[at] != "0" else "1") + slots[at + 1 :]
        sql(path, "UPDATE header SET slots = ?", changed)
        with pytest.raises((WrongSecret, Damaged)) as caught:
            salvage.salvage(path, "passphrase", passphrase)
        names[caught.value.name] += 1
    assert names == {"wrong_secret": 2, "damaged": 2}
