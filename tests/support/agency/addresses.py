"""The pages of the invented agency."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def home(request: HttpRequest) -> HttpResponse:
    """Where its own pages lead when they lead nowhere."""
    return HttpResponse("An invented agency")


urlpatterns = [
    path("", home),
    path("account/", include("allauth.account.urls")),
    path("", include("allauth.idp.urls")),
]
