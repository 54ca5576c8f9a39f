from tests.journeys import steps
def test_p(town, rosa):
    steps.starts_raising(rosa); steps.names_who(rosa); steps.says_what_worries(rosa)
    rosa.presses("Continue")
    print(rosa.page.url, rosa.page.locator("legend").all_inner_texts())
    rosa.dates("Date of birth", 14, 5, 2018)
    rosa.presses("Add another child or person")
    print(rosa.page.url, rosa.page.locator("legend").all_inner_texts())
