"""Progress is for people who wait at a terminal."""

from __future__ import annotations

import pytest

from matcher.cli.drawn.progress import watch
from matcher.pairs.progress import Stage


def test_no_bar_is_drawn_where_no_terminal_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with watch(Stage("Writing pairs", "pairs", 10, 2)) as tell:
        tell(5)
    assert capsys.readouterr() == ("", "")
