"""A draft of a policy as text: started, typed, looked at, kept, whatever is typed or uploaded."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from forthright.core.policy import edit
from forthright.core.policy.check import check
from forthright.record import drafts, policies
from forthright.record.bases import Shelf
from forthright.record.models import Draft, PolicyVersion
from forthright.site.env import REPO
from forthright.web.presenters import policy_findings
from tests.support.forms import assert_refuses, page
from tests.support.town import POLICIES, Town
from tests.web.policies import NOW, at, changed, drafted, kept, line, newest_draft, publish, said

pytestmark = pytest.mark.usefixtures("today")


def begin(beth: Client, town: Town, start: str, **more: object) -> object:
    return beth.post(f"/policy/{town.partnership.pk}/new/", {"start": start, **more})


# Starting


def test_the_business_unit_finds_the_policy_from_its_own_page(beth: Client, town: Town) -> None:
    assert [one.attrs["href"] for one in page(beth.get("/office/")).all("a") if one.attrs["href"] == "/policy/"]
    assert "A draft of the partnership’s policy" not in said(beth.get("/my-turn/"))
    drafted(town, "policy: x")
    links = {one.text: one.attrs["href"] for one in page(beth.get("/my-turn/")).one("main").inside if one.tag == "a"}
    assert links["A draft of the partnership’s policy, last changed at 11am on Monday 2 November 2026"] == "/policy/"


def test_a_draft_starts_from_the_version_in_force(beth: Client, town: Town) -> None:
    answer = begin(beth, town, "current")
    draft = newest_draft(town)
    assert answer["Location"] == at(draft)  # type: ignore[index]
    assert kept(town, draft) == town.policy.text
    assert page(beth.get(at(draft))).one("textarea").pieces[0].strip("\n") == town.policy.text.strip("\n")


def test_a_draft_starts_from_an_outline_that_leads_through_what_is_missing(beth: Client, town: Town) -> None:
    begin(beth, town, "outline")
    draft = newest_draft(town)
    assert "partnership: Anyshire (invented)\n" in kept(town, draft)
    text = said(beth.get(at(draft)))
    assert "problems in the text" in text
    assert "“raised by:” has no value. Write one after the colon." in text


def test_a_file_is_taken_as_it_is(beth: Client, town: Town) -> None:
    raw = b"\xef\xbb\xbf" + (POLICIES / "coventry.policy").read_bytes().replace(b"\n", b"\r\n")
    begin(beth, town, "file", file=SimpleUploadedFile("ours.policy", raw))
    assert kept(town, newest_draft(town)) == (POLICIES / "coventry.policy").read_text(encoding="utf-8")


FILES = [
    (b"", "The file is empty. Choose another file"),
    (
        b"x" * 10_000_000,
        "The file is too large to be a policy: it has 9.5 MB, and a policy can have at most 100,000 characters. "
        "A policy of four steps has about 5,000. Choose another file",
    ),
    (
        b"policy: P\nnote: caf\xe9\n",
        "Line 2, character 10: A character cannot be read: the file is not saved as UTF-8. "
        "Save the file again with the encoding UTF-8.",
    ),
]


@pytest.mark.parametrize(("raw", "sentence"), FILES, ids=["empty", "10 MB", "not UTF-8"])
def test_a_file_that_will_not_do_is_refused_with_a_sentence(
    beth: Client, town: Town, raw: bytes, sentence: str
) -> None:
    answer = begin(beth, town, "file", file=SimpleUploadedFile("ours.policy", raw))
    assert_refuses(answer, "file", sentence)  # type: ignore[arg-type]
    assert not Draft.objects.exists()


OTHERS = [
    (b"PK\x03\x04\x14\x00word/document.xml\xff\xfe\n" * 200_000, "This looks like a Word document."),
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" * 2000, "This looks like a PDF."),
    ("policy: P\nnote: N\n".encode("utf-16"), "The text is saved as UTF-16, not as UTF-8."),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00", "This is not a text file."),
]


@pytest.mark.parametrize(("raw", "sentence"), OTHERS, ids=["Word", "PDF", "UTF-16", "a picture"])
def test_a_file_that_is_no_plain_text_is_told_once_what_it_is(
    beth: Client, town: Town, raw: bytes, sentence: str
) -> None:
    answer = begin(beth, town, "file", file=SimpleUploadedFile("ours.docx", raw))
    summary = page(answer).one(css="govuk-error-summary")  # type: ignore[arg-type]
    assert summary.text.count(sentence) == 1
    assert "character" not in summary.text
    assert summary.text.count("UTF-8") <= 2
    assert not Draft.objects.exists()


def test_choosing_a_file_and_giving_none_is_told(beth: Client, town: Town) -> None:
    assert_refuses(begin(beth, town, "file"), "file", "Choose the file")  # type: ignore[arg-type]
    assert_refuses(begin(beth, town, ""), "start", "Select what you want to start from")  # type: ignore[arg-type]


def test_an_earlier_version_is_restored_as_a_draft_that_can_be_told_apart(beth: Client, town: Town) -> None:
    publish(beth, drafted(town, changed(town)))
    answer = beth.post(f"/policy/version/{town.policy.pk}/restore/", follow=True)
    assert "This is the text of Version 1. Its line “version:” has been given today’s date." in said(answer)
    draft = newest_draft(town)
    assert kept(town, draft) == town.policy.text.replace("version: 2026-04-01", "version: 2026-11-02")
    publish(beth, draft)
    row = PolicyVersion.objects.latest("number")
    assert row.number == 3
    assert policies.compiled(town.partnership.pk, row.fingerprint).version == NOW.date()


# Looking


def test_a_mistake_is_named_at_its_line_with_what_is_expected_and_the_nearest_word(beth: Client, town: Town) -> None:
    draft = drafted(town, town.policy.text)
    answer = beth.post(at(draft), {"text": changed(town, value="3 wroking days"), "go": "check"})
    shown = page(answer)
    assert shown.title().startswith("Error: ")
    number = line(town.policy.text, "step 1/reply within")
    link = shown.one("a", **{"data-line": str(number)})
    assert link.text == f"Line {number}, character 19: “wroking days” is not a unit of time."
    row = shown.one("li", id=link.attrs["href"].removeprefix("#"))
    assert row.text.startswith("reply within: 3 wroking days Error: “wroking days” is not a unit of time.")
    assert "The nearest right wording is: 3 working days" in row.text
    assert kept(town, draft) == changed(town, value="3 wroking days")


def test_what_the_text_comes_to_is_shown_as_picture_words_and_differences(beth: Client, town: Town) -> None:
    draft = drafted(town, changed(town))
    shown = page(beth.get(at(draft)))
    assert "The text can be read, and nothing in it stops publishing" in said(beth.get(at(draft)))
    assert shown.one("svg", css="app-picture")
    text = shown.one(id="look").text
    for words in (
        "The responding side must reply within 3 working days",
        "Differences from the version in force: 1 line",
    ):
        assert words in text


def test_findings_stand_by_their_gravity_each_at_its_line(beth: Client, town: Town) -> None:
    draft = drafted(town, changed(town, "step 4/if not settled", "must go to step 1"))
    shown = page(beth.get(at(draft)))
    grave = shown.all("section", css="app-danger")[0]
    assert grave.text.startswith("Must be put right before it can be published (")
    assert next(one.attrs["href"] for one in grave.inside if one.tag == "a").startswith("#line-")
    assert "things must be put right" in shown.one(id="look").text


def test_the_story_of_a_grave_finding_is_open_in_order_and_a_warnings_is_folded(beth: Client, town: Town) -> None:
    shown = page(beth.get(at(drafted(town, changed(town, "step 4/if not settled", "must go to step 1")))))
    grave = shown.all("section", css="app-danger")[0]
    assert not [one for one in grave.inside if one.tag == "details"]
    stories = [[line.text for line in one.inside if line.tag == "li"] for one in grave.inside if one.tag == "ol"]
    assert len(stories) == 4
    assert stories[0][:2] == ["It is not settled at Step 1.", "It goes to Step 2, and is not settled."]
    bare = edit.remove(edit.remove(town.policy.text, "step 2/raise within"), "step 2/raise within, urgent")
    warned = page(beth.get(at(drafted(town, bare)))).all("section", css="app-note")[0]
    folded = [one for one in warned.inside if one.tag == "details"]
    assert "Monday 2 November 2026, 9am. A practitioner raises it at Step 1." in folded[0].text


def test_findings_stand_under_what_they_are_about_in_the_order_of_their_lines(town: Town) -> None:
    for path in sorted(POLICIES.glob("*.policy")):
        reading = Shelf(town.partnership, NOW).read(path.read_text(encoding="utf-8"))
        assert reading.policy is not None
        found = check(reading.policy)
        groups = policy_findings.groups(found, reading)
        assert sum(group.count for group in groups) == len(found)
        for group in groups:
            for heading, lines in group.kinds:
                assert heading
                assert [one.line for one in lines] == sorted(one.line or 0 for one in lines)


def test_every_kind_of_finding_has_a_heading() -> None:
    proofs = REPO / "forthright" / "core" / "policy"
    sources = [path.read_text(encoding="utf-8") for path in (*proofs.glob("proofs/*.py"), proofs / "check.py")]
    call = re.compile(r"""\b(?:never|warning|note|say|Finding)\(\s*(?:[A-Za-z.]+,\s*)?"([a-z]+)(?:\.[a-z]+)?",""")
    codes = {code for source in sources for code in call.findall(source)}
    codes |= {code for source in sources for code in re.findall(r'"([a-z]+)\.[a-z]+"', source)}
    assert len(codes) > 25
    assert codes <= set(policy_findings.KINDS), codes - set(policy_findings.KINDS)


def test_the_fragment_shows_what_is_typed_and_keeps_nothing(beth: Client, town: Town) -> None:
    draft = drafted(town, town.policy.text)
    answer = beth.post(at(draft, "look/"), {"text": changed(town, value="3 wroking days")})
    html = answer.content.decode()
    assert "<html" not in html
    assert page(answer).elements[0].attrs["data-said"] == "There is 1 problem in the text"
    assert kept(town, draft) == town.policy.text


def test_the_page_says_where_its_draft_and_its_look_are(beth: Client, town: Town) -> None:
    draft = drafted(town, "")
    form = next(one for one in page(beth.get(at(draft))).all("form") if "data-look" in one.attrs)
    assert form.attrs["data-draft"] == f"/draft/{draft}/"
    assert form.attrs["data-look"] == at(draft, "look/")
    ids = {one.attrs.get("id") for one in page(beth.get(at(draft))).elements}
    assert {form.attrs["data-shows"], form.attrs["data-says"]} <= ids


BAD = {
    "nothing": "",
    "half written": "policy: P\npartner",
    "a control character": "policy: P\x07\nversion: 2026-01-01\n",
    "a null": "policy: \x00\n",
    "look-alike letters": "pоlicy: P\nstеp 1: Front line\n  raised by: practitiоner\n",
    "markup": "policy: </textarea><script>alert(1)</script>\n<b>: </ol>\n",
    "strange spaces": "policy:\u2003P\n\u00a0\u00a0note: x\n\u2028step 1: A\n",
    "right to left": "policy: \u202eP\n",
    "only breaks": "\n" * 3000,
    "many steps": "step 1: A\n" * 300,
    "much too long": "policy: P\n" * 30_000,
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_bad_input_is_named_and_kept_and_breaks_no_page(beth: Client, town: Town, text: str) -> None:
    draft = drafted(town, "policy: before")
    answer = beth.post(at(draft), {"text": text, "go": "check"})
    assert answer.status_code == 200
    shown = page(answer)
    assert shown.title().startswith("Error: ")
    assert shown.all(css="govuk-error-summary")
    assert "<script>alert" not in answer.content.decode()
    assert kept(town, draft) == text
    assert beth.post(at(draft, "look/"), {"text": text}).status_code == 200
    assert "This text cannot be published yet" in said(beth.get(at(draft, "publish/")))
    assert beth.get(at(draft, "parts/")).status_code in (200, 302)
    assert PolicyVersion.objects.count() == 1


def test_look_alike_letters_are_named_at_their_lines(beth: Client, town: Town) -> None:
    draft = drafted(town, changed(town, "step 1/raised by", "practitiоner"))
    where = f"Line {line(town.policy.text, 'step 1/raised by')}, character 14"
    assert f"{where}: “practitiоner” has a letter or a figure of another alphabet" in said(beth.get(at(draft)))


# Keeping


def test_typing_is_kept_by_pausing_by_leaving_and_by_going_on(beth: Client, town: Town) -> None:
    draft = drafted(town, "policy: a")
    assert beth.post(f"/draft/{draft}/", {"text": "policy: b"}).status_code == 204
    assert kept(town, draft) == "policy: b"
    for go, place in (("later", "/policy/"), ("publish", at(draft, "publish/")), ("parts", at(draft, "parts/"))):
        assert beth.post(at(draft), {"text": f"policy: {go}\r\nnote: x", "go": go})["Location"] == place
        assert kept(town, draft) == f"policy: {go}\nnote: x"


def test_a_draft_is_deleted_after_asking(beth: Client, town: Town) -> None:
    draft = drafted(town, "policy: a")
    assert "Delete this draft?" in said(beth.get(at(draft, "delete/")))
    assert Draft.objects.filter(pk=draft).exists()
    assert "The draft is deleted." in said(beth.post(at(draft, "delete/"), follow=True))
    assert beth.get(at(draft)).status_code == 404


def test_another_persons_draft_and_one_of_another_partnership_are_not_there(beth: Client, town: Town) -> None:
    assert beth.get(at(drafted(town, "x", who="rosa"))).status_code == 404
    elsewhere = drafts.start(town.beth, "policy", NOW, data={"partnership": "999", "text": "x"}).pk
    assert beth.get(at(elsewhere)).status_code == 404
    assert beth.get(at("nothing")).status_code == 404
    raising = drafts.start(town.beth, "raise", NOW, data={"wanted": "x"}).pk
    assert beth.get(at(raising)).status_code == 404


# Versions


def test_the_list_shows_every_version_with_its_standing_and_how_much_runs_under_it(beth: Client, town: Town) -> None:
    town.raises()
    publish(beth, drafted(town, changed(town)))
    rows = [one.text for one in page(beth.get("/policy/")).one("tbody").inside if one.tag == "tr"]
    assert "In force" in rows[0]
    assert "0 open challenges" in rows[0]
    assert "Replaced" in rows[1]
    assert "Put in when this site was set up" in rows[1]
    assert "1 open challenge" in rows[1]
    assert town.policy.fingerprint[:8] in rows[1]
    assert "1 April 2026" in rows[1]


def test_a_version_is_downloaded_letter_for_letter(beth: Client, town: Town) -> None:
    answer = beth.get(f"/policy/version/{town.policy.pk}/text/")
    assert answer.content.decode() == town.policy.text
    assert answer["Content-Disposition"] == 'attachment; filename="anyshire-1.policy"'
    assert answer["Content-Type"] == "text/plain; charset=utf-8"


def test_two_versions_are_compared_in_words_and_line_by_line(beth: Client, town: Town) -> None:
    text = (
        changed(town)
        .replace("  tell: line manager\n", "", 1)
        .replace("steps are called: Step\n", "steps are called: Step\n# x\n")
    )
    publish(beth, drafted(town, text))
    one, other = town.policy.pk, PolicyVersion.objects.latest("number").pk
    shown = page(beth.get(f"/policy/{town.partnership.pk}/compare/?one={one}&other={other}"))
    rows = [row.text for row in shown.one("tbody").inside if row.tag == "tr"]
    reply = line(town.policy.text, "step 1/reply within")
    assert rows == [
        "AddedLine 6 now At the top Nothing # x",
        f"ChangedLine {reply}, now line {reply + 1} step 1: Practitioners reply within: 2 working days of being raised"
        " reply within: 3 working days of being raised",
        f"RemovedLine {line(town.policy.text, 'step 1/tell')} before step 1: Practitioners tell: line manager Nothing",
    ]
    assert "Who is told: line manager." in shown.one("main").text
    same = page(beth.get(f"/policy/{town.partnership.pk}/compare/?one={one}&other={one}"))
    assert "Nothing differs." in same.one("main").text


@pytest.mark.parametrize("query", ["?one=1", "?one=x&other=y", "?one=999999&other=999999"])
def test_a_version_that_is_not_there_cannot_be_compared(beth: Client, town: Town, query: str) -> None:
    answer = beth.get(f"/policy/{town.partnership.pk}/compare/{query}")
    assert page(answer).title().startswith("Error: ")
    for place in ("version/999999/", "version/999999/text/", "999999/compare/", "999999/new/"):
        assert beth.get(f"/policy/{place}").status_code == 404
