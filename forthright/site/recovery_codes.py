"""Recovery codes as they are kept once they have been shown: hashed like passwords, each with a salt of its own.

allauth keeps an encrypted seed from which it makes them again whenever one is tried; whoever has the database and the
key has them all. (OWASP ASVS 5.0.0, 6.5.2: short secrets are hashed as passwords are.) Until somebody has seen their
codes, which is the page after they are made, the seed stays, since it is what the page shows.

allauth has no setting for this class, so ours is put in its place, in the two modules that name it.
"""

from __future__ import annotations

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import auth, flows
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

HASHED = "hashed"


class Hashed(auth.RecoveryCodes):  # type: ignore[misc]
    """The codes of one person: as allauth makes them until they are shown, and after that only their hashes."""

    shown: list[str] | None = None
    """The codes, on the one page that shows them."""

    def mark_as_viewed(self) -> None:
        """Forgets the seed. What is shown now stands in this object alone."""
        if HASHED not in self.instance.data:
            self.shown = super().get_unused_codes()
            self._keep([make_password(code) for code in self.shown])
        super().mark_as_viewed()

    def get_unused_codes(self) -> list[str]:
        """The codes on the page that shows them; afterwards as many empty texts, for those who count them."""
        if self.shown is not None:
            return self.shown
        kept = self.instance.data.get(HASHED)
        return [""] * len(kept) if kept is not None else super().get_unused_codes()

    @transaction.atomic
    def validate_code(self, code: str) -> bool:
        """Whether it is one of them; then it is used up. Two tries at the same time are one after the other."""
        self.instance = Authenticator.objects.select_for_update().get(pk=self.instance.pk)
        kept = self.instance.data.get(HASHED)
        if kept is None:
            return bool(super().validate_code(code))
        typed = normalize_user_code(code)
        found = next((one for one in kept if check_password(typed, one)), None)
        if found is not None:
            self._keep([one for one in kept if one != found])
        return found is not None

    def _keep(self, hashes: list[str]) -> None:
        seen = {name: one for name, one in self.instance.data.items() if name == "viewed_at"}
        self.instance.data = {**seen, HASHED: hashes}
        self.instance.save(update_fields=["data"])


def install() -> None:
    """Put ours in the place of allauth's."""
    auth.RecoveryCodes = flows.RecoveryCodes = Hashed
