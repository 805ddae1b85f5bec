"""The server of `matcher serve`: connections come in, limits hold, answers go out.

In: the application and a socket that listens. Out: a `Server`, which is waitress with
what it lacks: a clock that a drip does not wind, room for who comes next, our headers
on its own answers, and logs that a flood does not fill.
"""

from __future__ import annotations

import logging
import math
import socket
import threading
import time
from collections.abc import Callable
from copy import copy
from functools import partial
from typing import Any

from flask import Flask
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask
from waitress.utilities import Error

from matcher_web.changing import most_body
from matcher_web.security import HEADERS, MOST_BODY

MOST_HEADER = 1 << 15
"""Bytes of a first line and headers: Python keeps the last 128 addresses it split."""

MOST_CONNECTIONS = 500
"""Open at once; who has kept one longest without a question makes room for the next."""

SECONDS_TO_ASK = 20
"""For a whole request, from when a connection opens or the last answer was made."""

SECONDS_TO_TAKE = 300
"""For an answer to be taken, from when it was made."""

_FEW: int = Adjustments.threads  # waiting at once
_MINUTE = 60
_TAKEN_AT_ONCE = (
    64  # each look at who came or sent costs a little for all who are there
)


class _TooSlow(Error):  # type: ignore[misc]
    code = 408
    reason = "Request Timeout"


class _Parser(HTTPRequestParser):  # type: ignore[misc]
    adj: Any

    def parse_header(self, header_plus: bytes) -> None:
        """Read the first line and the headers; a bracket left open is a bad request."""
        try:
            super().parse_header(header_plus)
        except ValueError:
            raise ParsingError("Bad URI") from None
        if self.command == "POST":
            self.adj = copy(self.adj)
            self.adj.max_request_body_size = self.adj.most_body(self.path, self.headers)

    def received(self, data: bytes) -> int:
        """Take what came; who asks whether to go on is not told to, once refused."""
        n_taken: int = super().received(data)
        if self.error:
            self.expect_continue = False
        return n_taken


class _Refusal(ErrorTask):  # type: ignore[misc]
    def execute(self) -> None:
        """Send what waitress says of a bad request, with the headers of all answers."""
        self.response_headers.extend(HEADERS.items())
        super().execute()


class _Channel(HTTPChannel):  # type: ignore[misc]
    """A connection with one clock: a byte now and then does not wind it."""

    parser_class = _Parser
    error_task_class = _Refusal
    request: Any
    requests: list[Any]

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.waits_since = time.monotonic()

    def service(self) -> None:
        """Answer one request; who sent more behind it asks for them again.

        Their answers would fill the memory, or hold a thread, if nobody took them.
        """
        with self.requests_lock:
            first, *others = self.requests
            if others:
                first.headers["CONNECTION"] = "close"
                self.requests = [first]
        super().service()
        self.waits_since = time.monotonic()

    @property
    def is_answered(self) -> bool:
        """Whether a request is whole and its answer being made."""
        return bool(self.requests)

    def readable(self) -> bool:
        """Whether to look for more; one that was closed in this round is not there."""
        return self._fileno is not None and super().readable()

    def writable(self) -> bool:
        """Whether there is something to send, or to end."""
        return self._fileno is not None and super().writable()

    def end_if_late(self, now: float) -> None:
        """Close a connection that takes too long to ask, or to take an answer."""
        waited = now - self.waits_since
        patience = SECONDS_TO_TAKE if self.total_outbufs_len else SECONDS_TO_ASK
        if self.is_answered or waited <= patience:
            return
        if self.request is None or self.total_outbufs_len:
            # At once: who takes nothing is never ready to be told.
            self.handle_close()
        else:
            self._refuse(_TooSlow(f"more than {SECONDS_TO_ASK} s for a request"))

    def _refuse(self, error: Error) -> None:
        with self.requests_lock:
            self.request.error = error
            self.requests.append(self.request)
            self.request = None
        self.server.add_task(self)


class Server(TcpWSGIServer):  # type: ignore[misc]
    """Answers at one socket until it is stopped.

    Parameters
    ----------
    app : Flask
    listener : socket
        Bound; it listens from now on.
    """

    channel_class = _Channel

    def __init__(self, app: Flask, listener: socket.socket) -> None:
        self.n_most = most_connections()
        adjustments = Adjustments(
            sockets=[listener],
            ident=None,
            # The application knows how many proxies to believe.
            clear_untrusted_proxy_headers=False,
            # `select` knows no more than 1,024 files.
            asyncore_use_poll=True,
            # A last resort, where all are being answered.
            connection_limit=2 * self.n_most,
            cleanup_interval=1,
            log_socket_errors=False,
            max_request_header_size=MOST_HEADER,
            max_request_body_size=MOST_BODY,
            inbuf_overflow=MOST_BODY,
        )
        adjustments.most_body = partial(most_body, app, usual=MOST_BODY)
        at = (listener.family, listener.type, listener.proto, listener.getsockname())
        super().__init__(
            app, _sock=listener, adj=adjustments, sockinfo=at, bind_socket=False
        )
        self.task_dispatcher.queue_logger.addFilter(_is_a_queue)
        for logger in (app.logger, self.logger, self.task_dispatcher.queue_logger):
            logger.addFilter(Rarely())

    def handle_accept(self) -> None:
        """Take who comes, and close who waited longest where too many are there."""
        for _ in range(_TAKEN_AT_ONCE):
            n_open = len(self.active_channels)
            super().handle_accept()
            if len(self.active_channels) == n_open:
                return
            if n_open >= self.n_most:
                self._make_room()

    def _make_room(self) -> None:
        waiting = [c for c in self.active_channels.values() if not c.is_answered]
        longest = min(waiting, key=lambda one: one.waits_since, default=None)
        if longest:
            longest.handle_close()

    def maintenance(self, now: float) -> None:
        """End who is late; called once a second."""
        for channel in [*self.active_channels.values()]:
            channel.end_if_late(time.monotonic())


def most_connections() -> int:
    """`MOST_CONNECTIONS`, or half of the files that the system lets a program open."""
    try:
        import resource
    except ImportError:  # not on Windows
        return MOST_CONNECTIONS
    n_files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    unlimited = n_files == resource.RLIM_INFINITY
    return MOST_CONNECTIONS if unlimited else min(MOST_CONNECTIONS, n_files // 2)


def _is_a_queue(record: logging.LogRecord) -> bool:
    """Whether more wait than a few who came before the threads had begun."""
    depth = record.args[0] if isinstance(record.args, tuple) and record.args else 0
    return not isinstance(depth, int) or depth > _FEW


class Rarely(logging.Filter):
    """Lets one line a minute through from each place in the code, with a count.

    Parameters
    ----------
    clock : callable
        Seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._told: dict[tuple[object, ...], tuple[float, int]] = {}
        self._lock = threading.Lock()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to write a line; it says how many were not written before it."""
        with self._lock:
            place, now = _place(record), self._clock()
            last, n_kept_back = self._told.get(place, (-math.inf, 0))
            if now - last < _MINUTE:
                self._told[place] = last, n_kept_back + 1
                return False
            self._told[place] = now, 0
        if n_kept_back:
            more = f"({n_kept_back:,} more like it since the last such line)"
            record.msg, record.args = f"{record.getMessage()} {more}", ()
        return True


def _place(record: logging.LogRecord) -> tuple[object, ...]:
    """Where a line comes from: what logs it, and what failed there."""
    trace = record.exc_info[2] if record.exc_info else None
    while trace and trace.tb_next:
        trace = trace.tb_next
    failed = (trace.tb_frame.f_code, trace.tb_lineno) if trace else ()
    return record.pathname, record.lineno, *failed
