"""An agency's own sign-in (an OpenID Connect provider), run as a second process by the tests."""
