"""The record room's place among the installed apps."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "forthright.record"
    label = "record"
    default_auto_field = "django.db.models.BigAutoField"
