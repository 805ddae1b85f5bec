"""Uses a built wheel as a stranger would: installed afresh, away from the checkout.

Comes in: the path of a wheel. Goes out: exit code 0 if it holds the data as they stand
here, and the installed program finds them, suggests partners and serves its pages,
also beside another library that is called `web`. Every dependency is truly installed
(from uv's cache where it has them), so one that only the tests declare is missed here.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen
from zipfile import ZipFile

DATA = Path(__file__).resolve().parents[1] / "data"
PACKAGED = "matcher/_data/"
PATIENCE = 60.0  # seconds until a slow machine must have started the server


def main(wheel: Path) -> None:
    """Install the wheel in a folder of its own and use it there."""
    check_names(wheel)
    check_tables(wheel)
    # A checkout on the path would stand in for what the wheel lacks.
    environment = {**os.environ, "PYTHONSAFEPATH": "1"}
    environment.pop("PYTHONPATH", None)
    with tempfile.TemporaryDirectory(prefix="wheel-") as folder:
        here = Path(folder)
        matcher = install(wheel, here / "venv")
        take_the_name_web(matcher.parent)
        check_commands(matcher, here, environment)
        check_pages(matcher, here, environment)


def check_names(wheel: Path) -> None:
    """The wheel claims no name but its own two, so it lies beside any other."""
    with ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    claimed = {name for name in tops if not name.endswith(".dist-info")}
    if claimed != {"matcher", "matcher_web"}:
        sys.exit(f"the wheel claims the names {', '.join(sorted(claimed))}")


def take_the_name_web(scripts: Path) -> None:
    """Another library brings a package `web`, as web.py does."""
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    where = subprocess.check_output([scripts / "python", "-c", ask], text=True)
    package = Path(where.strip(), "web")
    package.mkdir()
    (package / "__init__.py").write_text("raise SystemExit('the wrong web')\n")


def check_tables(wheel: Path) -> None:
    """Every file of the data is in the wheel, those too that few questions read."""
    with ZipFile(wheel) as archive:
        held = {
            name.removeprefix(PACKAGED): archive.read(name)
            for name in archive.namelist()
            if name.startswith(PACKAGED)
        }
    wanted = {file.name: file.read_bytes() for file in DATA.iterdir()}
    other = sorted(n for n in held.keys() | wanted if held.get(n) != wanted.get(n))
    if other:
        sys.exit(f"{PACKAGED} in the wheel is not as in data/: {', '.join(other)}")
    print(f"data: {len(held)} files")


def install(wheel: Path, venv: Path) -> Path:
    """A new environment with the wheel in it; the path of its `matcher` command."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    scripts = venv / ("Scripts" if os.name == "nt" else "bin")
    uv = (sys.executable, "-m", "uv", "pip", "install", "--quiet")
    done = subprocess.run(
        [*uv, "--python", scripts / "python", wheel],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        sys.exit(f"the wheel does not install:\n{done.stdout}")
    return scripts / "matcher"


def check_commands(matcher: Path, here: Path, environment: dict[str, str]) -> None:
    """The packaged data is whole, and a cluster in it gets suggestions."""

    def output(*arguments: str) -> str:
        done = subprocess.run(
            [matcher, *arguments],
            cwd=here,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        if done.returncode:
            sys.exit(f"matcher {' '.join(arguments)}: exit code {done.returncode}")
        return done.stdout

    output("data", "check")
    answer = json.loads(output("suggest", "inovcluster", "--json"))
    if not answer["suggestions"]:
        sys.exit("matcher suggest inovcluster --json: nothing suggested")
    print("commands: data check, suggest")


def check_pages(matcher: Path, here: Path, environment: dict[str, str]) -> None:
    """The server starts, and its pages and static files are in the wheel."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = here / "server.log"
    with log.open("w") as out:
        server = subprocess.Popen(
            [matcher, "serve", "--port", str(port)],
            cwd=here,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        site = f"http://127.0.0.1:{port}"
        home = _first_page(server, f"{site}/", log)
        page = _text(f"{site}/suggestions?cluster=inovcluster")
        if "<h1" not in page:
            sys.exit("/suggestions?cluster=inovcluster: no heading on the page")
        style = re.search(r'href="(/static/[^"]+\.css[^"]*)"', home)
        if style is None:
            sys.exit("/: links to no style sheet under /static/")
        _text(site + style[1])
        print(f"pages: /, /suggestions, {style[1]}")
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def _first_page(server: subprocess.Popen[bytes], address: str, log: Path) -> str:
    """The page as soon as the server answers."""
    end = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < end:
        try:
            return _text(address)
        except URLError as error:
            if not isinstance(error.reason, ConnectionRefusedError):
                raise
            time.sleep(0.1)
    sys.exit(f"matcher serve gave no page:\n{log.read_text()}")


def _text(address: str) -> str:
    with urlopen(address, timeout=PATIENCE) as answer:
        text: str = answer.read().decode()
    return text


if __name__ == "__main__":
    main(Path(sys.argv[1]))
