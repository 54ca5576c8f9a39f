"""The exchange room's place among the installed apps."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "forthright.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"
