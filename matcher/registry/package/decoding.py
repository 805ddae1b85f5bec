"""Bytes of a table into its text; what a spreadsheet program did to them is a fault."""

from __future__ import annotations

import codecs

from matcher.errors import Fault, Faults

_SAVE = "save it as CSV in UTF-8"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods; .xls


def text_of(file: str, raw: bytes, faults: Faults) -> str | None:
    """The text with plain line ends; None if it is none.

    Parameters
    ----------
    file : str
        Named in faults.
    raw : bytes
    faults : Faults
        Gathers what is wrong: one for marks and line ends that a program has added,
        which hide nothing, or one for why it is no text.
    """
    if wrong := _other_than_text(raw):
        faults.add(Fault(file, 1, "", "", f"{wrong}; {_SAVE}"))
        return None
    raw = _without_additions(file, raw, faults)
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        value = f"0x{raw[error.start]:02X}"
        problem = f"byte {column} of the line ({value}) is not UTF-8; save it as UTF-8"
        faults.add(Fault(file, line, "", value, problem))
        return None


def _other_than_text(raw: bytes) -> str:
    if raw.startswith(_WORKBOOKS):
        return "this is a workbook of a spreadsheet program, where a table is meant"
    if raw.startswith(_UTF_16) or raw.count(0, 0, 400) > len(raw[:400]) // 4:
        return "this is UTF-16 ('Unicode text'), not UTF-8"
    return ""


def _without_additions(file: str, raw: bytes, faults: Faults) -> bytes:
    """The bytes without a byte order mark and carriage returns: one fault for both."""
    told, line = [], 1
    if raw.startswith(codecs.BOM_UTF8):
        told.append("starts with a byte order mark; save it as UTF-8 without BOM")
        raw = raw.removeprefix(codecs.BOM_UTF8)
    if b"\r" in raw:
        told.append("has a carriage return; end lines with a line feed (LF) alone")
        line = 1 if told[1:] else raw.count(b"\n", 0, raw.index(b"\r")) + 1
        raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if told:
        faults.add(Fault(file, line, "", "", "; it ".join(told)))
    return raw
