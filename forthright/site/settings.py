"""Django's settings. Everything that differs between installations comes from the environment, through env.py."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from forthright.site import env
from forthright.site.providers import as_apps

ENV = env.read()
PACKAGE = Path(__file__).resolve().parents[1]

DATA_DIR = ENV.data_dir
MASTER_KEY_FILE = ENV.master_key_file
KEY_STORE = ENV.key_store
DEMO = ENV.demo
REQUIRE_MFA = ENV.require_mfa
ADDRESS = ENV.address
PROVIDERS = ENV.providers
MANY_MATTERS = ENV.many_matters

SECRET_KEY = ENV.secret_key
DEBUG = ENV.debug
ALLOWED_HOSTS = ENV.allowed_hosts
DATABASES = {"default": ENV.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The line of rooms, left to right. A room is an app when it has tables; web is one for its templates.
LINE = ("directory", "audit", "notices", "record", "reflection", "briefing", "insight", "exchange")
ROOMS = [f"forthright.{room}" for room in LINE if any((PACKAGE / room).glob("models*"))]
INSTALLED_APPS = [
    "forthright.web",  # first: its templates stand before those of allauth
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    *(["allauth.socialaccount.providers.openid_connect"] if PROVIDERS else []),  # needs the extra `sso`
    "csp",
    *ROOMS,
]
AUTH_USER_MODEL = "directory.Person"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "forthright.site.middleware.RouteLog",
    "forthright.site.middleware.headers",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "forthright.site.known_browsers.remember",
    "forthright.site.signing_in.session_limits",
    "forthright.site.rechecks.recheck",
    "forthright.site.signing_in.SignInFirst",
    "allauth.account.middleware.AccountMiddleware",
    "forthright.web.guests.GuestLimits",
    "forthright.site.signing_in.MfaSetup",
    "forthright.site.signing_in.FreshFirst",
    "forthright.web.pace.SlowDown",
]
ROOT_URLCONF = "forthright.site.urls"
WSGI_APPLICATION = "forthright.site.wsgi.application"
FORM_RENDERER = "forthright.web.forms.renderer.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "forthright.web.context.frame",
                "forthright.site.sign_in_with.providers",
            ],
        },
    },
]

# Language and time. Times are stored in UTC and shown in London's.
# No LocaleMiddleware while there is no Welsh catalogue: a Welsh browser would get English pages declared as Welsh.
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English")), ("cy", _("Welsh"))]
LOCALE_PATHS = [PACKAGE / "locale"]
# Looking every sentence up where there is no catalogue took a sixth of each page. The first one switches it on.
USE_I18N = any(LOCALE_PATHS[0].glob("*/LC_MESSAGES/django.mo"))
TIME_ZONE = "Europe/London"
USE_TZ = True

# Static files: compressed and hashed, served by the same process.
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

WHITENOISE_ALLOW_ALL_ORIGINS = False

# Who is who.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "forthright.site.passwords.WordsOfTheWork"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/my-turn/"
ACCOUNT_ADAPTER = "forthright.site.accounts.Accounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator enters the address; nobody signs up by themselves
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # anybody could make us write to anybody
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Forthright: "
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "forthright.web.forms.accounts.SignIn",
    "reset_password": "forthright.web.forms.accounts.ResetPassword",
    "reset_password_from_key": "forthright.web.forms.accounts.NewPassword",
    "change_password": "forthright.web.forms.accounts.ChangePassword",
    "reauthenticate": "forthright.web.forms.accounts.ConfirmPassword",
}
# Each failed try counts for where it comes from and for the account (see known_browsers). Nothing is locked for good.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,50/h/ip,5/300s/key",
    "reset_password": "10/m/ip,30/h/ip,5/h/key",  # each is a mail to somebody who may not have asked for it
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.trusted_proxies
MFA_ADAPTER = "forthright.site.accounts.Authenticators"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a PIN, finger or face each time: a passkey is two factors by itself
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Forthright"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # see ACCOUNT_EMAIL_VERIFICATION; otherwise allauth turns people away without a word
MFA_FORMS = {
    "authenticate": "forthright.web.forms.accounts.EnterCode",
    "reauthenticate": "forthright.web.forms.accounts.EnterCodeAgain",
    "activate_totp": "forthright.web.forms.accounts.StartAuthenticator",
    "add_webauthn": "forthright.web.forms.accounts.MakePasskey",
    "edit_webauthn": "forthright.web.forms.accounts.RenamePasskey",
}

# The agencies' own sign-ins.
SOCIALACCOUNT_ADAPTER = "forthright.site.single_sign_on.SingleSignOn"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": as_apps(PROVIDERS)}}
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_STORE_TOKENS = False  # what is needed to ask again is sealed in the session, and ends with it
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5

# Sessions: 30 minutes without use, 12 hours in all (signing_in.session_limits).
SESSION_COOKIE_AGE = 30 * 60
SESSION_ABSOLUTE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
KNOWN_COOKIE_NAME = "known"
CSRF_COOKIE_HTTPONLY = True  # our script sends the token of the form and reads no cookie
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "forthright.web.views.pages.csrf_failure"
if ENV.https:
    # __Host- cookies cannot be set by a sister site or over plain http.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    KNOWN_COOKIE_NAME = "__Host-known"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True  # names below our own; sister sites of an agency are not touched
if ENV.trusted_proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Nothing is told to other sites. Not "no-referrer": browsers then send "Origin: null" with our own forms, and Django
# refuses them as forged.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # data: for the authenticator's square code, which allauth draws as one
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF, *(one.origin for one in PROVIDERS.values())],  # it holds for redirects, too
        "frame-ancestors": [NONE],
    }
}

# Rate limits of sign-in, used codes and whose page a form is from are kept here. In the database, because all workers
# on all machines must share it, and because a code is single only where adding it is all or nothing: with files two
# workers can both be the first, and memory lets each worker count alone.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

EMAIL_BACKEND = f"django.core.mail.backends.{ENV.email['BACKEND']}.EmailBackend"
EMAIL_FILE_PATH = ENV.email.get("FILE_PATH")
EMAIL_HOST = ENV.email.get("HOST", "localhost")
EMAIL_PORT = ENV.email.get("PORT", 25)
EMAIL_HOST_USER = ENV.email.get("HOST_USER", "")
EMAIL_HOST_PASSWORD = ENV.email.get("HOST_PASSWORD", "")
EMAIL_USE_TLS = ENV.email.get("USE_TLS", False)
EMAIL_USE_SSL = ENV.email.get("USE_SSL", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.mail_from

# Django's own request and server loggers print addresses with their queries: silenced, RouteLog says the same safely.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "forthright.site.logs.Plain", "format": "%(asctime)s %(levelname)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "propagate": True, "level": "INFO"},
        "django.request": {"handlers": [], "propagate": False, "level": "CRITICAL"},
        "django.server": {"handlers": [], "propagate": False, "level": "CRITICAL"},
        "django.security": {"handlers": [], "propagate": False, "level": "CRITICAL"},
        "psycopg.pool": {"level": "ERROR"},
    },
}
