"""Rows of every table, made at random: what the writers' tests write and read back."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from wushan_ie.writing.rows import DECIMALS, DIGITS, TABLES, Row, columns

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
_VALUES = {
    str: _TEXTS,
    int: st.integers(0, 2**40),
    bool: st.booleans(),
    Decimal: st.decimals(-(10 ** (DIGITS - DECIMALS)) + 1, 10 ** (DIGITS - DECIMALS) - 1, places=DECIMALS)
    | st.decimals(-100, 100, places=1),
    date: st.dates(),
    tuple: st.lists(_TEXTS, max_size=3).map(tuple),
}


def rows_of(table: str) -> st.SearchStrategy[list[Row]]:
    """Return lists of rows of a table."""
    parts = {
        column.name: st.none() | _VALUES[column.kind] if column.nullable else _VALUES[column.kind]
        for column in columns(table)
    }
    assert list(parts) == list(TABLES[table].__struct_fields__)
    return st.lists(st.builds(TABLES[table], **parts), max_size=4)
