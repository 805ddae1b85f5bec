"""A test run whose worker dies fails, whatever the worker was doing.

A plugin of pytest: `-p tests.dead_workers`. Without it a worker that dies between two
tests, or while it collects them, ends the run early with exit code 0, or with an error
that does not tell its name.
"""

from __future__ import annotations

from typing import Any

import pytest

DEAD = pytest.StashKey[list[str]]()
WORKERS = pytest.StashKey[list[Any]]()
MOST_SECONDS = 10.0
"""To wait for the end of a worker that may have died."""


def pytest_configure(config: pytest.Config) -> None:
    config.stash[DEAD], config.stash[WORKERS] = [], []


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.config.stash[WORKERS].append(node)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    if error:
        node.config.stash[DEAD].append(f"worker {node.gateway.id} died: {error}")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    dead = session.config.stash[DEAD]
    if session.exitstatus == pytest.ExitCode.INTERNAL_ERROR:
        # A message to a worker that died just now ends the run before its death is
        # told, and no summary follows.
        ended = filter(_has_ended, session.config.stash[WORKERS])
        dead += [f"worker {one.gateway.id} died" for one in ended]
        _tell(session.config.pluginmanager.getplugin("terminalreporter"), dead)
    elif dead:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    _tell(terminalreporter, terminalreporter.config.stash[DEAD])


def _has_ended(worker: Any) -> bool:
    channel = worker.channel
    try:
        channel.waitclose(MOST_SECONDS)
    except (channel.RemoteError, EOFError):
        return True
    except channel.TimeoutError:
        return False
    return True


def _tell(reporter: Any, deaths: list[str]) -> None:
    for death in deaths:
        reporter.write_sep("=", f"{death}; what it had to run was not run")
