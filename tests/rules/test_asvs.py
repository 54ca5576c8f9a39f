"""The table of the security standard is complete, names only what is there, and what it says of the code holds."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, reverse

from forthright.directory.models import Person
from forthright.site import env
from forthright.web import urls as web_urls
from tests.support.town import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "forthright"
TABLE = (ROOT / "docs/security/asvs.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| ([^|]+) \| ([^|]+) \| ([^|]*?) ?\|$", re.MULTILINE)
ANSWERS = {"Met", "Yours", "None here", "Not met"}
SECTIONS = {
    # section: how many requirements it has, and which of them are of level 3
    "1.1": (2, ()), "1.2": (10, (10,)), "1.3": (12, (12,)), "1.4": (3, ()), "1.5": (3, (3,)),
    "2.1": (3, ()), "2.2": (3, ()), "2.3": (5, (5,)), "2.4": (2, (2,)),
    "3.1": (1, (1,)), "3.2": (3, (3,)), "3.3": (5, (5,)), "3.4": (8, (7, 8)), "3.5": (8, (6, 7, 8)),
    "3.6": (1, (1,)), "3.7": (5, (3, 4, 5)),
    "4.1": (5, (4, 5)), "4.2": (5, (2, 3, 4, 5)), "4.3": (2, ()), "4.4": (4, ()),
    "5.1": (1, ()), "5.2": (6, (4, 5, 6)), "5.3": (3, (3,)), "5.4": (3, ()),
    "6.1": (3, ()), "6.2": (12, ()), "6.3": (8, (5, 6, 7, 8)), "6.4": (6, (5, 6)), "6.5": (8, (6, 7, 8)),
    "6.6": (4, (4,)), "6.7": (2, (1, 2)), "6.8": (4, ()),
    "7.1": (3, ()), "7.2": (4, ()), "7.3": (2, ()), "7.4": (5, ()), "7.5": (3, (3,)), "7.6": (2, ()),
    "8.1": (4, (3, 4)), "8.2": (4, (4,)), "8.3": (3, (2, 3)), "8.4": (2, (2,)),
    "9.1": (3, ()), "9.2": (4, ()),
    "10.1": (2, ()), "10.2": (3, (3,)), "10.3": (5, (5,)), "10.4": (16, (12, 13, 14, 15, 16)), "10.5": (5, ()),
    "10.6": (2, ()), "10.7": (3, ()),
    "11.1": (4, (3, 4)), "11.2": (5, (4, 5)), "11.3": (5, (4, 5)), "11.4": (4, ()), "11.5": (2, (2,)),
    "11.6": (2, (2,)), "11.7": (2, (1, 2)),
    "12.1": (5, (4, 5)), "12.2": (2, ()), "12.3": (5, (5,)),
    "13.1": (4, (2, 3, 4)), "13.2": (6, (6,)), "13.3": (4, (3, 4)), "13.4": (7, (6, 7)),
    "14.1": (2, ()), "14.2": (8, (5, 6, 7, 8)), "14.3": (3, ()),
    "15.1": (5, (4, 5)), "15.2": (5, (4, 5)), "15.3": (7, ()), "15.4": (4, (1, 2, 3, 4)),
    "16.1": (1, ()), "16.2": (5, ()), "16.3": (4, ()), "16.4": (3, ()), "16.5": (4, (4,)),
    "17.1": (2, (2,)), "17.2": (8, (5, 6, 7, 8)), "17.3": (2, ()),
}  # fmt: skip


def rows() -> list[tuple[str, ...]]:
    return [tuple(part.strip() for part in found) for found in ROW.findall(TABLE)]


def test_every_requirement_of_levels_1_and_2_has_one_row_in_order() -> None:
    wanted = [
        f"{section}.{number}"
        for section, (most, high) in SECTIONS.items()
        for number in range(1, most + 1)
        if number not in high
    ]
    assert [row[0] for row in rows()] == wanted
    assert sum(most for most, _high in SECTIONS.values()) == 345
    levels = [row[1] for row in rows()]
    assert (levels.count("1"), levels.count("2")) == (70, 183)


def test_every_answer_is_one_of_four_and_what_is_met_says_how() -> None:
    for number, _level, asks, answer, how in rows():
        assert answer in ANSWERS, number
        assert asks, number
        assert how or answer == "None here", number


def named() -> Iterator[tuple[str, str]]:
    for number, _level, _asks, _answer, how in rows():
        for place in re.findall(r"`([^`]+)`", how):
            if place.startswith(("forthright/", "tests/", "docs/", "requirements/", "pyproject")):
                yield number, place


def test_every_file_and_test_that_is_named_is_there() -> None:
    for number, place in named():
        path, _, test = place.partition("::")
        assert (ROOT / path).exists(), (number, place)
        assert not test or f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), (number, place)


@cache
def sources() -> list[tuple[Path, ast.Module]]:
    return [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(PACKAGE.rglob("*.py"))]


def called(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call, by its dotted name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


STARTS_A_PROCESS = {"forthright/site/processes.py"}
WRITTEN_OUT = {"cursor.execute", "editor.execute", "self.cursor.execute"}


def test_pages_start_no_process_and_run_no_text() -> None:
    forbidden = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "pickle.loads", "pickle.load"}
    forbidden |= {"Template", "engines.from_string", "Engine.from_string", "marshal.loads", "yaml.load"}
    for path, tree in sources():
        place = str(path.relative_to(ROOT))
        for name, _call in called(tree):
            assert name not in forbidden, (place, name)
            if name.startswith("subprocess."):
                assert place in STARTS_A_PROCESS, (place, name)


OUR_OWN_PICTURES = {"next_step/ladder.html", "policy/version.html", "policy/_look.html", "why/days.html"}
"""Drawings of steps and of weeks, which escape every word that they write."""


def test_no_text_is_marked_as_safe_to_show() -> None:
    for path in sorted((PACKAGE / "web/templates").rglob("*.html")):
        if re.search(r"\|\s*safe\b|\{%\s*autoescape off", path.read_text(encoding="utf-8")):
            assert str(path.relative_to(PACKAGE / "web/templates")) in OUR_OWN_PICTURES, path
    for path, tree in sources():
        for name, call in called(tree):
            ours = path.name == "radar.py"  # a picture of squares, with numbers and classes of ours alone
            if name.split(".")[-1] in ("mark_safe", "SafeString") and not ours:
                raise AssertionError(f"{path}: {ast.unparse(call)}")


PARTS_OF_OURS = {"table", "act", "counts"}
"""Names of our own tables, kinds of change, and questions put together from texts that stand in the code."""


def test_no_question_to_the_database_is_put_together_from_text() -> None:
    """What is executed is a text that stands in the code; marks and names of our own tables may be filled in, values
    never are."""
    for path, tree in sources():
        for name, call in called(tree):
            assert name.split(".")[-1] not in ("raw", "extra", "RawSQL"), (path, name)
            if name in WRITTEN_OUT and call.args and isinstance(call.args[0], ast.JoinedStr):
                filled = [ast.unparse(one.value) for one in call.args[0].values if isinstance(one, ast.FormattedValue)]
                assert set(filled) <= PARTS_OF_OURS, (path, filled)


def names_in(node: ast.AST) -> Iterator[str]:
    """The names that an expression is made of, but for those that `re.escape` makes harmless."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.escape":
        return
    if isinstance(node, ast.Name) and node.id not in ("sorted", "len", "pattern"):
        yield node.id
    for inner in ast.iter_child_nodes(node):
        yield from names_in(inner)


def test_no_expression_is_made_of_what_somebody_typed() -> None:
    """A regular expression is a text of ours; where it is put together, its parts are names of this module."""
    for path, tree in sources():
        for name, call in called(tree):
            if name in ("re.compile", "re.search", "re.match", "re.fullmatch", "re.sub", "re.findall", "re.split"):
                parts = list(names_in(call.args[0]))
                fixed = all(part.isupper() or part.lstrip("_").isupper() for part in parts)
                escaped = parts == ["joined"] and "re.escape" in path.read_text(encoding="utf-8")
                assert fixed or escaped, (path, ast.unparse(call))


def test_chance_that_must_not_be_guessed_comes_from_secrets() -> None:
    """`random` is for rehearsals and benchmarks, which want the same chance again."""
    allowed = {"core/rehearsal", "exchange/demo", "insight/"}
    for path, tree in sources():
        place = str(path.relative_to(PACKAGE))
        names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        if "random" in names or "uuid" in names:
            assert any(place.startswith(one) for one in allowed), place


def test_no_broken_hash_is_used() -> None:
    for path, tree in sources():
        for name, call in called(tree):
            assert name not in ("hashlib.md5", "hashlib.sha1", "md5", "sha1"), path
            assert not (name == "hashlib.new" and "md5" in ast.unparse(call)), path


SCRIPTS = sorted((ROOT / "assets").glob("*.js"))


def test_scripts_write_no_page() -> None:
    """One shows a part of a page that our own server drew and escaped: a look at a policy while it is typed."""
    assert SCRIPTS
    for path in SCRIPTS:
        text = path.read_text(encoding="utf-8")
        assert path.name == "look.js" or "innerHTML" not in text, path
        for word in ("outerHTML", "document.write", "insertAdjacentHTML", "eval(", "postMessage"):
            assert word not in text, (path, word)


def test_scripts_keep_nothing_in_the_browser() -> None:
    for path in SCRIPTS:
        text = path.read_text(encoding="utf-8")
        for word in ("localStorage", "sessionStorage", "indexedDB", "document.cookie", "caches."):
            assert word not in text, (path, word)


def test_https_is_kept_for_a_year_below_our_name_too() -> None:
    text = (PACKAGE / "site/settings.py").read_text(encoding="utf-8")
    assert "SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60" in text
    assert "SECURE_HSTS_INCLUDE_SUBDOMAINS = True" in text
    assert env.Values.__dataclass_fields__["https"]


def addresses() -> list[str]:
    """Every address that takes nothing from whoever asks."""
    plain = [one for one in web_urls.urlpatterns if isinstance(one, URLPattern) and "<" not in str(one.pattern)]
    return [reverse(str(one.name)) for one in plain]


@pytest.mark.django_db
def test_unknown_methods_are_refused_everywhere(client: Client) -> None:
    for address in [*addresses(), "/account/login/", "/nowhere/"]:
        for method in ("TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "SPY\r\nON"):
            assert client.generic(method, address).status_code == 405, (method, address)


@pytest.mark.django_db
def test_every_answer_says_what_it_is(client: Client) -> None:
    for address in [*addresses(), "/nowhere/"]:
        answer = client.get(address)
        if answer.content:
            assert "charset=utf-8" in answer["Content-Type"], (address, answer["Content-Type"])


def test_names_of_downloads_hold_letters_figures_and_dashes() -> None:
    found = 0
    for path, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and "Content-Disposition" in ast.unparse(node.targets[0]):
                found += 1
                text = re.sub(r"\{[^}]*\}", "x", ast.unparse(node.value))
                assert re.search(r'attachment; filename="[\w.-]+"', text), (path, text)
    assert found


@pytest.mark.django_db
def test_signing_out_clears_what_the_browser_kept(client: Client) -> None:
    answer = client.post(reverse("account_logout"))
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in client.get(reverse("start"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "to", ["https://elsewhere.example", "//elsewhere.example", "javascript:alert(1)", "\\\\x.example"]
)
def test_signing_in_leads_nowhere_else(client: Client, to: str) -> None:
    Person.objects.create_user("rosa@example.org", "Rosa (invented)", PASSWORD)
    answer = client.post(reverse("account_login"), {"login": "rosa@example.org", "password": PASSWORD, "next": to})
    assert (answer.status_code, answer["Location"]) == (302, settings.LOGIN_REDIRECT_URL)
