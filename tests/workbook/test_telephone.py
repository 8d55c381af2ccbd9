"""A button calls the number that stands there, whole, and nothing else."""

from __future__ import annotations

import pytest

from app.share.words import tel
from app.workbook.telephone import called, dialled, number_in, texted

SHORT = ("112", "90101", "90 390", "1177")


@pytest.mark.parametrize(
    "text",
    [
        "Möte 05/11 2026",
        "Möte 05-11-2026",
        "Född 050101-1234",
        "Öppet 0830-1630",
        "Vardagar 08-16 18-20",
        "Räkna 0 1 2 3 4 5 6 7 8 9",
        "Anna 112 34 56",
        "Portkod 112 34",
    ],
)
def test_what_is_no_number_to_call_is_not_called(text: str) -> None:
    assert number_in(text, SHORT) == ""


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("070-123 45 67 070-765 43 21", "tel:0701234567"),
        ("070-123 45 67/070-765 43 21", "tel:0701234567"),
        ("Anna 070-123 45 67 18-20", "tel:0701234567"),
        ("Mottagningen 08-123 45 67 9-16", "tel:081234567"),
        ("Anna 070 - 012 34 56", "tel:0700123456"),
        ("Anna 070\u2013012 34 56", "tel:0700123456"),
        ("Anna 070\u2011012 34 56", "tel:0700123456"),
        ("Anna (070) 012 34 56", "tel:0700123456"),
        ("Anna +46 (0)70 012 34 56", "tel:+46700123456"),
        ("tel.070 023 45 67", "tel:0700234567"),
    ],
)
def test_a_number_in_a_line_is_called_whole_or_not_at_all(text: str, called: str) -> None:
    assert tel(number_in(text, SHORT)) in (called, "")


@pytest.mark.parametrize(
    ("written", "called"),
    [
        ("112 / 1177", "tel:112"),
        ("112/1177", "tel:112"),
        ("112 1177", "tel:112"),
        ("1177 (8-16)", "tel:1177"),
        ("070-123 45 67 / 070-765 43 21", "tel:0701234567"),
        ("070-123 45 67 (8-16)", "tel:0701234567"),
        ("070-123 45 67 18-20", "tel:0701234567"),
        ("08-123 45 67 (070-123 45 67)", "tel:081234567"),
    ],
)
def test_two_numbers_or_hours_in_the_field_of_a_number_are_never_one_number(
    written: str, called: str
) -> None:
    assert tel(written) in (called, "")


@pytest.mark.parametrize(
    ("written", "called"),
    [
        ("0701234567", "0701234567"),
        ("070-123 45 67", "0701234567"),
        ("0701-23 45 67", "0701234567"),
        ("070 123 45 67", "0701234567"),
        ("070-1234567", "0701234567"),
        ("070-123-45-67", "0701234567"),
        ("070.123.45.67", "0701234567"),
        ("070\u00a0123 45 67", "0701234567"),
        ("+46 70 123 45 67", "+46701234567"),
        ("+46701234567", "+46701234567"),
        ("0046701234567", "0046701234567"),
        ("+46 (0)70-123 45 67", "+46701234567"),
        ("08-123 45 67", "081234567"),
        ("08-12 34 56 78", "0812345678"),
        ("(08) 123 45 67", "081234567"),
        ("08/123 45 67", "081234567"),
        ("08-123-45-67", "081234567"),
        ("018-611 22 33", "0186112233"),
        ("0911-123 45", "091112345"),
        ("010-123 45 67", "0101234567"),
        ("020-22 00 60", "020220060"),
        ("0771-524 524", "0771524524"),
        ("0200-12 34 56", "0200123456"),
        ("+45 12 34 56 78", "+4512345678"),
        ("112", "112"),
        ("1177", "1177"),
        ("90101", "90101"),
        ("90 390", "90390"),
        ("116 016", "116016"),
        ("114 14", "11414"),
    ],
)
def test_a_number_as_people_write_it_is_dialled_whole(written: str, called: str) -> None:
    assert dialled(written) == called
    assert dialled(f"  {written} ") == called


@pytest.mark.parametrize(
    "text", ["Anna 070-123 45 67", "Anna 070-123 45 67, kvällar", "070-123 45 67 är bäst"]
)
def test_a_number_in_a_line_is_found(text: str) -> None:
    assert dialled(number_in(text)) == "0701234567"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("112", "112"),
        ("112 eller 1177", "112"),
        ("1177 Vårdguiden", "1177"),
        ("Tel 112", "112"),
        ("tfn. 1177", "1177"),
        ("SOS: 112", "112"),
        ("jour, 070-123 45 67", "0701234567"),
        ("Jour 90101", "90101"),
        ("Mobil 070-123 45 67, hem 08-123 45 67", "0701234567"),
        ("vardagar 8–16, 08-123 45 67", "081234567"),
        ("Rum 112", ""),
        ("rum 112, våning 3", ""),
        ("Portkod 1177", ""),
        ("Avdelning 112", ""),
        ("112a", ""),
        ("tel 112 34", ""),
        ("tel 112-34", ""),
        ("telefon saknas", ""),
        ("", ""),
    ],
)
def test_a_short_number_is_called_where_it_is_meant_as_one(written: str, number: str) -> None:
    assert called(written) == called(f"  {written} ") == number


@pytest.mark.parametrize(
    ("number", "takes"),
    [
        ("0701234567", True),
        ("+46701234567", True),
        ("+4712345678", True),
        ("081234567", False),
        ("+4681234567", False),
        ("0101234567", False),
        ("112", False),
        ("1177", False),
        ("", False),
    ],
)
def test_only_a_number_of_a_mobile_or_from_abroad_takes_a_text(number: str, takes: bool) -> None:
    assert texted(number) is takes
