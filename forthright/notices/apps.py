"""The notices room's place among the installed apps."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "forthright.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"
