"""What the invented agency says of its people."""

from __future__ import annotations

from typing import Any

from allauth.idp.oidc.adapter import DefaultOIDCAdapter

from tests.support.agency.server import said_of


class Says(DefaultOIDCAdapter):
    """What allauth says by itself, and over it what the tests want said."""

    def get_claims(self, purpose: Any, user: Any, client: Any, scopes: Any, **named: Any) -> dict[str, Any]:
        """The claims of one answer."""
        said = super().get_claims(purpose, user, client, scopes, **named) | said_of(user.username, purpose)
        return {name: value for name, value in said.items() if value is not None}

    def get_user_sub(self, client: Any, user: Any) -> str:
        """A subject that is no number of ours."""
        return f"at-work-{user.username}"

    def get_user_by_sub(self, client: Any, sub: str) -> Any:
        """The other way round."""
        from django.contrib.auth import get_user_model

        return get_user_model().objects.filter(username=sub.removeprefix("at-work-"), is_active=True).first()
