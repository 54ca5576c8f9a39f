"""Reads every setting from the environment, and reports every mistake at once.

Each problem is one sentence or two: the variable, the likely cause, and what to type. Values are never repeated in a
problem: an address of a database may hold a password.
"""

from __future__ import annotations

import difflib
import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvValidationError

from forthright.site.providers import Provider, providers_from

PREFIX = "FORTHRIGHT_"
REPO = Path(__file__).resolve().parents[2]
FEWEST_MATTERS = 5
LOCAL = ("localhost", "127.0.0.1", "[::1]")

# What each variable is for and one line that sets it right: shown beside every mistake, and in the reference.
MEANING: dict[str, tuple[str, str]] = {
    "DATABASE_URL": ("the address of the database", "postgres://forthright:PASSWORD@db.example.org:5432/forthright"),
    "DATA_DIR": ("the folder for the database, keys and mail", "/var/lib/forthright"),
    "SECRET_KEY": ("the key that signs cookies, 32 characters or more", "$(openssl rand -hex 32)"),
    "MASTER_KEY_FILE": ("the file with the key that locks all words", "/etc/forthright/master.key"),
    "KEY_STORE": ("the file with one key for each challenge", "/var/lib/forthright/keys.sqlite3"),
    "ALLOWED_HOSTS": ("the names people type to reach this site", "challenge.example.org"),
    "ADDRESS": ("the address of this site, put in emails", "https://challenge.example.org"),
    "HTTPS": ("true when people reach this site by https", "true"),
    "TRUSTED_PROXIES": ("how many proxies stand in front", "1"),
    "EMAIL_URL": ("where email goes", "smtp://user:PASSWORD@mail.example.org:587"),
    "MAIL_FROM": ("the address that emails come from", "challenge@example.org"),
    "DEMO": ("true when everything in it is invented", "false"),
    "REQUIRE_MFA": ("true when everybody needs a second step to sign in", "true"),
    "SIGN_IN_FILE": ("the file that names the agencies' own sign-ins", "/etc/forthright/sign-in.toml"),
    "MANY_MATTERS": ("how many challenges one person reads in an hour before it is told", "30"),
    "DEBUG": ("true shows the inner workings, never for real data", "false"),
}


class SettingsProblem(ImproperlyConfigured):
    """The environment cannot be used. `problems` holds one plain sentence for each mistake."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True)
class Values:
    """All settings that come from outside, checked."""

    data_dir: Path
    database: dict[str, Any]
    secret_key: str
    master_key_file: Path
    key_store: Path
    allowed_hosts: list[str]
    address: str
    https: bool
    trusted_proxies: int
    email: dict[str, Any]
    mail_from: str
    demo: bool
    require_mfa: bool
    providers: dict[str, Provider]
    debug: bool
    many_matters: int


def fix(name: str) -> str:
    """The line to type that sets a variable right."""
    return f"Type: export {PREFIX}{name}={MEANING[name][1]}"


def problem(name: str, cause: str) -> str:
    """One sentence for a mistake in this variable: what is wrong, and the line that sets it right."""
    return f"{PREFIX}{name} ({MEANING[name][0]}) {cause}. {fix(name)}"


def read(environ: Mapping[str, str] | None = None) -> Values:
    """Read and check every variable. Creates the data folder and the file with the signing key where they are missing.

    Raises SettingsProblem with all mistakes together: somebody who sets this up should not meet them one by one.
    """
    environ = os.environ if environ is None else environ
    problems = unknown(environ)
    # django-environ was rejected: its bool() turns "ture" into False without a word, and it stops at the first mistake.
    env = Env(eager=False, prefix=PREFIX)
    demo = env.bool("DEMO", False)
    debug = env.bool("DEBUG", False)
    hosts = env.list("ALLOWED_HOSTS", list(LOCAL))
    https = env.bool("HTTPS", None)
    mfa = env.bool("REQUIRE_MFA", None)
    proxies = env.int("TRUSTED_PROXIES", 0)
    many = env.int("MANY_MATTERS", 30)
    data_dir = Path(env.str("DATA_DIR", "") or REPO / "var")
    try:
        env.seal()
    except EnvValidationError as mistakes:
        problems += [problem(key.removeprefix(PREFIX), cause_of(key)) for key in mistakes.error_messages]
    if "*" in hosts:  # links in mails are made of the name that was asked for, and anybody can ask for any name
        problems.append(
            problem("ALLOWED_HOSTS", "must name each host; * would let anybody choose where our links lead")
        )
    if not problems and many < FEWEST_MATTERS:
        problems.append(problem("MANY_MATTERS", f"must be {FEWEST_MATTERS} or more, or nobody could work"))
    problems += folder_problems(data_dir)
    database = database_from(environ.get(f"{PREFIX}DATABASE_URL", ""), data_dir, problems)
    email = email_from(environ.get(f"{PREFIX}EMAIL_URL", ""), data_dir, problems)
    providers = providers_from(environ.get(f"{PREFIX}SIGN_IN_FILE", ""), problems)
    local = all(host in LOCAL for host in hosts)
    by_https = not local if https is None else https
    if by_https and proxies < 1:
        problems.append(
            problem("TRUSTED_PROXIES", "must be 1 or more: Forthright speaks http, so a proxy speaks https")
        )
    secret = "" if problems else secret_key(environ.get(f"{PREFIX}SECRET_KEY", ""), data_dir, problems)
    if problems:
        raise SettingsProblem(problems)
    return Values(
        data_dir=data_dir,
        database=database,
        secret_key=secret,
        master_key_file=Path(environ.get(f"{PREFIX}MASTER_KEY_FILE") or data_dir / "master.key"),
        key_store=Path(environ.get(f"{PREFIX}KEY_STORE") or data_dir / "keys.sqlite3"),
        allowed_hosts=hosts,
        address=(environ.get(f"{PREFIX}ADDRESS") or "http://localhost:8000").rstrip("/"),
        https=by_https,
        trusted_proxies=proxies,
        email=email,
        mail_from=environ.get(f"{PREFIX}MAIL_FROM") or "forthright@localhost",
        demo=demo,
        require_mfa=not demo if mfa is None else mfa,
        providers=providers,
        debug=debug,
        many_matters=many,
    )


def unknown(environ: Mapping[str, str]) -> list[str]:
    """Names that begin like ours but are not ours: a mistyped safety switch must not be silently off."""
    found = []
    for key in sorted(environ):
        name = key.removeprefix(PREFIX)
        if key.startswith(PREFIX) and name not in MEANING:
            near = difflib.get_close_matches(name, MEANING, n=1)
            guess = f" Did you mean {PREFIX}{near[0]}?" if near else ""
            found.append(f"{key} is not a setting of Forthright.{guess} Type: unset {key}")
    return found


def cause_of(key: str) -> str:
    """Why the value of this variable could not be read, without repeating it."""
    if key in (f"{PREFIX}TRUSTED_PROXIES", f"{PREFIX}MANY_MATTERS"):
        return "must be a whole number"
    return "must be true or false; it may be mistyped"


def folder_problems(data_dir: Path) -> list[str]:
    """Nothing when the data folder exists, or can be made, and can be written to."""
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=data_dir) as probe:
            probe.write(b"x")
            probe.flush()
    except OSError as error:
        cause = f"cannot be written to ({error.strerror or 'unknown cause'}): {data_dir}"
        return [f"{PREFIX}DATA_DIR ({MEANING['DATA_DIR'][0]}) {cause}. Type: df -h; ls -ld {data_dir.parent}"]
    return []


def database_from(url: str, data_dir: Path, problems: list[str]) -> dict[str, Any]:
    """Django's settings for the database. SQLite in the data folder when no address is given."""
    try:
        parsed: dict[str, Any] = dict(dj_database_url.parse(url or f"sqlite:///{data_dir / 'forthright.sqlite3'}"))
    except (ValueError, dj_database_url.ParseError, dj_database_url.UnknownSchemeError):
        problems.append(problem("DATABASE_URL", "cannot be read as an address; a password may need % signs"))
        return {}
    options = parsed.setdefault("OPTIONS", {})
    if parsed["ENGINE"].endswith("sqlite3"):
        # Opening it anew costs more than a page's whole question: the schema is read again and nothing is cached.
        parsed["CONN_MAX_AGE"] = 600
        options.update(
            transaction_mode="IMMEDIATE",
            timeout=20,
            # synchronous=FULL: NORMAL lost acknowledged commits in simulated power cuts, FULL lost none.
            # Not trusted_schema=OFF: SQLite 3.40 then refuses its own json_valid(), which guards every JSON column.
            init_command="PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA secure_delete=ON",
        )
    elif parsed["ENGINE"].endswith("postgresql"):
        # The pool waits 30 seconds by default for a database that is not there. The address may hold more options.
        options.update(connect_timeout=5, pool={"min_size": 1, "max_size": 8, "timeout": 5})
        parsed["CONN_MAX_AGE"] = 0
    else:
        problems.append(problem("DATABASE_URL", "must begin with postgres:// or sqlite:///"))
    return parsed


def email_from(url: str, data_dir: Path, problems: list[str]) -> dict[str, Any]:
    """Django's settings for email: smtp:// (with STARTTLS), smtps://, console: or file:///folder."""
    if not url:
        return {"BACKEND": "filebased", "FILE_PATH": str(data_dir / "mail")}
    parts = urlsplit(url)
    if parts.scheme == "console":
        return {"BACKEND": "console"}
    if parts.scheme == "file" and parts.path:
        return {"BACKEND": "filebased", "FILE_PATH": parts.path}
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or port == -1:
        problems.append(problem("EMAIL_URL", "must begin with smtp://, smtps://, console: or file:/// and name a host"))
        return {}
    implicit = parts.scheme == "smtps"
    return {
        "BACKEND": "smtp",
        "HOST": parts.hostname,
        "PORT": port or (465 if implicit else 587),
        "HOST_USER": unquote(parts.username or ""),
        "HOST_PASSWORD": unquote(parts.password or ""),
        "USE_SSL": implicit,
        # A relay on the same machine rarely has a certificate; any other must encrypt.
        "USE_TLS": not implicit and parts.hostname not in LOCAL,
    }


def secret_key(given: str, data_dir: Path, problems: list[str]) -> str:
    """The signing key: the one given, or that of <data dir>/secret.key, made at the first start for its owner alone."""
    if given:
        if len(given) < 32:
            problems.append(problem("SECRET_KEY", "is too short"))
        return given
    path = data_dir / "secret.key"
    try:
        if not path.exists():
            draft = data_dir / f"secret.key.{os.getpid()}.{secrets.token_hex(4)}"
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_hex(32))
            try:
                # Linking is all or nothing: two processes that start together end with one and the same whole key.
                os.link(draft, path)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        key = path.read_text().strip()
    except OSError as error:
        problems.append(f"{path} cannot be used ({error.strerror}). Type: ls -l {path}")
        return ""
    if len(key) < 32:
        problems.append(f"{path} is empty or cut short. Type: rm {path} (everybody will have to sign in again)")
    return key
