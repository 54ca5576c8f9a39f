"""The web room's place among the installed apps."""

from django.apps import AppConfig


class Web(AppConfig):
    name = "forthright.web"
    label = "web"

    def ready(self) -> None:
        """Begins to listen to signing in."""
        from forthright.web import proving

        assert proving
