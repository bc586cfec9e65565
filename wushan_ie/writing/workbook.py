"""Tables as an Excel workbook for people, one sheet each; needs the extra ``export``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wushan_ie.errors import SettingError
from wushan_ie.writing.rows import FactRow, Row, columns

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

SHEETS = ("facts", "documents", "mentions", "posts", "errors")
_MADE = datetime(2000, 1, 1)
_MOST_ROWS = 1_048_575  # of a sheet, beside its header; what is more goes onto another
_MOST_CHARACTERS = 32_767  # of a cell
_MOST_DIGITS = 15  # that a spreadsheet keeps of a number
_FIRST_DAY = date(1900, 3, 1)  # Excel counts a day too much before
_CUT = "…"
_BETWEEN = "、"
_WIDTHS = {
    "sentence": 80,
    "text": 60,
    "message": 80,
    "title": 40,
    "project": 30,
    "document": 30,
    "actors": 24,
    "amount": 16,
}
_WIDTHS |= dict.fromkeys(("publisher", "canonical", "org", "place_name", "rule", "left_out", "part_of"), 20)
_WIDTHS |= dict.fromkeys(("value", "low", "high"), 18)
_USUAL_WIDTH = 12


def write_workbook(path: Path, read: Callable[[str], Iterable[Row]]) -> None:
    """Write the tables that ``read`` gives: header frozen, filters, amounts as numbers, dates as dates.

    In ``facts`` the amount stands in bold in its sentence. A text longer than a cell ends with …, a number with more
    digits than a spreadsheet keeps is a text. Raises SettingError when xlsxwriter is not installed.
    """
    try:
        from xlsxwriter.workbook import Workbook
    except ImportError as fault:
        raise SettingError(f"Excel needs xlsxwriter ({fault}): run pip install 'wushan-ie[export]'") from fault
    with path.open("wb") as file, Workbook(file, {"constant_memory": True}) as book:
        book.set_properties({"created": _MADE})
        writer = _Writer(book)
        for table in SHEETS:
            writer.write(table, read(table))


class _Writer:
    """Writes rows onto sheets of one workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._bold: Format = book.add_format({"bold": True})
        self._wrapped: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self._day: Format = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self._whole: Format = book.add_format({"num_format": "#,##0", "valign": "top"})
        self._broken: Format = book.add_format({"num_format": "#,##0.0#########", "valign": "top"})

    def write(self, table: str, rows: Iterable[Row]) -> None:
        names = [column.name for column in columns(table)]
        sheet, number, at = self._sheet(table, names), 1, 0
        for row in rows:
            if at == _MOST_ROWS:
                sheet.autofilter(0, 0, at, len(names) - 1)
                number += 1
                sheet, at = self._sheet(f"{table} {number}", names), 0
            at += 1
            for place, name in enumerate(names):
                if name == "sentence" and isinstance(row, FactRow):
                    self._write_sentence(sheet, at, place, row)
                else:
                    self._write_cell(sheet, at, place, getattr(row, name))
        sheet.autofilter(0, 0, at, len(names) - 1)

    def _sheet(self, title: str, names: list[str]) -> Worksheet:
        sheet: Worksheet = self._book.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        for place, name in enumerate(names):
            sheet.set_column(place, place, _WIDTHS.get(name, _USUAL_WIDTH))
            sheet.write_string(0, place, name, self._bold)
        return sheet

    def _write_cell(self, sheet: Worksheet, at: int, place: int, value: Any) -> None:
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_boolean(at, place, value, self._wrapped)
        elif isinstance(value, int):
            sheet.write_number(at, place, value, self._whole)
        elif isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) <= _MOST_DIGITS:
            whole = value == value.to_integral_value()
            sheet.write_number(at, place, float(value), self._whole if whole else self._broken)
        elif isinstance(value, date) and value >= _FIRST_DAY:
            sheet.write_datetime(at, place, datetime(value.year, value.month, value.day), self._day)
        else:
            sheet.write_string(at, place, _text(value), self._wrapped)

    def _write_sentence(self, sheet: Worksheet, at: int, place: int, row: FactRow) -> None:
        start, end = row.amount_start - row.sentence_start, row.amount_end - row.sentence_start
        if len(row.sentence) > _MOST_CHARACTERS or (start, end) == (0, len(row.sentence)):
            sheet.write_string(at, place, _text(row.sentence), self._wrapped)
            return
        parts: list[Any] = [row.sentence[:start]] if start else []
        parts += [self._bold, row.sentence[start:end]]
        parts += [row.sentence[end:]] if end < len(row.sentence) else []
        sheet.write_rich_string(at, place, *parts, self._wrapped)


def _text(value: object) -> str:
    """Return any other value as a text that a cell holds."""
    text = _BETWEEN.join(value) if isinstance(value, tuple) else _plain(value)
    return text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - len(_CUT)] + _CUT


def _plain(value: object) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)
