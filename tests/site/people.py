"""Rosa, with an account."""

from forthright.directory.models import Person

PASSWORD = "lantern orchard seven"


def rosa() -> Person:
    return Person.objects.create_user(email="rosa@example.org", password=PASSWORD, name="Rosa")
