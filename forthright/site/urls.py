"""All addresses. Everything except accounts belongs to the web room."""

from django.urls import include, path

from forthright.site import accounts, security_log

security_log.listen()

urlpatterns = [
    # Before allauth's own: people do not change the address that an administrator entered for them.
    path("account/email/", accounts.email_is_fixed, name="email_is_fixed"),
    path("account/", include("allauth.urls")),
    path("", include("forthright.web.urls")),
]

handler400 = "forthright.web.views.pages.bad_request"
handler403 = "forthright.web.views.pages.forbidden"
handler404 = "forthright.web.views.pages.not_found"
handler500 = "forthright.web.views.pages.server_error"
