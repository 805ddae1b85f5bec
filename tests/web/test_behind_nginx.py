"""The configuration in README works: nginx in front, TLS there, under a prefix."""

from __future__ import annotations

import gzip
import http.client
import re
import shlex
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from urllib.parse import urljoin

import pytest

from matcher_web.security import HEADERS
from tests.cli.running import ROOT
from tests.web.reading import Page
from tests.web.test_server import serving

README = (ROOT / "web" / "README.md").read_text(encoding="utf-8")
NAME = "partners.example.org"
CERTIFICATE = "req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN={0} -addext {1}"
PLACES = ("", "clusters", "suggestions?cluster=inovcluster", "network", "nowhere")

pytestmark = pytest.mark.slow


def written(language: str, beginning: str) -> str:
    """The block of README that begins so."""
    found = re.search(rf"^```{language}\n({beginning}.*?)^```", README, re.M | re.S)
    assert found, beginning
    return found[1]


@dataclass
class Proxied:
    """The site as it is seen through nginx."""

    port: int
    trusting: ssl.SSLContext

    def get(self, path: str, **headers: str) -> tuple[int, Message, bytes]:
        connection = http.client.HTTPSConnection(
            "127.0.0.1", self.port, context=self.trusting, timeout=30
        )
        sent = {name.replace("_", "-"): text for name, text in headers.items()}
        with closing(connection):
            connection.request("GET", path, headers={"Host": NAME, **sent})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()

    def page(self, path: str) -> Page:
        return Page(self.get(path)[2].decode())


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxied]:
    assert shutil.which("nginx"), "nginx is not installed; tests/gate.py brings it"
    home = tmp_path_factory.mktemp("nginx")
    key, certificate = home / "partners.key", home / "partners.pem"
    words = CERTIFICATE.format(NAME, f"subjectAltName=DNS:{NAME}").split()
    files = ("-keyout", key, "-out", certificate)
    subprocess.run(["openssl", *words, *files], check=True, capture_output=True)
    _, _, *serve = shlex.split(written("bash", "matcher serve --proxies"))
    with serving(*serve) as served:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        server = written("nginx", "server {")
        for told, here in (
            ("listen 443", f"listen 127.0.0.1:{port}"),
            ("/etc/ssl/", f"{home}/"),
            ("127.0.0.1:8000", f"127.0.0.1:{served.port}"),
        ):
            assert told in server
            server = server.replace(told, here)
        (home / "nginx.conf").write_text(around(server, home))
        command = ["nginx", "-e", "stderr", "-p", home, "-c", home / "nginx.conf"]
        with subprocess.Popen(command, stderr=subprocess.PIPE) as running:
            wait_for(port, running)
            context = ssl.create_default_context(cafile=str(certificate))
            context.check_hostname = False
            yield Proxied(port, context)
            running.terminate()


def around(server: str, home: Path) -> str:
    """A whole configuration that writes nowhere else, and is one process."""
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "".join(f"{kind}_temp_path {home}/{kind};\n" for kind in kinds)
    return (
        f"daemon off; master_process off; pid {home}/nginx.pid;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{folders}{server}}}\n"
    )


def wait_for(port: int, running: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        assert running.poll() is None, running.stderr and running.stderr.read()
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError("nginx does not listen")


def test_every_link_and_file_works_below_the_prefix(proxied: Proxied) -> None:
    followed = set()
    for place in PLACES:
        at = f"/matcher/{place}"
        page = proxied.page(at)
        for element in page.elements:
            for name in ("href", "src", "action"):
                link = element.get(name)
                if link.startswith("/"):
                    assert link.startswith("/matcher/"), link
                    followed.add(urljoin(at, link).partition("#")[0])
    navigation = [link for link in sorted(followed) if link.count("/") == 2]
    for link in (*navigation[:12], *(f for f in sorted(followed) if "/static/" in f)):
        assert proxied.get(link)[0] == 200, link


def test_the_link_to_share_is_that_of_the_proxy(proxied: Proxied) -> None:
    address = "/matcher/suggestions?cluster=inovcluster"
    page = proxied.page(address)
    assert page.one("input", id="share").get("value") == f"https://{NAME}{address}"


def test_every_answer_has_the_headers_and_that_of_the_proxy(proxied: Proxied) -> None:
    for place in (*PLACES, "healthz"):
        _, headers, _ = proxied.get(f"/matcher/{place}")
        assert {name: headers[name] for name in HEADERS} == HEADERS
        assert headers["Strict-Transport-Security"] == "max-age=31536000"


def test_what_is_held_is_small_and_not_sent_again(proxied: Proxied) -> None:
    address = "/matcher/clusters"
    _, headers, small = proxied.get(address, Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert b"<h1>" in gzip.decompress(small)
    assert proxied.get(address, If_None_Match=headers["ETag"])[0] == 304


def test_what_a_visitor_forges_counts_for_nothing(proxied: Proxied) -> None:
    forged = {
        "X_Forwarded_Host": "evil.example",
        "X_Forwarded_Prefix": "//evil.example",
        "X_Forwarded_Proto": "evil",
        "Forwarded": "host=evil.example",
    }
    status, _, body = proxied.get("/matcher/clusters", **forged)
    assert status == 200
    assert b"evil" not in body
    assert proxied.get("/matcher/clusters", Host="evil.example")[0] == 400
