"""The forms of signing in: allauth's behaviour, our words.

Not built on base.Form: allauth's own classes decide what is asked, and only their words are replaced here.
"""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from allauth.socialaccount.models import SocialAccount
from django import forms
from django.utils.translation import gettext_lazy as _

from forthright.directory.addresses import BadAddress, looked_up_as
from forthright.web import stepping_up
from forthright.web.forms.base import EMAIL
from forthright.web.recovering import opens_by_mail_alone

NEW_PASSWORD_HINT = _("Use 12 characters or more. Three words that do not belong together are easy to keep in mind.")


def say(form: forms.Form, name: str, label: Any, required: Any, hint: Any = "", **attrs: Any) -> None:
    """Gives one field its label, its "enter" sentence and its hint."""
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.error_messages["required"] = required
    field.widget.attrs.update(attrs)


def one_spelling(typed: str) -> str:
    """The address as it is looked up. Raises ValidationError for letters that no address at work has."""
    try:
        return looked_up_as(typed)
    except BadAddress as bad:
        raise forms.ValidationError(EMAIL, "invalid") from bad


class SignIn(account.LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say(self, "login", _("Email address"), _("Enter your email address"), spellcheck="false")
        self.fields["login"].error_messages["invalid"] = EMAIL
        say(self, "password", _("Password"), _("Enter your password"))

    def clean_login(self) -> str:
        """In the one spelling that is looked up."""
        return one_spelling(super().clean_login())


class ResetPassword(account.ResetPasswordForm):
    """The address that a link for a new password goes to. It says the same for unknown addresses."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say(self, "email", _("Email address"), _("Enter your email address"), spellcheck="false")
        self.fields["email"].error_messages["invalid"] = EMAIL

    def clean_email(self) -> str:
        """In the one spelling that is looked up; the link goes to that address, which is the one an administrator
        entered, and never to what only looks like it."""
        self.cleaned_data["email"] = one_spelling(self.cleaned_data["email"])
        found: str = super().clean_email()
        # Somebody whose agency signs them in has no password to forget, and whoever reads their mail gets none.
        linked = set(SocialAccount.objects.filter(user__in=self.users).values_list("user", flat=True))
        self.users = [
            person
            for person in self.users
            if (person.has_usable_password() or person.pk not in linked) and not opens_by_mail_alone(person)
        ]
        return found


class NewPassword(account.ResetPasswordKeyForm):
    """A new password, after the link."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say_new_password(self)


class ChangePassword(account.ChangePasswordForm):
    """The password now, and a new one."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say(self, "oldpassword", _("Current password"), _("Enter your current password"))
        say_new_password(self)


class ConfirmPassword(account.ReauthenticateForm):
    """The password once more, before a change to how somebody signs in."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say(self, "password", _("Password"), _("Enter your password"))


def say_new_password(form: forms.Form) -> None:
    """The words for a new password, typed twice."""
    say(form, "password1", _("New password"), _("Enter a new password"), NEW_PASSWORD_HINT)
    say(form, "password2", _("New password, once more"), _("Enter the new password once more"))


def say_code(form: forms.Form, label: Any, hint: Any) -> None:
    """The words for a code of an authenticator app."""
    say(form, "code", label, _("Enter the code"), hint, spellcheck="false")
    form.fields["code"].widget.css = "govuk-input--width-10"


CODE, CODE_HINT = _("Code"), _("The 6 numbers that your authenticator app shows, or one of your recovery codes")


class EnterCode(mfa.AuthenticateForm):
    """The code after the password."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say_code(self, CODE, CODE_HINT)


class EnterCodeAgain(mfa.ReauthenticateForm):
    """A code once more, before a change to how somebody signs in."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say_code(self, CODE, CODE_HINT)


class StartAuthenticator(ActivateTOTPForm):
    """The first code of an app that is being set up."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say_code(self, _("Code from the app"), _("6 numbers, new every 30 seconds"))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"

    def clean_code(self) -> str:
        """The code is right: the person has proved the app, and is not asked for a second code in a row."""
        found: str = super().clean_code()
        stepping_up.note_proof(context.request, self.user, stepping_up.CODE)
        return found


class MakePasskey(AddWebAuthnForm):
    """The name of a new passkey. Each of ours can sign in by itself where its device allows it, so nobody is asked."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields.pop("passwordless", None)
        say(self, "name", _("What to call it"), "", _("For example the computer that it is on"), autocomplete="off")


class RenamePasskey(EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say(self, "name", _("What to call it"), _("Enter a name"), autocomplete="off")
