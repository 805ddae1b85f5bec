"""A test run whose worker dies fails, whatever the worker was doing.

A plugin of pytest: `-p tests.dead_workers`. Without it a worker that dies between two
tests, or while it collects them, ends the run early with exit code 0.
"""

from __future__ import annotations

import pytest

DEAD = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[DEAD] = []


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object, error: object) -> None:
    if error:
        name, config = node.gateway.id, node.config  # type: ignore[attr-defined]
        config.stash[DEAD].append(f"worker {name} died: {error}")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if session.config.stash[DEAD]:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for death in terminalreporter.config.stash[DEAD]:
        terminalreporter.write_sep("=", f"{death}; what it had to run was not run")
