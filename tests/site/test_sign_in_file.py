"""The file that names the agencies' own sign-ins: every mistake is said, all at once, and no secret with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from forthright.site.env import read


def test_the_browser_is_told_that_the_form_leads_to_the_agency(tmp_path: Path) -> None:
    """In a process of its own, since settings are read once."""
    secret, file = tmp_path / "secret", tmp_path / "sign-in.toml"
    secret.write_text("s")
    file.write_text(GOOD.replace("SECRET", str(secret)))
    asks = "from forthright.site import settings as s; print(s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'])"
    environ = {
        "FORTHRIGHT_SIGN_IN_FILE": str(file),
        "FORTHRIGHT_DATA_DIR": str(tmp_path / "data"),
        "PATH": "/usr/bin",
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
    }
    said = subprocess.run([sys.executable, "-c", asks], env=environ, capture_output=True, text=True, check=False)
    assert said.stdout.strip() == "[\"'self'\", 'https://login.anytown.example']", said.stderr


GOOD = """
[[provider]]
key = "anytown"
title = "Sign in with Anytown"
issuer = "https://id.anytown.example/tenant"
sign_in_origin = "https://login.anytown.example"
client_id = "forthright"
secret_file = "SECRET"
agency = "Anytown Council"
partnership = "anytown"
domains = ["anytown.example"]
second_step = "claimed"
posts_claim = "groups"
posts = { staff = "Social worker" }
"""


def problems(tmp_path: Path, text: str) -> str:
    """What the installation is told of this file."""
    (tmp_path / "secret").write_text("hunter2")
    (tmp_path / "sign-in.toml").write_text(text.replace("SECRET", str(tmp_path / "secret")))
    environ = {"FORTHRIGHT_SIGN_IN_FILE": str(tmp_path / "sign-in.toml"), "FORTHRIGHT_DATA_DIR": str(tmp_path)}
    try:
        read(environ)
    except ImproperlyConfigured as told:
        return str(told)
    return ""


def test_a_good_file_is_read(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD) == ""
    assert problems(tmp_path, "") == ""


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ('key = "anytown"', 'key = "Any town"', "key may hold small letters, numbers and hyphens"),
        ('title = "Sign in with Anytown"', "", "title must be given, as a text"),
        ("https://id.anytown", "http://id.anytown", "issuer must begin with https://"),
        ("https://login.anytown", "javascript://login.anytown", "sign_in_origin must begin with https://"),
        ("SECRET", "/nowhere/secret", "secret_file cannot be read: /nowhere/secret"),
        ('["anytown.example"]', '"anytown.example"', "domains must be a list of texts"),
        ('["anytown.example"]', "[]", "domains must list those of its email addresses"),
        ('"claimed"', '"sometimes"', "second_step must be one of theirs, claimed, ours"),
        ('posts_claim = "groups"', "", "posts_claim must name the claim that the posts are read from"),
        ('{ staff = "Social worker" }', '["Social worker"]', "posts must give the title of a post for each value"),
        ("[[provider]]", "[[provider]]\nrecheck_minutes = 600", "recheck_minutes must be a whole number from 1 to 60"),
        ("[[provider]]", '[[provider]]\noffline = "no"', "offline must be true or false"),
        ("[[provider]]", "[[provider]]\nscopes = 3", "scopes is not known"),
        ("[[provider]]", "colour = 3\n[[provider]]", "colour is not known"),
        ("[[provider]]", "[provider]", "each sign-in is a [[provider]]"),
        ("[[provider]]", "[[provider", "is not TOML"),
    ],
)
def test_each_mistake_has_a_sentence(tmp_path: Path, right: str, wrong: str, sentence: str) -> None:
    assert right in GOOD
    said = problems(tmp_path, GOOD.replace(right, wrong))
    assert sentence in said
    assert "hunter2" not in said


def test_all_mistakes_are_said_at_once_and_a_key_is_used_once(tmp_path: Path) -> None:
    said = problems(tmp_path, GOOD.replace('title = "Sign in with Anytown"', "").replace('"claimed"', '"x"'))
    assert "title must be given" in said and "second_step must be one of" in said
    twice = problems(tmp_path, GOOD + GOOD)
    assert "sign-in 2: key is used twice" in twice and "sign-in 2: issuer is used twice" in twice
