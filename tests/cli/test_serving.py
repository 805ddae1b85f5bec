"""Pages are served from a port until Ctrl-C, or the reason is told why not."""

from __future__ import annotations

import re
import signal
import socket
import threading
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from matcher import MatcherError
from matcher.cli.serving import aside, listen, names_of
from matcher_web.server import MOST_HEADER
from tests.cli.running import process, refusal, usage_error


def test_port_0_takes_a_free_one_and_names_it() -> None:
    listener, address = listen("127.0.0.1", 0)
    with listener:
        assert address == f"http://127.0.0.1:{listener.getsockname()[1]}/"
        with socket.create_connection(listener.getsockname()):
            pass


def test_an_address_for_everyone_is_opened_as_this_computer() -> None:
    listener, address = listen("0.0.0.0", 0)
    with listener:
        assert address == f"http://127.0.0.1:{listener.getsockname()[1]}/"


@pytest.mark.parametrize("host", ["0.0.0.0", "0", "0x0", "::"])
def test_an_address_for_everyone_goes_by_all_names_of_this_computer(host: str) -> None:
    listener, address = listen(host, 0)
    with listener:
        own = names_of(host, listener)
    assert re.match(r"http://(127\.0\.0\.1|\[::1\]):", address)
    assert socket.gethostname() in own
    assert len(own) == len({*own})
    assert "0.0.0.0" not in own


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_one_address_goes_by_its_own_name_alone(host: str) -> None:
    listener, _ = listen(host, 0)
    with listener:
        assert names_of(host, listener) == [host]


@pytest.mark.parametrize("host", ["", " "])
def test_no_address_is_not_every_address(host: str) -> None:
    told = "--host is empty; give an address of this computer, or 0.0.0.0 for all"
    with pytest.raises(MatcherError, match=f"^{re.escape(told)}$"):
        listen(host, 0)


def test_a_busy_port_is_named_with_the_next() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(MatcherError) as refused:
            listen("127.0.0.1", port)
    assert str(refused.value) == (
        f"port {port} of 127.0.0.1 is taken; try `matcher serve --port {port + 1}`"
    )


def test_a_port_that_is_not_allowed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket, "create_server", forbidden)
    with pytest.raises(MatcherError) as refused:
        listen("127.0.0.1", 80)
    assert str(refused.value) == (
        "port 80 is not allowed to you; try `matcher serve --port 8000`"
    )


def test_a_browser_is_opened_without_waiting() -> None:
    opened, closed = threading.Event(), threading.Event()
    seen: list[str] = []

    def slow_browser(address: str) -> None:
        seen.append(address)
        opened.set()
        closed.wait(timeout=10)

    aside(slow_browser, "http://127.0.0.1:8000/")
    assert opened.wait(timeout=10)
    closed.set()
    assert seen == ["http://127.0.0.1:8000/"]


@pytest.mark.slow
def test_serve_says_by_which_names_it_is_answered() -> None:
    words = "--host 0.0.0.0 --port 0 --prefix /matcher --proxies 1"
    named = ("--trusted-host", "one.example", "--trusted-host", ".two.example")
    with process("serve", *words.split(), *named) as running:
        assert running.stdout
        opened = re.match(r"Open (http://127\.0\.0\.1:\d+)/", running.stdout.readline())
        assert opened
        told = running.stdout.readline()
        listed = re.fullmatch(r"Answers to (.*); to others by --trusted-host\.\n", told)
        assert listed
        assert {socket.gethostname(), "127.0.0.1"} <= {*listed[1].split(", ")}
        for host in (
            *listed[1].split(", "),
            "one.example",
            "a.two.example",
            "evil.org",
        ):
            shown = f"[{host}]" if ":" in host else host
            asking = Request(f"{opened[1]}/matcher/about", headers={"Host": shown})
            asking.add_header("X-Forwarded-Proto", "https")
            if host == "evil.org":
                with pytest.raises(HTTPError, match="400"):
                    urlopen(asking)
                break
            with urlopen(asking) as page:
                assert f"https://{shown}/matcher/about" in page.read().decode()
        running.send_signal(signal.SIGTERM)
        running.communicate()


@pytest.mark.slow
def test_a_name_that_is_none_is_refused_before_anything_is_served() -> None:
    told = refusal("serve", "--port", "0", "--trusted-host", "https://a.example/")
    assert told.startswith("'https://a.example/' is no name of a host; give a name")


@pytest.mark.slow
def test_serve_answers_until_ctrl_c() -> None:
    with process("serve", "--port", "0") as running:
        assert running.stdout
        line = running.stdout.readline()
        opened = re.fullmatch(
            r"Open (http://127\.0\.0\.1:\d+/) \(Ctrl-C stops\)\n", line
        )
        assert opened, line
        with urlopen(opened[1]) as page:
            assert page.status == 200
        with pytest.raises(HTTPError, match="431"):
            urlopen(f"{opened[1]}?search={'x' * MOST_HEADER}")
        running.send_signal(signal.SIGINT)
        shown, told = running.communicate()
    assert (running.returncode, shown, told) == (130, "", "Stopped.\n")


def test_serve_names_a_busy_port_and_the_next() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert refusal("serve", "--port", str(port)) == (
            f"port {port} of 127.0.0.1 is taken; try `matcher serve --port {port + 1}`"
        )


def test_serve_names_a_host_that_is_another_computer() -> None:
    told = refusal("serve", "--host", "192.0.2.1")
    assert told.startswith("'192.0.2.1' is not an address of this computer (")


@pytest.mark.parametrize(
    ("words", "left_out"),
    [
        (["--host", "0.0.0.0"], "--host 0.0.0.0, or give 127.0.0.1"),
        (["--proxies", "1"], "--proxies"),
        (["--prefix", "/matcher"], "--prefix"),
        (["--trusted-host", "a.example"], "--trusted-host"),
    ],
)
def test_who_can_be_reached_by_others_lets_nobody_import(
    tmp_path: Path, words: list[str], left_out: str
) -> None:
    told = usage_error("serve", "--allow-import", str(tmp_path / "mine"), *words)
    assert " ".join(told.split()) == (
        "--allow-import is for this computer alone, since whoever reaches the pages "
        f"could change the registry; leave out {left_out}"
    )


def test_what_is_imported_into_is_served_and_learnt_from_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    mine = "--allow-import", str(tmp_path / "mine")
    told = usage_error("serve", *mine, "--model", "model")
    assert " ".join(told.split()).endswith("leave out --model")
    (tmp_path / "mine" / "clusters.csv").touch()
    told = usage_error("serve", *mine, "--registry", "data")
    assert " ".join(told.split()).endswith("leave out --registry")
    (tmp_path / "mine" / "letter.txt").touch()
    assert "holds more than a data package ('letter.txt')" in refusal("serve", *mine)
    nowhere = "--allow-import", str(tmp_path / "no" / "mine")
    assert "there is no folder" in refusal("serve", *nowhere)
