"""All addresses. Everything except accounts belongs to the web room."""

from django.urls import include, path
from django.views.generic import RedirectView

from forthright.site import accounts, recovery_codes, security_log
from forthright.site.sign_in_with import sign_in_with

security_log.listen()
recovery_codes.install()

TO_SIGN_IN = RedirectView.as_view(pattern_name="account_login")
TO_WAYS = RedirectView.as_view(pattern_name="mfa_index")
TO_SESSIONS = RedirectView.as_view(pattern_name="my_sessions")

urlpatterns = [
    # Before allauth's own: people do not change the address that an administrator entered for them.
    path("account/email/", accounts.email_is_fixed, name="email_is_fixed"),
    # Pages of allauth that ours stand for: nobody links a sign-in by themselves or makes an account from one.
    path("account/oidc/<str:provider_id>/login/", sign_in_with, name="sign_in_with"),
    path("account/3rdparty/", TO_WAYS, name="socialaccount_connections"),
    path("account/3rdparty/signup/", TO_SIGN_IN, name="socialaccount_signup"),
    path("account/sessions/", TO_SESSIONS, name="usersessions_list"),
    path("account/", include("allauth.urls")),
    path("", include("forthright.web.urls")),
]

handler400 = "forthright.web.views.pages.bad_request"
handler403 = "forthright.web.views.pages.forbidden"
handler404 = "forthright.web.views.pages.not_found"
handler500 = "forthright.web.views.pages.server_error"
