"""The business unit edits its policy, sees a mistake at its line, mends it, publishes, and everybody sees it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.walk import Town, Walker

RIGHT, WRONG = "reply within: 2 working days of being raised", "reply within: 2 wroking days of being raised"


def starts_a_draft(beth: Walker, what: str = "The version in force") -> Walker:
    beth.goes("/office/").presses("The partnership’s policy and its versions").sees("The policy and its versions")
    beth.presses("Start a draft").sees("What do you want to start from?")
    return beth.picks(what).presses("Start the draft")


def rewrites(beth: Walker, old: str, new: str) -> None:
    box = beth.field("The text of the policy")
    text = box.input_value()
    assert old in text
    box.fill(text.replace(old, new))


def pastes(beth: Walker, text: str) -> Walker:
    """All at once in place of what stood there: to type so much would take the browser minutes."""
    put = "(box, text) => { box.value = text; box.dispatchEvent(new Event('input', {bubbles: true})) }"
    beth.field("The text of the policy").evaluate(put, text)
    return beth


def publishes(beth: Walker, reason: str) -> Walker:
    beth.presses("Go on to publish").sees("Publish the policy").types("Why is it changed?", reason)
    beth.presses("Continue").sees("Check before you publish").reads(reason, "What happens", "What changes from Version")
    return beth.presses("Publish this version")


def test_a_policy_is_edited_mended_published_and_seen_by_everybody(town: Town) -> None:
    beth = starts_a_draft(town.comes("beth")).sees("Edit the policy")
    rewrites(beth, RIGHT, WRONG)
    shown = beth.page.locator("#look")
    expect(shown.locator("h2").first).to_have_text("There is 1 problem in the text")
    expect(beth.page.locator("#look-said")).to_have_text("There is 1 problem in the text")
    expect(shown).to_contain_text("The nearest right wording is: 2 working days")
    expect(beth.page.locator("[data-saved]")).to_have_text("Saved")
    beth.looks("policy-edit-wrong")
    beth.page.locator("#look a[data-line]").first.click()
    marked = beth.page.evaluate(
        "() => { const t = document.activeElement; return t.value.slice(t.selectionStart, t.selectionEnd) }"
    )
    assert marked.strip() == WRONG
    rewrites(beth, WRONG, "reply within: 3 working days of being raised")
    expect(shown.locator("h2").first).to_have_text("The text can be read, and nothing in it stops publishing")
    expect(shown).to_contain_text("Differences from the version in force: 1 line")
    closed = shown.locator("details:not([open]) > summary")
    while closed.count():
        closed.first.click()
    beth.looks("policy-edit-right")
    rewrites(beth, "if not settled: the procedure ends", "if not settled: must go to step 1")
    expect(shown.locator(".app-danger ol li").first).to_have_text("It is not settled at Step 1.")
    beth.looks("policy-edit-findings")
    rewrites(beth, "if not settled: must go to step 1", "if not settled: the procedure ends")
    held = shown.get_by_role("region", name="With the people in the directory now")
    expect(held).to_contain_text("In each of them there is somebody for every step")
    rewrites(beth, "  answered by: partnership representative", "  answered by: head of service")
    expect(held).to_contain_text("At Step 3 there is nobody to answer in: ")
    held.get_by_text("All 5, one by one").click()
    expect(held).to_contain_text("Anyshire Police (invented): head of service. The directory has no such post.")
    beth.looks("policy-edit-people")
    rewrites(beth, "  answered by: head of service", "  answered by: partnership representative")
    publishes(beth, "Two days were too short in the holidays.").sees("Version 2").reads("In force", "Beth")
    beth.goes("/policy/").sees("The policy and its versions").presses("Compare").sees("Compare two versions")
    beth.reads("Changed", "reply within: 3 working days of being raised")
    stranger = town.comes(phone=True).goes("/next-step/anyshire/").reads("within 3 working days after it is raised")
    stranger.looks("policy-seen-by-a-stranger")


def test_a_policy_is_mended_and_published_without_a_script(town: Town) -> None:
    beth = starts_a_draft(town.comes("beth", script=False, hurried=True))
    rewrites(beth, RIGHT, WRONG)
    beth.presses("Check it").reads("There is 1 problem in the text", "The nearest right wording is: 2 working days")
    beth.looks("policy-edit-wrong-no-script")
    link = beth.page.locator("#look a[data-line]").first
    assert beth.page.locator(f"li{link.get_attribute('href')} .govuk-error-message").count() == 1
    rewrites(beth, WRONG, "reply within: 3 working days of being raised")
    publishes(beth, "Two days were too short.").reads("Version 2 is published.")


def test_a_text_that_is_far_too_long_is_refused_at_once_and_nothing_is_lost(town: Town) -> None:
    huge, long = f"note: {'x' * 394}\n" * 7_500, "This text is too long: a policy can have at most 100,000 characters."
    beth = starts_a_draft(town.comes("beth", hurried=True)).sees("Edit the policy")
    shown, text = beth.page.locator("#look"), beth.field("The text of the policy").input_value()
    expect(shown).to_contain_text("nothing in it stops publishing")
    pastes(beth, huge[:100_001])
    expect(shown).to_contain_text(long)
    expect(shown).not_to_contain_text("nothing in it stops publishing")
    expect(beth.page.locator("#look-said")).to_contain_text(long)
    beth.looks("policy-edit-too-long")
    pastes(beth, huge)
    expect(beth.page.locator("[data-saved]")).to_contain_text("too long to be saved")
    expect(shown).to_contain_text(long)
    pastes(beth, text)
    expect(shown).to_contain_text("nothing in it stops publishing")
    slow = starts_a_draft(town.comes("beth", phone=True, script=False, hurried=True)).sees("Edit the policy")
    pastes(slow, huge).presses("Check it").sees("What you sent is too large").looks("policy-too-large")
    slow.reads("You sent 2.9 MB. At most 2.5 MB", "Nothing that was saved before is lost or changed.", "go back")
    slow.presses("Open your draft as it was last saved").sees("Edit the policy")
    assert slow.field("The text of the policy").input_value() == text


def test_somebody_who_will_not_touch_text_changes_a_time_by_the_form(town: Town) -> None:
    beth = starts_a_draft(town.comes("beth", phone=True, hurried=True)).presses("Edit it as a form")
    beth.sees("Edit the policy as a form").looks("policy-parts")
    beth.presses("Step 2: Line managers").sees("Step 2: Line managers")
    beth.types("Reply within", "3 workign days").presses("Save").reads("There is a problem").looks("policy-part-wrong")
    beth.types("Reply within", "3 working days").presses("Save").reads("Step 2: Line managers is saved in your draft.")
    beth.presses("Go on to publish").sees("Publish the policy").looks("policy-publish")
    beth.dates("From which day does it count?", 1, 1, 2027).types("Why is it changed?", "Holidays.").presses("Continue")
    beth.looks("policy-check").reads("Friday 1 January 2027", "Line by line: 1 line differs")
    beth.presses("Publish this version").reads("To come").looks("policy-version")
    beth.goes("/policy/").looks("policy-list").reads("From Friday 1 January 2027", "Version 1", "In force")


def test_a_draft_is_rehearsed_and_another_case_is_told(town: Town) -> None:
    beth = starts_a_draft(town.comes("beth")).sees("Edit the policy")
    rewrites(beth, "settle within: 10 working days", "settle within: 20 working days")
    beth.presses("Rehearse it").sees("Rehearse the policy")
    beth.looks("policy-rehearse")
    beth.reads("These people are invented", "They predict nothing", "Version 1, in force", "Your draft", "Case 1, told")
    beth.types("Tell another case", "7").presses("Tell it").reads("Case 7, told")
    beth.types("Tell another case", "9000").presses("Tell it").reads("There is a problem").looks(
        "policy-rehearse-wrong"
    )
    slow = town.comes("beth", phone=True, script=False, hurried=True).goes("/policy/").presses("Version 1")
    slow.presses("Rehearse it").reads("Case 1, told", "When it is urgent").looks("policy-rehearse-version")
    slow.types("Tell another case", "3").presses("Tell it").reads("Case 3, told")


def test_somebody_who_will_not_touch_text_reaches_any_line_a_form_and_what_differs(town: Town) -> None:
    beth = starts_a_draft(town.comes("beth", hurried=True), "The version in force").presses("Edit it as a form")
    beth.presses("Step 2: Line managers").sees("Step 2: Line managers").looks("policy-part-step")
    beth.page.get_by_label("What it is about (optional)").select_option(label="How long it may pause")
    beth.presses("Save, and open that line").reads("Step 2: Line managers is saved in your draft.")
    assert beth.page.evaluate("document.querySelector(':target').name") == "line-step-2-may-pause"
    beth.types("How long it may pause", "at most 5 working days, once")
    beth.page.get_by_label("What it is about (optional)").select_option(label="Who is told")
    beth.presses("Save, and open that line").looks("policy-part-keyed")
    beth.page.get_by_label("When (optional)").select_option(label="When it is decided")
    beth.types("What the policy says", "head of service").presses("Save")
    beth.sees("Edit the policy as a form")
    for summary in beth.page.locator("main details > summary").all():
        summary.click()
    beth.looks("policy-parts-open")
    beth.types("What the form is called", "Challenge form").types("When it is used", "step 2 starts")
    beth.presses("Add the form").sees("Form 1: Challenge form").looks("policy-part-form")
    beth.types("Who fills it in", "both sides").presses("Save")
    beth.page.locator("main details > summary").first.click()
    beth.types("For which kind of agency", "school")
    beth.page.get_by_label("At which step").select_option(label="Step 2: Line managers")
    beth.presses("Add what differs").sees("For school, Step 2: Line managers").looks("policy-part-differs")
    beth.page.locator("main details > summary", has_text="Add a time").click()
    beth.types("How long", "3 working days")
    beth.page.get_by_label("For what (optional)").select_option(label="To reply")
    beth.presses("Save").sees("Edit the policy as a form")
    beth.presses("About the policy").sees("About the policy").looks("policy-part-about").goes("/policy/")
    beth.page.locator("main .app-note a").first.click()
    beth.reads("The text can be read, and nothing in it stops publishing")
    text = beth.field("The text of the policy").input_value()
    for line in ("may pause: at most 5 working days, once", "tell, when it is decided: head of service"):
        assert f"  {line}\n" in text
    assert "for school, step 2:\n  reply within: 3 working days" in text


def test_an_open_challenge_is_moved_to_the_new_version_and_both_sides_read_why(town: Town) -> None:
    reference = steps.raises_by_the_short_path(town.comes("rosa", hurried=True))
    beth = starts_a_draft(town.comes("beth", hurried=True)).sees("Edit the policy")
    rewrites(beth, RIGHT, "reply within: 3 working days of being raised")
    publishes(beth, "Two days were too short in the holidays.").presses("Move open challenges to it")
    opens_move(beth.looks("policy-moves"), reference).reads("What is expected, before and after", "Changes")
    beth.reads_nothing_of(steps.CHILD, steps.SEEN).looks("policy-move")
    beth.presses("Move it").reads("There is a problem", "Enter why it is moved").looks("policy-move-refused")
    beth.types("Why is it moved?", "The partnership agreed that three days are right.").presses("Move it")
    beth.reads(f"{reference} runs under", "Everybody who takes part is told why.")
    amir = steps.opens(town.comes("amir", phone=True, hurried=True), reference)
    amir.goes(f"/matter/{reference}/timeline/").reads("The partnership agreed that three days are right.")


def test_where_a_version_lacks_the_step_the_business_unit_chooses_one_without_a_script(town: Town) -> None:
    reference = steps.raises_by_the_short_path(town.comes("rosa", hurried=True))
    beth = starts_a_draft(town.comes("beth", phone=True, script=False, hurried=True)).sees("Edit the policy")
    text = beth.field("The text of the policy")
    text.fill(text.input_value().replace("step 1:", "step 0:"))
    publishes(beth, "The talk is not a step any more.").presses("Move open challenges to it")
    opens_move(beth, reference).reads("does not have the step where this challenge stands").looks("policy-move-step")
    beth.presses("See what would change").reads("There is a problem", "Select the step at which it goes on")
    beth.looks("policy-move-step-refused")
    beth.page.get_by_label("At which step does it go on?").select_option(label="Step 2: Line managers")
    beth.presses("See what would change").reads("What is expected, before and after").looks("policy-move-to-step")
    beth.types("Why is it moved?", "The talk was had.").presses("Move it").reads(f"{reference} runs under")


def opens_move(beth: Walker, reference: str) -> Walker:
    """From the list of open challenges to the page that moves this one."""
    with beth.page.expect_navigation():
        beth.page.get_by_role("main").get_by_role("link", name=reference).click()
    return beth
