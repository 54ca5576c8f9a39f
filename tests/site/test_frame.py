"""What stands around every page: headers, sign-in by default, the frame, the pages for when something goes wrong."""

from __future__ import annotations

import logging
import sys

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from forthright.site import logs
from forthright.site.urls import handler400, handler403, handler404, handler500, urlpatterns
from tests.site.people import rosa
from tests.support.forms import page

SECRET = "Olu was here"


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse("only for people who signed in")


def broken(request: HttpRequest) -> HttpResponse:
    raise ValueError(SECRET)


def barred(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied(SECRET)


class Addresses:
    """Ours, with three more that behave badly."""

    urlpatterns = [
        path("plain", plain, name="plain"),
        path("broken", broken, name="broken"),
        path("barred", barred, name="barred"),
        *urlpatterns,
    ]
    handler400, handler403, handler404, handler500 = handler400, handler403, handler404, handler500


sys.modules["tests.site.addresses"] = Addresses  # type: ignore[assignment]
pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.site.addresses")]


@pytest.fixture
def signed_in(client: Client) -> Client:
    client.force_login(rosa())
    return client


@pytest.mark.parametrize("address", ["/", "/healthz", "/account/login/", "/nowhere", "/plain"])
def test_every_answer_carries_the_headers(client: Client, address: str) -> None:
    answer = client.get(address)
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";") if part.strip())
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert "camera=()" in answer["Permissions-Policy"]
    assert "no-store" in answer["Cache-Control"]


def test_no_page_carries_a_script_or_a_style_of_its_own(client: Client) -> None:
    for address in ("/", "/account/login/", "/nowhere"):
        shown = page(client.get(address))
        assert all("src" in one.attrs for one in shown.all("script"))
        assert not shown.all("style")
        assert not [one for one in shown.elements if "style" in one.attrs or "onclick" in one.attrs]


def test_an_address_that_says_nothing_needs_a_sign_in(client: Client) -> None:
    answer = client.get("/plain")
    assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=/plain")


def test_somebody_who_signed_in_gets_it_and_it_is_not_kept(signed_in: Client) -> None:
    answer = signed_in.get("/plain")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")


def test_health_is_ready_only_when_the_database_answers(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (client.get("/healthz").status_code, client.get("/healthz").content) == (200, b"ready")

    def refuse(*_args: object, **_options: object) -> None:
        raise OperationalError(SECRET)

    monkeypatch.setattr(connection, "cursor", refuse)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert SECRET not in answer.content.decode()


def test_the_frame_has_our_name_a_way_past_it_and_danger_first(client: Client) -> None:
    shown = page(client.get("/"))
    assert shown.title().endswith(" - Forthright")
    assert shown.all("a")[0].attrs["href"] == "#main-content"
    assert shown.one("main").attrs["id"] == "main-content"
    assert "Call 999" in shown.one(css="app-danger-line").text
    assert "crown" not in client.get("/").content.decode().lower()


@pytest.mark.parametrize(("demo", "times"), [(True, 1), (False, 0)])
def test_only_a_demonstration_says_that_all_is_invented(client: Client, demo: bool, times: int) -> None:
    with override_settings(DEMO=demo):
        html = client.get("/").content.decode()
    assert html.count("All people, agencies, children and challenges are invented.") == times


def test_the_menu_offers_signing_out_to_those_who_signed_in(signed_in: Client) -> None:
    shown = page(signed_in.get("/"))
    button = [one for one in shown.all("form") if one.attrs.get("action") == "/account/logout/"]
    assert len(button) == 1
    assert button[0].text == "Sign out"


@pytest.mark.parametrize("name", ["About", "Accessibility", "Privacy"])
def test_the_footer_leads_to_pages_that_need_no_account(client: Client, name: str) -> None:
    link = next(one for one in page(client.get("/")).all("a", css="govuk-footer__link") if one.text == name)
    answer = client.get(link.attrs["href"])
    assert answer.status_code == 200
    assert page(answer).one("h1").text.startswith(name)


def test_a_page_that_is_not_there_says_so_in_our_frame(client: Client) -> None:
    answer = client.get("/nowhere/Olu")
    assert answer.status_code == 404
    assert page(answer).title() == "Page not found - Forthright"
    assert "Olu" not in answer.content.decode()


def test_a_page_somebody_must_not_see_is_no_error_of_theirs(signed_in: Client) -> None:
    answer = signed_in.get("/barred")
    assert answer.status_code == 403
    assert page(answer).title() == "You cannot see this page - Forthright"
    assert SECRET not in answer.content.decode()


def test_a_fault_shows_no_data_and_says_what_became_of_the_answers(signed_in: Client) -> None:
    signed_in.raise_request_exception = False
    answer = signed_in.get("/broken")
    html = answer.content.decode()
    assert answer.status_code == 500
    assert SECRET not in html
    assert "kept as a draft" in page(answer).one("main").text
    assert "no-store" in answer["Cache-Control"]


def test_a_page_sent_too_late_says_what_to_do() -> None:
    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "rosa@example.org"})
    assert answer.status_code == 403
    assert page(answer).title() == "Your page was too old to send - Forthright"


def test_the_log_names_the_page_and_never_what_was_typed(signed_in: Client, caplog: pytest.LogCaptureFixture) -> None:
    signed_in.raise_request_exception = False
    with caplog.at_level(logging.INFO):
        signed_in.get("/plain", {"q": SECRET})
        signed_in.get("/nowhere/Olu", {"q": SECRET})
        signed_in.post("/broken", {"words": SECRET})
    lines = [logs.Plain("%(message)s").format(record) for record in caplog.records if record.name != "django.request"]
    written = "\n".join(lines)
    assert "GET plain 200" in written
    assert "GET unknown 404" in written
    assert "POST broken failed" in written
    assert "ValueError" in written
    assert "test_frame.py" in written
    assert "Olu" not in written


def test_djangos_own_lines_about_requests_go_nowhere() -> None:
    for name in ("django.request", "django.server", "django.security"):
        logger = logging.getLogger(name)
        assert (logger.propagate, logger.level) == (False, logging.CRITICAL)


def test_the_error_page_can_be_drawn_when_nothing_else_can(rf: RequestFactory) -> None:
    from forthright.web.views import pages

    request = rf.get("/")  # no session, no user
    assert pages.server_error(request).status_code == 500


def test_no_script_can_read_the_cookies(client: Client) -> None:
    shown = client.get("/account/login/")
    cookie = shown.cookies[settings.CSRF_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert settings.SESSION_COOKIE_HTTPONLY is True
