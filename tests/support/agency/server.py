"""The process itself: `python -m tests.support.agency.server FOLDER`. It writes its address into FOLDER/address.

What it says of people is read anew each time from FOLDER/claims.json: {name of the user: {"id_token": {...},
"userinfo": {...}}}, over what it says by itself; null takes a claim away.
"""

from __future__ import annotations

import json
import socketserver
import sys
import time
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()
CLIENT, SECRET, PASSWORD = "forthright", "between the two of us", "open sesame at work"


class Threads(socketserver.ThreadingMixIn, WSGIServer):
    """The browser and Forthright ask at the same time."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Writes no line for each request."""

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


def configure() -> None:
    """Settings of the agency, which shares nothing with ours."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    settings.configure(
        SECRET_KEY="an invented agency",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="tests.support.agency.addresses",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(FOLDER / "agency.sqlite3")}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "allauth",
            "allauth.account",
            "allauth.idp.oidc",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        AUTHENTICATION_BACKENDS=["allauth.account.auth_backends.AuthenticationBackend"],
        ACCOUNT_EMAIL_VERIFICATION="none",
        ACCOUNT_RATE_LIMITS=False,
        IDP_OIDC_PRIVATE_KEY=pem,
        IDP_OIDC_ADAPTER="tests.support.agency.says.Says",
        EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend",
        USE_TZ=True,
        LOGIN_URL="account_login",
        LOGIN_REDIRECT_URL="/",
    )


def fill() -> None:
    """Its people, and Forthright as somebody who may ask."""
    from allauth.account.models import EmailAddress
    from allauth.idp.oidc.models import Client
    from django.contrib.auth import get_user_model

    for name in ("rosa", "amir", "mei", "stranger"):
        person = get_user_model().objects.create_user(name, f"{name}@example.org", PASSWORD)
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    client = Client(id=CLIENT, name="Forthright", skip_consent=True)
    client.set_secret(SECRET)
    client.set_redirect_uris((FOLDER / "redirects").read_text().split())
    client.set_scopes(["openid", "profile", "email", "offline_access"])
    client.set_grant_types(["authorization_code", "refresh_token"])
    client.save()


def main() -> None:
    """Serves until it is ended."""
    configure()
    django.setup()
    call_command("migrate", verbosity=0)
    fill()
    server = make_server("127.0.0.1", 0, get_wsgi_application(), Threads, Quiet)
    ready = FOLDER / "address.new"
    ready.write_text(f"http://127.0.0.1:{server.server_port}")
    ready.rename(FOLDER / "address")
    server.serve_forever()


def said_of(name: str, purpose: str) -> dict[str, Any]:
    """What the tests want said of somebody."""
    told = json.loads((FOLDER / "claims.json").read_text()) if (FOLDER / "claims.json").exists() else {}
    found: dict[str, Any] = {"auth_time": int(time.time())} if purpose == "id_token" else {}
    return found | told.get(name, {}).get(purpose, {})


if __name__ == "__main__":
    sys.modules["tests.support.agency.server"] = sys.modules["__main__"]
    main()
