"""The agencies' own sign-ins, as an installation names them in one file: FORTHRIGHT_SIGN_IN_FILE.

A file in TOML, since a table of posts for each agency fits in no single variable. Every mistake is reported, all at
once, and no secret is repeated.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

LOCAL = ("localhost", "127.0.0.1")


class SecondStep(Enum):
    """Whose second step counts for people of an agency."""

    THEIRS = "theirs"  # the agency demands one of everybody, and has said so
    CLAIMED = "claimed"  # theirs where its answer says that there was one, else ours
    OURS = "ours"  # always ours as well


@dataclass(frozen=True, slots=True)
class Provider:
    """One agency's own sign-in (OpenID Connect).

    `key` stands in addresses and with each linked person: it never changes. `issuer` is its address. `agency` and
    `partnership` name (by name, and by its short name in addresses) where its people have their posts. `domains` are
    those of its e-mail addresses. `step_values` are values of `amr` or `acr` that say that there was a second step.
    `offline` asks for a key with which it can be asked again for its signed answer.
    `posts` maps a value of the claim `posts_claim` to the title of a post of the agency. `recheck` is in seconds.
    """

    key: str
    title: str
    issuer: str
    client_id: str
    secret: str
    agency: str
    partnership: str
    domains: tuple[str, ...]
    second_step: SecondStep
    step_values: tuple[str, ...]
    posts_claim: str
    posts: Mapping[str, str]
    recheck: int
    origin: str
    offline: bool


TEXTS = ("key", "title", "issuer", "client_id", "secret_file", "agency", "partnership")
KNOWN = {
    *TEXTS,
    "domains",
    "second_step",
    "step_values",
    "posts_claim",
    "posts",
    "recheck_minutes",
    "sign_in_origin",
    "offline",
}
NEEDED = ("requests", "jwt")
"""Packages of the extra `sso`."""


def providers_from(file: str, problems: list[str]) -> dict[str, Provider]:
    """The providers by key; none where no file is named. Adds a sentence to `problems` for each mistake."""
    if not file:
        return {}
    try:
        data = tomllib.loads(Path(file).read_text(encoding="utf-8"))
    except OSError as error:
        problems.append(f"FORTHRIGHT_SIGN_IN_FILE cannot be read ({error.strerror}). Type: ls -l {file}")
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        place = re.search(r"\(at .*\)", str(error))  # the rest may repeat what is in the file
        problems.append(f"{file} is not TOML{' ' + place[0] if place else ''}. Type: nano {file}")
        return {}
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        problems.append(f"Single sign-on needs {' and '.join(missing)}. Type: pip install 'forthright[sso]'")
    entries = data.pop("provider", [])
    for name in data:
        problems.append(f"{file}: {name} is not known; each sign-in is a [[provider]]. Type: nano {file}")
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        problems.append(f"{file}: each sign-in is a [[provider]]. Type: nano {file}")
        return {}
    found: dict[str, Provider] = {}
    for number, entry in enumerate(entries, 1):
        wrong: list[str] = []
        provider = _provider(entry, wrong)
        if provider is not None and provider.key in found:
            wrong.append("key is used twice")
        if provider is not None and any(provider.issuer == other.issuer for other in found.values()):
            wrong.append("issuer is used twice")
        problems += [f"{file}, sign-in {number}: {one}. Type: nano {file}" for one in wrong]
        if provider is not None and not wrong:
            found[provider.key] = provider
    return found


def _provider(entry: dict[str, Any], wrong: list[str]) -> Provider | None:
    """One entry. None, and the mistakes in `wrong`, where it cannot be used."""
    before = len(wrong)
    wrong += [f"{name} is not known" for name in entry if name not in KNOWN]
    texts = {name: _text(entry, name, wrong) for name in TEXTS}
    if texts["key"] and not re.fullmatch(r"[a-z0-9-]{1,40}", texts["key"]):
        wrong.append("key may hold small letters, numbers and hyphens")
    origins = [_origin(texts["issuer"], "issuer", wrong)]
    if "sign_in_origin" in entry:
        origins.append(_origin(_text(entry, "sign_in_origin", wrong), "sign_in_origin", wrong))
    domains = tuple(one.lower() for one in _texts(entry, "domains", wrong))
    if not domains:
        wrong.append('domains must list those of its email addresses, such as ["anytown.example.org"]')
    steps = {one.value: one for one in SecondStep}
    if entry.get("second_step") not in steps:
        wrong.append(f"second_step must be one of {', '.join(steps)}")
    posts = entry.get("posts", {})
    if not isinstance(posts, dict) or not all(isinstance(title, str) and title for title in posts.values()):
        wrong.append("posts must give the title of a post for each value")
        posts = {}
    if posts and "posts_claim" not in entry:
        wrong.append("posts_claim must name the claim that the posts are read from")
    minutes = entry.get("recheck_minutes", 1)
    if type(minutes) is not int or not 1 <= minutes <= 60:
        wrong.append("recheck_minutes must be a whole number from 1 to 60")
    offline = entry.get("offline", False)
    if type(offline) is not bool:
        wrong.append("offline must be true or false")
    secret = _secret(texts["secret_file"], wrong) if texts["secret_file"] else ""
    claim = _text(entry, "posts_claim", wrong) if "posts_claim" in entry else ""
    values = _texts(entry, "step_values", wrong) if "step_values" in entry else ("mfa",)
    if len(wrong) > before:
        return None
    return Provider(
        key=texts["key"],
        title=texts["title"],
        issuer=texts["issuer"].rstrip("/"),
        client_id=texts["client_id"],
        secret=secret,
        agency=texts["agency"],
        partnership=texts["partnership"],
        domains=domains,
        second_step=steps[entry["second_step"]],
        step_values=values,
        posts_claim=claim,
        posts=posts,
        recheck=minutes * 60,
        origin=origins[-1],
        offline=offline,
    )


def _text(entry: dict[str, Any], name: str, wrong: list[str]) -> str:
    value = entry.get(name)
    if isinstance(value, str) and value.strip():
        return value.strip()
    wrong.append(f"{name} must be given, as a text")
    return ""


def _texts(entry: dict[str, Any], name: str, wrong: list[str]) -> tuple[str, ...]:
    value = entry.get(name, [])
    if isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value):
        return tuple(one.strip() for one in value)
    wrong.append(f"{name} must be a list of texts")
    return ()


def _origin(address: str, name: str, wrong: list[str]) -> str:
    """Scheme and host, which the browser is told that forms may lead to. Only https, except on this machine."""
    parts = urlsplit(address)
    if address and not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)):
        wrong.append(f"{name} must begin with https://")
    return f"{parts.scheme}://{parts.netloc}"


def _secret(file: str, wrong: list[str]) -> str:
    try:
        secret = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        wrong.append(f"secret_file cannot be read: {file}")
        return ""
    if not secret:
        wrong.append(f"secret_file is empty: {file}")
    return secret


def as_apps(providers: Mapping[str, Provider]) -> list[dict[str, Any]]:
    """The providers as allauth wants them. The code that comes back is bound to the browser by PKCE (S256)."""
    return [
        {
            "provider_id": one.key,
            "name": one.title,
            "client_id": one.client_id,
            "secret": one.secret,
            "settings": {
                "server_url": one.issuer,
                "oauth_pkce_enabled": True,
                "fetch_userinfo": True,
                "scope": ["openid", "profile", "email", *(["offline_access"] if one.offline else [])],
            },
        }
        for one in providers.values()
    ]
