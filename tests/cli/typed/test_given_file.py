"""Each fault of a profile file is named by file and place, with what is accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from matcher import Profile, ProfileError, Registry
from matcher.cli.typed.asked import CodeReader
from matcher.cli.typed.given_file import read_profile
from tests.toy import VOCABULARY

REGISTRY = Registry((), (), (), VOCABULARY)


def read(
    tmp_path: Path, text: str | bytes, reader: CodeReader | None = None
) -> Profile:
    file = tmp_path / "my.json"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_profile(str(file), reader or CodeReader(REGISTRY))


def refusal(tmp_path: Path, text: str | bytes) -> str:
    with pytest.raises(ProfileError) as refused:
        read(tmp_path, text)
    return str(refused.value).replace(f"{tmp_path}/", "")


def test_all_keys_make_a_profile(tmp_path: Path) -> None:
    profile = read(
        tmp_path,
        """{"country": "PT", "sectors": ["textile", "apparel"],
        "technologies": ["iot"], "target_markets": ["JP", "BR"], "focus": "Linen"}""",
    )
    assert profile == Profile(
        country="PT",
        sectors=("apparel", "textile"),
        technologies=("iot",),
        target_markets=("BR", "JP"),
        focus="Linen",
    )


@pytest.mark.parametrize("key", ["sectors", "technologies", "markets"])
@pytest.mark.parametrize("given", ["{}", '{"textile": 1}', "[{}]", '""', "0", "null"])
def test_a_list_is_a_list_and_no_object(tmp_path: Path, key: str, given: str) -> None:
    with pytest.raises(ProfileError, match="must be a list of codes"):
        read(tmp_path, f'{{"country": "PT", "{key}": {given}}}')


def test_markets_stands_for_target_markets(tmp_path: Path) -> None:
    assert read(tmp_path, '{"markets": ["JP"]}') == Profile(target_markets=("JP",))


def test_words_are_read_as_codes(tmp_path: Path) -> None:
    reader = CodeReader(REGISTRY)
    text = '{"country": "Portugal", "sectors": ["textile"], "markets": ["jp", "India"]}'
    assert read(tmp_path, text, reader) == Profile(
        country="PT", sectors=("textile",), target_markets=("IN", "JP")
    )
    assert reader.read_as == {"Portugal": "PT", "India": "IN"}


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    assert read(tmp_path, b'\xef\xbb\xbf{"country": "PT"}') == Profile(country="PT")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '{"country": "PT",\n  "sectors": [textile]}',
            "my.json line 2 column 15: not valid JSON: Expecting value",
        ),
        ("", "my.json line 1 column 1: not valid JSON: Expecting value"),
        ("9" * 5000, "my.json: a number in it is far too long"),
        ('{"focus": -%s}' % ("9" * 5000), "my.json: a number in it is far too long"),
        (
            b'{"focus":\n"\xff"}',
            "my.json line 2: byte 0xFF is not UTF-8; save it as UTF-8",
        ),
        ("[" * 100_000, "my.json: lists within lists too deep"),
        (
            '["PT"]',
            "my.json: must hold a JSON object, such as "
            '{"country": "PT", "sectors": ["food-processing"]}',
        ),
        (
            '{"sector": ["textile"]}',
            "my.json line 1 key 'sector': no such key; did you mean 'sectors'?",
        ),
        (
            '{"zzz": 1}',
            "my.json line 1 key 'zzz': no such key; accepted are "
            "country, sectors, technologies, target_markets, focus",
        ),
        (
            '{"sectors": "textile"}',
            "my.json line 1 key 'sectors': must be a list of codes, such as "
            '["a-code", "another-code"]',
        ),
        (
            '{"technologies": ["iot", 5]}',
            "my.json line 1 key 'technologies': must be a list of codes, such as "
            '["a-code", "another-code"]',
        ),
        (
            '{"country": ["PT"]}',
            "my.json line 1 key 'country': must be a text in quotes",
        ),
        ('{"focus": {"a": 1}}', "my.json line 1 key 'focus': must be a text in quotes"),
        (
            '{"markets": ["JP"], "target_markets": ["BR"]}',
            "my.json line 1 key 'target_markets': is given twice; keep one",
        ),
        (
            '{"focus": "one", "focus": "two"}',
            "my.json line 1 key 'focus': is given twice; keep one",
        ),
        (
            '{"country": "", "sectors": []}',
            "my.json: describes nothing; fill in at least one of "
            "country, sectors, technologies, target_markets, focus",
        ),
        (
            '{"country": "PT",\n "sectors": ["txtile"]}',
            "my.json line 2 key 'sectors': no sector 'txtile'; did you mean 'textile'? "
            "See: matcher codes sectors",
        ),
        (
            '{"focus": "a",\n "focus": "b"}',
            "my.json line 2 key 'focus': is given twice; keep one",
        ),
        (
            '{"sectors": "a", "x": {"sectors": 1}}',  # not sure which is meant
            "my.json key 'sectors': must be a list of codes, such as "
            '["a-code", "another-code"]; '
            "my.json line 1 key 'x': no such key; accepted are "
            "country, sectors, technologies, target_markets, focus",
        ),
        (
            '{"focus": "%s"}' % ("a" * 2001),
            "my.json line 1 key 'focus': 2,001 characters; at most 2,000 are read. "
            "Shorten it.",
        ),
    ],
)
def test_a_fault_is_named_by_its_place(
    tmp_path: Path, text: str | bytes, told: str
) -> None:
    assert refusal(tmp_path, text) == told


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    told = refusal(tmp_path, '{"country": 5, "sectors": "textile"}')
    assert "key 'country'" in told
    assert "key 'sectors'" in told


def test_a_missing_file_is_named() -> None:
    with pytest.raises(ProfileError) as refused:
        read_profile("no/such.json", CodeReader(REGISTRY))
    assert str(refused.value) == (
        "no/such.json: cannot be read: No such file or directory"
    )
