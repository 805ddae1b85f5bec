"""The server holds its limits, whoever connects, and says little about it."""

from __future__ import annotations

import http.client
import logging
import os
import re
import resource
import selectors
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask import Flask
from waitress import wasyncore

from matcher_web.security import HEADERS, MOST_BODY
from matcher_web.server import (
    MOST_CONNECTIONS,
    MOST_HEADER,
    SECONDS_TO_ASK,
    Rarely,
    Server,
    most_connections,
)
from tests.cli.running import process

pytestmark = pytest.mark.long

N_DRIPPING = 200
N_SECONDS = 60
N_TEXTS = 3000
N_TASKS = 6400
TEXTS = "/suggestions.json?sectors=food-processing&k=1&focus="


@dataclass
class Served:
    """A server in a process of its own."""

    port: int
    pid: int
    stop: Callable[[], tuple[int, str]]
    """Sends SIGTERM; the exit code, and all that was written on standard error."""

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def answer(self, sent: bytes) -> tuple[int, dict[str, str], bytes]:
        """The answer to what is sent as it is."""
        with self.connect() as connection:
            connection.sendall(sent)
            return read(connection)

    def get(self, address: str) -> int:
        with self.connect() as connection:
            connection.sendall(asking(address))
            return read(connection)[0]

    @property
    def memory(self) -> int:
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.findall(r"VmRSS:\s+(\d+) kB", status)[0]) << 10


def asking(address: str) -> bytes:
    return f"GET {address} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def read(connection: socket.socket) -> tuple[int, dict[str, str], bytes]:
    answer = http.client.HTTPResponse(connection)
    answer.begin()
    return answer.status, dict(answer.headers), answer.read()


@contextmanager
def serving(*words: str, temporary: Path | None = None) -> Iterator[Served]:
    env = os.environ | ({"TMPDIR": str(temporary)} if temporary else {})
    with process("serve", "--port", "0", *words, env=env) as running:
        assert running.stdout
        opened = re.match(r"Open http://.*:(\d+)/", running.stdout.readline())
        assert opened

        def stop() -> tuple[int, str]:
            running.terminate()
            _, told = running.communicate(timeout=30)
            return running.returncode, told

        try:
            yield Served(int(opened[1]), running.pid, stop)
        finally:
            running.kill()


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving() as found:
        warm(found)
        yield found


def warm(served: Served) -> None:
    """Wait for what a server works out beside its first answers."""
    for address in ("/", "/clusters", "/synergies", "/markets", "/network", "/map"):
        assert served.get(address) == 200


WRONG = {
    "no request": (400, b"NONSENSE\r\n\r\n"),
    "open bracket": (400, b"GET http://[ HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    "no address": (400, b"GET http://[zz]/ HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    "no header": (400, b"GET / HTTP/1.1\r\nno header\r\n\r\n"),
    "bare line feed": (400, b"GET / HTTP/1.1\r\nHost: a\nb\r\n\r\n"),
    "no length": (400, b"POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n"),
    "too long": (413, b"POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % MOST_BODY),
    "long line": (431, b"GET /%s HTTP/1.1\r\n\r\n" % (b"x" * MOST_HEADER)),
    "long header": (431, b"GET / HTTP/1.1\r\nA: %s\r\n\r\n" % (b"x" * MOST_HEADER)),
    "endless header": (431, b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * (MOST_HEADER // 6)),
    "unknown coding": (501, b"GET / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n"),
    "long pieces": (
        413,
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        + (b"1000\r\n" + b"x" * 0x1000 + b"\r\n") * (MOST_BODY // 0x1000),
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", WRONG)
def test_what_the_server_refuses_itself_carries_the_headers(
    served: Served, name: str
) -> None:
    code, sent = WRONG[name]
    status, headers, _ = served.answer(sent)
    assert status == code
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    assert "Server" not in headers


@pytest.mark.slow
@pytest.mark.parametrize("expect", [b"", b"Expect: 100-continue\r\n"])
def test_a_gigabyte_is_refused_before_a_byte_of_it_comes(
    served: Served, expect: bytes
) -> None:
    line = b"POST /suggestions HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n"
    before = served.memory
    assert served.answer(line % 10**9 + expect + b"\r\n")[0] == 413
    assert served.memory - before < 20 << 20


@pytest.mark.slow
def test_a_page_may_be_asked_for_with_a_body(served: Served) -> None:
    body = b"x" * (MOST_BODY - 1)
    line = b"GET /about HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
    assert served.answer(line % len(body) + body)[0] == 200


@pytest.mark.slow
def test_requests_behind_the_first_are_asked_for_again(served: Served) -> None:
    with served.connect() as connection:
        connection.sendall(asking("/about") * 50)
        status, headers, _ = read(connection)
        assert (status, headers["Connection"]) == (200, "close")
        assert connection.recv(1) == b""


@pytest.mark.slow
def test_one_connection_may_ask_many_times(served: Served) -> None:
    with served.connect() as connection:
        for _ in range(20):
            connection.sendall(asking("/about"))
            assert read(connection)[0] == 200


@pytest.mark.slow
def test_who_waits_longest_makes_room_for_the_next(served: Served) -> None:
    with ExitStack() as opened:
        first, *_, last = idle = [
            opened.enter_context(served.connect())
            for _ in range(most_connections() + 50)
        ]
        for one in idle:
            with suppress(OSError):  # the first ones are closed by now
                one.sendall(b"GET / HTTP/1.1\r\n")
        assert served.get("/about") == 200
        with suppress(ConnectionResetError):
            assert first.recv(1) == b"", "who is late is told so"
        last.setblocking(False)
        with pytest.raises(BlockingIOError):  # open, and told nothing yet
            last.recv(1)


@dataclass
class Siege:
    """What was seen while sockets dripped."""

    seconds: list[float] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)
    ended: list[bytes] = field(default_factory=list)
    grown: int = 0


def drip(served: Served, siege: Siege, over: threading.Event) -> None:
    """Send a byte a second on many sockets, and open another for each that ends."""
    with selectors.DefaultSelector() as dripping:

        def open_another() -> None:
            dripping.register(served.connect(), selectors.EVENT_READ)

        for _ in range(N_DRIPPING):
            open_another()
        while not over.wait(1):
            for key, _ in dripping.select(0):
                assert isinstance(key.fileobj, socket.socket)
                with key.fileobj as ended:
                    dripping.unregister(ended)
                    siege.ended.append(ended.recv(4096))
                open_another()
            for key in [*dripping.get_map().values()]:
                assert isinstance(key.fileobj, socket.socket)
                with suppress(OSError):  # ended just now, as the next look tells
                    key.fileobj.send(b"G")
        for key in [*dripping.get_map().values()]:
            assert isinstance(key.fileobj, socket.socket)
            key.fileobj.close()


@pytest.fixture(scope="module")
def siege(served: Served) -> Siege:
    """A client asks 3,000 different things for a minute, among sockets that drip."""
    found, over = Siege(), threading.Event()
    for number in range(300):
        served.get(f"{TEXTS}warm+{number}")
    before = served.memory
    besieging = threading.Thread(target=drip, args=(served, found, over))
    besieging.start()
    begun = time.monotonic()
    try:
        while len(found.seconds) < N_TEXTS:
            start = time.monotonic()
            number = len(found.seconds)
            text = "+".join(f"word{place}of{number}" for place in range(12))
            found.statuses.add(served.get(TEXTS + text))
            found.seconds.append(time.monotonic() - start)
            # Spread over the minute, so that the processor is left to others.
            due = begun + (number + 1) * N_SECONDS / N_TEXTS
            time.sleep(max(due - time.monotonic(), 0))
    finally:
        over.set()
        besieging.join()
    found.grown = served.memory - before
    return found


@pytest.mark.slow
@pytest.mark.timeout(600)  # a minute where nothing else runs
def test_a_client_is_answered_while_200_sockets_drip(siege: Siege) -> None:
    assert siege.statuses == {200}
    assert len(siege.seconds) >= N_TEXTS
    assert max(siege.seconds) < SECONDS_TO_ASK, "nobody waits until others end"


@pytest.mark.slow
def test_a_socket_that_drips_is_told_and_closed(siege: Siege) -> None:
    assert len(siege.ended) >= N_DRIPPING * (N_SECONDS // SECONDS_TO_ASK - 1)
    for told in siege.ended:
        assert told.startswith(b"HTTP/1.0 408 Request Timeout\r\n")
        assert b"\r\nContent-Security-Policy: default-src 'none';" in told


@pytest.mark.slow
def test_3000_different_texts_leave_the_memory_flat(siege: Siege) -> None:
    assert siege.grown < 20 << 20


@pytest.mark.slow
def test_a_flood_leaves_few_lines_and_the_server_ends_cleanly(tmp_path: Path) -> None:
    n_open = 320
    with serving(temporary=tmp_path) as served:
        for _ in range(N_TASKS // n_open):
            with ExitStack() as opened:
                waiting = [
                    opened.enter_context(served.connect()) for _ in range(n_open)
                ]
                for one in waiting:
                    one.sendall(asking("/nowhere.json"))
                assert {read(one)[0] for one in waiting} == {404}
        code, told = served.stop()
    assert code == 143
    assert 1 <= told.count("Task queue depth") <= 3
    assert len(told.splitlines()) <= 5
    assert os.listdir(tmp_path) == []


@pytest.mark.slow
def test_a_server_ends_while_it_is_asked(tmp_path: Path) -> None:
    with serving(temporary=tmp_path) as served, ExitStack() as opened:
        for _ in range(50):
            one = opened.enter_context(served.connect())
            one.sendall(asking("/clusters"))
        code, told = served.stop()
    assert code == 143
    assert "Traceback" not in told
    assert told.endswith("Stopped.\n")
    assert os.listdir(tmp_path) == []


@pytest.mark.slow
def test_who_takes_no_answer_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matcher_web.server.SECONDS_TO_TAKE", 1)
    app = Flask("large")
    app.add_url_rule("/", "large", lambda: b"x" * (64 << 20))
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    server = Server(app, listener)
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(asking("/"))
        assert connection.recv(100).startswith(b"HTTP/1.1 200 OK")
        until(lambda: server.active_channels)
        until(lambda: not server.active_channels)
        n_taken = 0
        with suppress(ConnectionResetError):
            while piece := connection.recv(1 << 20):
                n_taken += len(piece)
        assert n_taken < 64 << 20
    server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map))
    running.join(timeout=10)
    server.task_dispatcher.shutdown()


def until(seen: Callable[[], object]) -> None:
    end = time.monotonic() + 20
    while not seen():
        assert time.monotonic() < end
        time.sleep(0.01)


def _record(line: int, words: str) -> logging.LogRecord:
    return logging.LogRecord("waitress", 30, "a.py", line, words, (line,), None)


def test_a_minute_writes_one_line_of_a_kind_with_a_count() -> None:
    now = [0.0]
    rarely = Rarely(lambda: now[0])
    told = []
    for second in range(0, 180, 2):
        now[0] = second
        for line in (1, 2):
            record = _record(line, "depth is %d")
            if rarely.filter(record):
                told.append(record.getMessage())
    more = "(29 more like it since the last such line)"
    first = ["depth is 1", "depth is 2"]
    assert told == [*first, *(f"{one} {more}" for one in first * 2)]


def test_different_failures_are_different_lines() -> None:
    rarely = Rarely(lambda: 0.0)
    told = 0
    for value in (0, "a") * 10:
        try:
            1 / value  # type: ignore[operator]
        except (ZeroDivisionError, TypeError) as error:
            record = _record(1, "failed %d")
            record.exc_info = type(error), error, error.__traceback__
            told += rarely.filter(record)
    assert told == 1  # one line failed, in two ways


def test_half_of_the_files_that_may_be_opened_are_connections(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for n_files, n_most in ((256, 128), (10**6, MOST_CONNECTIONS)):
        monkeypatch.setattr(resource, "getrlimit", lambda _, n=n_files: (n, n))
        assert most_connections() == n_most
    monkeypatch.setattr(resource, "getrlimit", lambda _: (resource.RLIM_INFINITY,) * 2)
    assert most_connections() == MOST_CONNECTIONS
