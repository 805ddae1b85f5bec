"""The real server takes files of its own page, and none of them stands on a disk."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from matcher_web.security import MOST_BODY
from tests.web.importing.conftest import IMPORT, LIST
from tests.web.test_server import Served, asking, serving

pytestmark = pytest.mark.slow


def posted(served: Served, fields: dict[str, object], **headers: str) -> int:
    """The status of the answer to a form."""
    boundary, body = encode_multipart(fields)
    said = {
        "Host": "localhost",
        "Content-Type": f"multipart/form-data; boundary={boundary}",
        "Content-Length": str(len(body)),
        **headers,
    }
    lines = [f"POST {IMPORT} HTTP/1.1", *(f"{name}: {said[name]}" for name in said)]
    return served.answer("\r\n".join([*lines, "", ""]).encode() + body)[0]


def test_a_served_form_takes_files_that_stand_in_memory_alone(tmp_path: Path) -> None:
    temporary, mine = tmp_path / "temporary", tmp_path / "mine"
    temporary.mkdir()
    with serving("--allow-import", str(mine), temporary=temporary) as served:
        page = served.answer(asking(IMPORT))[2].decode()
        found = re.search(r'name="form" value="(\w+)"', page)
        assert found
        large = bytes(2 * MOST_BODY)
        for stranger in ({"Origin": "http://a.example"}, {"Sec-Fetch-Site": "none"}):
            fields = {"form": found[1], "files": FileStorage(BytesIO(large), "a.csv")}
            assert posted(served, fields, **stranger) == 413
        own = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
        fields = {"form": found[1], "files": FileStorage(BytesIO(LIST), "a.xlsx")}
        assert posted(served, fields, **own) == 303
        long = b"name,focus\n" + b"Netzwerk,Holz\n" * 10 + b"Holz," + b"x " * MOST_BODY
        fields = {"form": found[1], "files": FileStorage(BytesIO(long), "a.csv")}
        assert len(long) > MOST_BODY
        assert posted(served, fields, **own) == 303
        assert [*temporary.iterdir()] == []
        code, told = served.stop()
    assert (code, told) == (143, "Stopped.\n")
    assert not mine.exists()
