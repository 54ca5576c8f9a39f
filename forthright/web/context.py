"""What every page needs for its frame."""

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, object]:
    """For every template: `demo`, whether all is invented, and `here`, the name of the page."""
    match = request.resolver_match
    return {"demo": settings.DEMO, "here": match.view_name if match else ""}
