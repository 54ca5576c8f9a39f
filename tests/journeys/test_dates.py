"""Why this date? From a list to the sum, by each side and on paper; and the calculator, without an account."""

from __future__ import annotations

import json

from tests.journeys.steps import raises_by_the_short_path
from tests.journeys.walk import Town


def test_amir_finds_out_why_his_reply_is_due_when_it_is_and_rosa_takes_the_sum_away(town: Town) -> None:
    rosa = town.comes("rosa", phone=True)
    reference = raises_by_the_short_path(rosa)
    amir = town.comes("amir", phone=True).goes("/my-turn/").looks("my-turn-dates")
    amir.page.locator(f'a[href="/matter/{reference}/why/"]').click()
    amir.sees("Every date, and why").looks("every-date")
    amir.page.locator('a[href$="reply/"]').click()
    amir.sees("Why this date?").reads("The policy’s line", "reply within", "Day zero", "The child’s clock").looks("why")
    assert amir.page.locator("main svg[role=img]").is_visible(), "the weeks are not drawn"
    amir.page.emulate_media(media="print")
    assert not amir.page.get_by_text("Download the date as a file").is_visible(), "a link is no use on paper"
    amir.page.emulate_media(media="screen")
    rosa.goes(f"/matter/{reference}/").looks("matter-with-childs-clock")
    rosa.page.get_by_role("link", name="Why this date?").first.click()
    with rosa.page.expect_download() as waiting:
        rosa.page.get_by_text("Download the date as a file").click()
    assert waiting.value.suggested_filename == f"date-{reference}.json"
    assert json.loads(waiting.value.path().read_text())["counts"]


def test_a_stranger_counts_five_working_days_of_a_school(town: Town) -> None:
    stranger = town.comes(phone=True).goes("/").presses("When would it be due?").sees("When would it be due?")
    stranger.presses("Count").looks("when-due-errors").reads("Choose whose opening hours count", "Enter how long it is")
    stranger.page.get_by_label("Whose opening hours?").select_option(label="Larkfield Primary School (invented)")
    stranger.types("How long?", "5").presses("Count").reads("Due by", "For a child that is", "Day by day").looks(
        "when-due"
    )
