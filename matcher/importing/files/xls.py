"""Workbooks of Excel before 2007: `.xls`.

In: the bytes of one. Out: its sheets, as python-calamine reads them.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from matcher.errors import UnreadableFile
from matcher.importing.files.cells import (
    clean,
    date_text,
    moment_text,
    number_text,
    truth_text,
)
from matcher.importing.files.grid import Grid, Taken
from matcher.importing.files.limits import MOST_SHEETS
from matcher.importing.files.xlsx import HIDDEN, TOO_MANY_SHEETS
from matcher.importing.files.zipped import ENCRYPTED
from matcher.importing.sheet import Sheet

Kept = int | float | str | bool | time | date | datetime | timedelta

_DAY = timedelta(days=1)


def read_xls(file: str, raw: bytes) -> list[Sheet]:
    """All sheets of a workbook, hidden ones too.

    Raises
    ------
    UnreadableFile
        If it is protected or damaged, or no workbook.
    """
    if "EncryptedPackage".encode("utf-16-le") in raw:
        raise UnreadableFile(f"{file}: {ENCRYPTED}")
    try:
        return _sheets(file, CalamineWorkbook.from_filelike(BytesIO(raw)))
    except PasswordError as fault:
        raise UnreadableFile(f"{file}: {ENCRYPTED}") from fault
    except CalamineError as fault:
        raise UnreadableFile(
            f"{file}: it cannot be read as a workbook of Excel ({fault}); "
            "save it as XLSX or CSV"
        ) from fault
    except BaseException as fault:
        # What the library did not foresee in a damaged file is none of its errors.
        if type(fault).__name__ != "PanicException":
            raise
        raise UnreadableFile(
            f"{file}: it is damaged or was cut short; save it as XLSX or CSV"
        ) from None


def _sheets(file: str, book: CalamineWorkbook) -> list[Sheet]:
    taken = Taken(file)
    sheets = []
    listed = [
        told for told in book.sheets_metadata if told.typ == SheetTypeEnum.WorkSheet
    ]
    for at, told in enumerate(listed[:MOST_SHEETS]):
        grid = Grid(taken, told.name)
        if at == 0 and len(listed) > MOST_SHEETS:
            grid.tell("left out", TOO_MANY_SHEETS, value=f"{len(listed)} sheets")
        if told.visible != SheetVisibleEnum.Visible:
            grid.tell("note", HIDDEN)
        sheet = book.get_sheet_by_name(told.name)
        for (row, column), (last_row, last_column) in sheet.merged_cell_ranges or []:
            grid.merge(row + 1, column, last_row + 1, last_column)
        if sheet.start is not None:
            before = [""] * sheet.start[1]
            rows = sheet.to_python(skip_empty_area=True)
            for number, values in enumerate(rows, start=sheet.start[0] + 1):
                grid.put_row(number, [*before, *map(_text, values)])
        sheets.append(grid.sheet())
    return sheets


def _text(value: Kept) -> str:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return truth_text(value)
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("seconds").removesuffix(":00")
    if isinstance(value, timedelta):
        return date_text(value / _DAY, "time")
    return number_text(value)
