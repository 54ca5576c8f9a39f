"""Settings for the tests: as in life, but quick, and in a folder of their own."""

import atexit
import os
import shutil
import tempfile

if "FORTHRIGHT_DATA_DIR" not in os.environ:  # a process that another one started has that one's
    os.environ["FORTHRIGHT_DATA_DIR"] = tempfile.mkdtemp(prefix="forthright-tests-")
    atexit.register(shutil.rmtree, os.environ["FORTHRIGHT_DATA_DIR"], ignore_errors=True)

if os.environ.get("TEST_POSTGRES"):
    from tests.support.postgres import address

    os.environ["FORTHRIGHT_DATABASE_URL"] = address()

from forthright.site.settings import *  # noqa: F403
from forthright.site.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE, STORAGES

DEBUG = False
REQUIRE_MFA = False
# In life only where an agency's own sign-in is set up: its addresses are read once, when the process starts.
INSTALLED_APPS = [*INSTALLED_APPS, "allauth.socialaccount.providers.openid_connect"]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Hashed names are unknown to the live server of the browser tests: its pages would have no style.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # nothing is collected for it to serve
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
ACCOUNT_RATE_LIMITS = False
# The pool keeps connections open, and a database with open connections cannot be dropped after the tests.
DATABASES["default"]["OPTIONS"].pop("pool", None)
DATABASES["default"]["CONN_MAX_AGE"] = 0
