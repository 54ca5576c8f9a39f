"""The briefing room's place among the installed apps."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "forthright.briefing"
    label = "briefing"
    default_auto_field = "django.db.models.BigAutoField"
