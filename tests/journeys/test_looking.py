"""The guard itself: a page that is wrong is seen to be wrong. Otherwise no journey could fail."""

from __future__ import annotations

from tests.journeys.walk import Town, Walker

SPOIL = {
    "axe image-alt": "document.querySelector('main').append(document.createElement('img'))",
    "axe html-has-lang": "document.documentElement.removeAttribute('lang')",
    "wider than 320 pixels": "document.querySelector('h1').textContent = 'wide'.repeat(60)",
    "the console says": "document.querySelector('h1').setAttribute('style', 'color: red')",
    "answered 404": "fetch('/no-such-page')",
}


def faults_after(stranger: Walker, script: str) -> str:
    """What is found once this was done to a good page."""
    stranger.goes("/about")
    stranger.page.evaluate(f"() => {{ {script} }}")
    stranger.page.wait_for_timeout(200)
    stranger.looks("spoilt")
    found = "\n".join(stranger.town.faults)
    stranger.town.faults.clear()
    return found


def test_each_kind_of_fault_on_a_page_is_found(town: Town) -> None:
    stranger = town.comes()
    assert not faults_after(stranger, "")
    for expected, script in SPOIL.items():
        assert expected in faults_after(stranger, script), f"{expected!r} was not found"
