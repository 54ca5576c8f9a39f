"""The audit room's place among the installed apps."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "forthright.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
