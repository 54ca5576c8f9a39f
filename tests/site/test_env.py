"""Settings from the environment: all mistakes at once, each with its cure."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from forthright.site import env


@pytest.fixture
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    for name in list(os.environ):
        if name.startswith(env.PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.setenv("FORTHRIGHT_DATA_DIR", str(tmp_path))
    return monkeypatch


def refused() -> list[str]:
    with pytest.raises(env.SettingsProblem) as caught:
        env.read()
    return caught.value.problems


def test_with_nothing_set_everything_has_a_safe_value(clean: pytest.MonkeyPatch, tmp_path: Path) -> None:
    values = env.read()
    assert (values.debug, values.demo, values.require_mfa, values.https) == (False, False, True, False)
    assert values.database["NAME"] == str(tmp_path / "forthright.sqlite3")
    assert values.master_key_file == tmp_path / "master.key"
    assert values.email["BACKEND"] == "filebased"


def test_all_mistakes_are_reported_together_each_with_its_name_and_what_to_type(clean: pytest.MonkeyPatch) -> None:
    clean.setenv("FORTHRIGHT_DEBUG", "ture")
    clean.setenv("FORTHRIGHT_TRUSTED_PROXIES", "one")
    clean.setenv("FORTHRIGHT_DATABASE_URL", "mysql://forthright:hunter2@db/forthright")
    clean.setenv("FORTHRIGHT_EMAIL_URL", "mail.example.org")
    problems = refused()
    for name in ("DEBUG", "TRUSTED_PROXIES", "DATABASE_URL", "EMAIL_URL"):
        about = [text for text in problems if f"FORTHRIGHT_{name} " in text]
        assert len(about) == 1
        assert f"Type: export FORTHRIGHT_{name}=" in about[0]
    assert len(problems) == 4


def test_a_problem_never_repeats_the_value(clean: pytest.MonkeyPatch) -> None:
    clean.setenv("FORTHRIGHT_DATABASE_URL", "mysql://forthright:hunter2@db/forthright")
    clean.setenv("FORTHRIGHT_SECRET_KEY", "hunter2")
    assert "hunter2" not in "".join(refused())


def test_a_mistyped_name_is_refused_with_the_nearest_right_one(clean: pytest.MonkeyPatch) -> None:
    clean.setenv("FORTHRIGHT_HTPS", "true")
    assert refused() == [
        "FORTHRIGHT_HTPS is not a setting of Forthright. Did you mean FORTHRIGHT_HTTPS? Type: unset FORTHRIGHT_HTPS"
    ]


def test_a_data_folder_that_cannot_be_made_is_one_sentence(clean: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    clean.setenv("FORTHRIGHT_DATA_DIR", str(tmp_path / "file" / "data"))
    problems = refused()
    assert len(problems) == 1
    assert problems[0].startswith(
        "FORTHRIGHT_DATA_DIR (the folder for the database, keys and mail) cannot be written to"
    )


def test_the_signing_key_is_made_once_and_only_its_owner_can_read_it(clean: pytest.MonkeyPatch, tmp_path: Path) -> None:
    first, second = env.read().secret_key, env.read().secret_key
    assert first == second
    assert len(first) == 64
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_a_signing_key_cut_short_is_refused(clean: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_text("short")
    assert "is empty or cut short" in refused()[0]


def test_processes_that_start_together_agree_on_the_signing_key(tmp_path: Path) -> None:
    code = "from forthright.site import env; print(env.read().secret_key)"
    surroundings = {"PATH": os.environ["PATH"], "FORTHRIGHT_DATA_DIR": str(tmp_path)}
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code], env=surroundings, stdout=subprocess.PIPE, cwd=env.REPO, text=True
        )
        for _ in range(4)
    ]
    keys = {one.communicate()[0].strip() for one in running}
    assert len(keys) == 1
    assert len(keys.pop()) == 64


@pytest.mark.parametrize(
    ("hosts", "given", "expected"),
    [
        ("localhost,127.0.0.1", None, False),
        ("challenge.example.org", None, True),
        ("challenge.example.org", "false", False),
        ("localhost", "true", True),
    ],
)
def test_https_is_expected_wherever_the_name_is_not_this_machine(
    clean: pytest.MonkeyPatch, hosts: str, given: str | None, expected: bool
) -> None:
    clean.setenv("FORTHRIGHT_ALLOWED_HOSTS", hosts)
    clean.setenv("FORTHRIGHT_TRUSTED_PROXIES", "1")
    if given:
        clean.setenv("FORTHRIGHT_HTTPS", given)
    assert env.read().https is expected


def test_https_without_a_proxy_is_refused_because_every_form_would_be(clean: pytest.MonkeyPatch) -> None:
    clean.setenv("FORTHRIGHT_HTTPS", "true")
    with pytest.raises(env.SettingsProblem, match="a proxy speaks https") as found:
        env.read()
    assert "Type: export FORTHRIGHT_TRUSTED_PROXIES=1" in found.value.problems[0]


def test_the_demonstration_asks_for_no_authenticator_app_unless_told_to(clean: pytest.MonkeyPatch) -> None:
    clean.setenv("FORTHRIGHT_DEMO", "true")
    assert env.read().require_mfa is False
    clean.setenv("FORTHRIGHT_REQUIRE_MFA", "true")
    assert env.read().require_mfa is True


def test_sqlite_is_opened_with_full_synchronisation_and_immediate_transactions(clean: pytest.MonkeyPatch) -> None:
    options = env.read().database["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == 20
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        assert f"PRAGMA {pragma}" in options["init_command"]


def test_a_postgresql_address_keeps_its_own_options_and_fails_within_seconds(clean: pytest.MonkeyPatch) -> None:
    clean.setenv("FORTHRIGHT_DATABASE_URL", "postgres://rosa:p%40ss@db.example.org:5433/forthright?sslmode=require")
    database = env.read().database
    assert (database["HOST"], database["PORT"], database["PASSWORD"]) == ("db.example.org", 5433, "p@ss")
    assert database["OPTIONS"]["sslmode"] == "require"
    assert database["OPTIONS"]["connect_timeout"] == 5
    assert database["OPTIONS"]["pool"]["timeout"] == 5


@pytest.mark.parametrize(
    ("url", "backend", "port", "ssl", "tls"),
    [
        ("smtp://user:p%40ss@mail.example.org", "smtp", 587, False, True),
        ("smtps://user:p%40ss@mail.example.org", "smtp", 465, True, False),
        ("smtp://localhost:1025", "smtp", 1025, False, False),
        ("console:", "console", None, None, None),
    ],
)
def test_email_goes_where_its_address_says(
    clean: pytest.MonkeyPatch, url: str, backend: str, port: int | None, ssl: bool | None, tls: bool | None
) -> None:
    clean.setenv("FORTHRIGHT_EMAIL_URL", url)
    email = env.read().email
    assert email["BACKEND"] == backend
    assert (email.get("PORT"), email.get("USE_SSL"), email.get("USE_TLS")) == (port, ssl, tls)
    if "user" in url:
        assert email["HOST_PASSWORD"] == "p@ss"


def test_django_stops_at_a_bad_setting_with_the_sentence(tmp_path: Path) -> None:
    surroundings = {"PATH": os.environ["PATH"], "FORTHRIGHT_DATA_DIR": str(tmp_path), "FORTHRIGHT_DEMO": "perhaps"}
    code = "import forthright.site.settings"
    ran = subprocess.run([sys.executable, "-c", code], env=surroundings, cwd=env.REPO, capture_output=True, text=True)
    assert ran.returncode == 1
    assert "FORTHRIGHT_DEMO (true when everything in it is invented) must be true or false" in ran.stderr


def test_over_https_cookies_belong_to_this_host_alone(tmp_path: Path) -> None:
    surroundings = {
        "PATH": os.environ["PATH"],
        "FORTHRIGHT_DATA_DIR": str(tmp_path),
        "FORTHRIGHT_ALLOWED_HOSTS": "challenge.example.org",
        "FORTHRIGHT_TRUSTED_PROXIES": "1",
    }
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
    names += ("SECURE_HSTS_SECONDS", "SECURE_PROXY_SSL_HEADER", "ALLAUTH_TRUSTED_PROXY_COUNT", "REQUIRE_MFA")
    code = f"from forthright.site import settings; print([getattr(settings, name) for name in {names}])"
    ran = subprocess.run([sys.executable, "-c", code], env=surroundings, cwd=env.REPO, capture_output=True, text=True)
    assert ran.stdout.strip() == str(
        ["__Host-session", "__Host-csrf", True, True, 31536000, ("HTTP_X_FORWARDED_PROTO", "https"), 1, True]
    )


def test_a_host_name_that_fits_everything_is_refused(clean: pytest.MonkeyPatch) -> None:
    clean.setenv("FORTHRIGHT_ALLOWED_HOSTS", "challenge.example.org,*")
    clean.setenv("FORTHRIGHT_TRUSTED_PROXIES", "1")
    with pytest.raises(env.SettingsProblem) as found:
        env.read()
    assert [one.split(" ")[0] for one in found.value.problems] == ["FORTHRIGHT_ALLOWED_HOSTS"]
    assert "Type: export FORTHRIGHT_ALLOWED_HOSTS=challenge.example.org" in found.value.problems[0]
