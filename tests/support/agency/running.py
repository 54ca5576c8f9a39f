"""Starting the agency's process, telling it what to say, and signing in at it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
from django.test import Client, override_settings

from forthright.site.providers import Provider, SecondStep, as_apps
from tests.support.agency.server import CLIENT, PASSWORD, SECRET

REPO = Path(__file__).resolve().parents[3]
LOGIN = "/account/oidc/anytown/login/"


@dataclass
class AtWork:
    """The agency that runs at `address`. `browser` is where its people are signed in there."""

    address: str
    folder: Path
    browser: requests.Session = field(default_factory=requests.Session)

    def says(self, name: str, id_token: dict[str, Any] | None = None, userinfo: dict[str, Any] | None = None) -> None:
        """From now on this, over what it says by itself, of this person; of others nothing special."""
        told = {name: {"id_token": id_token or {}, "userinfo": userinfo or {}}}
        (self.folder / "claims.json").write_text(json.dumps(told))

    def provider(self, agency: str, partnership: str, **changes: Any) -> Provider:
        """This agency as an installation names it."""
        said: dict[str, Any] = {
            "key": "anytown",
            "title": "Sign in with Anytown School",
            "issuer": self.address,
            "client_id": CLIENT,
            "secret": SECRET,
            "agency": agency,
            "partnership": partnership,
            "domains": ("example.org",),
            "second_step": SecondStep.CLAIMED,
            "step_values": ("mfa",),
            "posts_claim": "",
            "posts": {},
            "recheck": 300,
            "origin": self.address,
            "offline": False,
        }
        return Provider(**(said | changes))

    def answers(self, asked: str, name: str) -> str:
        """Goes where Forthright sent the browser, signs in as `name`, and returns the address that leads back."""
        page = self.browser.get(asked, allow_redirects=True, timeout=10)
        while "/account/" in page.url:  # asked to sign in, or to do it again
            token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
            typed = {"login": name, "password": PASSWORD, "csrfmiddlewaretoken": token[1] if token else ""}
            sent = self.browser.post(page.url, typed, allow_redirects=False, timeout=10)
            while sent.is_redirect and not sent.headers["Location"].startswith("http"):
                sent = self.browser.get(self.address + sent.headers["Location"], allow_redirects=False, timeout=10)
            assert sent.is_redirect, sent.text
            return str(sent.headers["Location"])
        raise AssertionError(page.url)

    def signs_in(self, client: Client, name: str, next_url: str = "") -> Any:
        """The whole way round; the answer of Forthright's page to which the agency leads back."""
        asked = client.post(LOGIN, {"next": next_url} if next_url else {})
        assert asked.status_code == 302, asked.content.decode()
        self.browser.cookies.clear()
        back = self.answers(asked.url, name)
        return client.get(back.removeprefix("http://testserver"))


@contextmanager
def runs(folder: Path, *redirects: str) -> Iterator[AtWork]:
    """An agency in a process of its own, with Forthright at these addresses."""
    (folder / "redirects").write_text("\n".join(redirects))
    command = [sys.executable, "-m", "tests.support.agency.server", str(folder)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=REPO, stdout=log, stderr=log)
    try:
        for _ in range(600):
            if (folder / "address").exists() or process.poll() is not None:
                break
            time.sleep(0.05)
        assert (folder / "address").exists(), (folder / "log").read_text()
        yield AtWork((folder / "address").read_text(), folder)
    finally:
        process.terminate()
        process.wait(timeout=10)


@contextmanager
def offered(*providers: Provider) -> Iterator[None]:
    """While these are the agencies' own sign-ins of the installation."""
    table = {one.key: one for one in providers}
    with override_settings(PROVIDERS=table, SOCIALACCOUNT_PROVIDERS={"openid_connect": {"APPS": as_apps(table)}}):
        yield
