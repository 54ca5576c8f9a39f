"""The directory room's place among the installed apps."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "forthright.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"
