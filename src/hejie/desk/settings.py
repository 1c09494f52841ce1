"""How is the desk set up as a Django project? Every setting a person may change is an environment variable."""

from __future__ import annotations

import os

from hejie.casefile import words
from hejie.desk import environment, places
from hejie.desk.cases import databases

HOME = places.home()
SECRET_KEY = places.secret_key()
DEBUG = environment.switched_on("HEJIE_DEBUG")
ALLOWED_HOSTS = os.environ.get("HEJIE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("HEJIE_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "hejie.desk",
]
TRUSTED_PROXIES = os.environ.get("HEJIE_TRUSTED_PROXIES", "")  # whose word on where a request is from counts
MIDDLEWARE = [
    "hejie.desk.access.proxies.as_passed_on",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hejie.desk.headers.strict_content",
    "hejie.desk.api.refusing.in_one_shape",
    "hejie.desk.finding.pulse.quiet_answer",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "hejie.desk.languages.chosen_by_reader",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "hejie.desk.access.threshold.Threshold",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hejie.desk.access.noting.files_that_leave",
]
ROOT_URLCONF = "hejie.desk.urls"
WSGI_APPLICATION = "hejie.desk.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [places.DESK / "templates"],
        "OPTIONS": {
            "environment": "hejie.desk.rendering.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "hejie.desk.rendering.reader",
                "hejie.desk.languages.offered",
            ],
        },
    },
]

DATABASES = {"default": databases.chosen(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Kept in the data base, so that all processes count attempts together; its table is made by a migration.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
CALLS_A_MINUTE = environment.whole("HEJIE_CALLS_A_MINUTE", 600)  # by one token at the API
WEBHOOKS_TO_PRIVATE = environment.switched_on("HEJIE_WEBHOOKS_TO_PRIVATE")

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "queue"
LOGOUT_REDIRECT_URL = "sign-in"
PASSWORD_RESET_TIMEOUT = 24 * 3600  # how long a link to choose a password holds
SESSION_ENGINE = "hejie.desk.access.sittings"
# Whoever does nothing for so long must sign in again, and whoever works on after so many days.
SESSION_COOKIE_AGE = 60 * environment.whole("HEJIE_IDLE_MINUTES", 720)
SIGNED_IN_DAYS = environment.whole("HEJIE_SIGNED_IN_DAYS", 14)
# Roles that come in with time codes only, such as `admin,supervisor`.
SECOND_FACTOR_ROLES = environment.some_of("HEJIE_SECOND_FACTOR", ("admin", "supervisor", "agent"))
# The company's own sign-in (OpenID Connect); without an issuer there is none.
OIDC_ISSUER = os.environ.get("HEJIE_OIDC_ISSUER", "").rstrip("/")
OIDC_CLIENT = os.environ.get("HEJIE_OIDC_CLIENT", "")
OIDC_SECRET = os.environ.get("HEJIE_OIDC_SECRET", "")
OIDC_NAME = os.environ.get("HEJIE_OIDC_NAME", "")  # what the button is called
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = environment.switched_on("HEJIE_HTTPS")
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SESSION_COOKIE_SECURE else 0
CSRF_COOKIE_HTTPONLY = True  # forms and htmx take it from the page
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [
    ("zh-hans", "中文"),
    ("en", "English"),
    *((code.lower(), told.name) for code, told in words.FURTHER.items()),
]
LOCALE_PATHS = [HOME / "locale"]
USE_TZ = True
TIME_ZONE = environment.zone("HEJIE_ZONE", "Asia/Shanghai")

STATIC_URL = "static/"
STATICFILES_DIRS = [
    places.DESK / "static",
    ("tabler", places.FRONT_END / "@tabler" / "core" / "dist"),
    ("htmx", places.FRONT_END / "htmx.org" / "dist"),
]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True  # files are looked up when asked for: npm's folder is large and never copied
MEDIA_ROOT = HOME / "attachments"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"without_people": {"()": "hejie.desk.access.logged.WithoutPeople"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["without_people"]}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"hejie": {"level": "INFO"}},
}
