from django.apps import AppConfig


class Web(AppConfig):
    name = "forthright.web"
    label = "web"
