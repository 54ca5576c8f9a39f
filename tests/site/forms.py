"""One form with every kind of question, for the tests of the renderer."""

from django import forms

from forthright.web.forms import base, fields, widgets

STEPS = [("1", "Talk"), ("2", "Line managers"), ("3", "Representatives")]


def asks(sentence: str) -> dict[str, str]:
    return {"required": sentence}


class Everything(base.Form):
    email = forms.EmailField(label="Email address", error_messages=asks("Enter an email address"))
    worry = forms.CharField(
        label="What worries you?",
        help_text="What you saw, and what you think",
        max_length=20,
        widget=widgets.TextArea(limit=20),
        error_messages=asks("Enter what worries you"),
    )
    step = forms.ChoiceField(
        label="Which step?",
        choices=STEPS,
        widget=widgets.Radios(hints={"1": "Between the two of you"}),
        error_messages=asks("Select a step"),
    )
    topics = forms.MultipleChoiceField(
        label="Topics",
        choices=STEPS,
        widget=widgets.Checkboxes(hints={"2": "Both managers"}),
        error_messages=asks("Select a topic"),
    )
    agency = forms.ChoiceField(
        label="Agency", choices=[("", "Choose"), ("a", "Amir's agency")], error_messages=asks("Select an agency")
    )
    decided = fields.DateField("the date of the decision", label="When was it decided?", latest=fields.today)
    rating = fields.WholeNumber("the rating", least=0, most=10, label="How safe?", widget=widgets.NumberInput(2))
    secret = forms.CharField(label="Password", widget=forms.PasswordInput, error_messages=asks("Enter a password"))
    read = forms.BooleanField(label="I have read it", error_messages=asks("Confirm that you have read it"))
    note = forms.CharField(label="Anything else", required=False, widget=widgets.Input())
    token = forms.CharField(widget=forms.HiddenInput, required=False)


class OneQuestion(base.Form):
    heading_field = "step"
    step = forms.ChoiceField(
        label="Which step?", choices=STEPS, widget=widgets.Radios(inline=True), error_messages=asks("Select a step")
    )


class OneLine(base.Form):
    heading_field = "name"
    name = forms.CharField(label="What is your name?", error_messages=asks("Enter your name"))


GOOD = {
    "email": "rosa@example.org",
    "worry": "Nobody has visited",
    "step": "2",
    "topics": ["1", "3"],
    "agency": "a",
    "decided_day": "13",
    "decided_month": "Mar",
    "decided_year": "2026",
    "rating": "4",
    "secret": "lantern orchard seven",
    "read": "on",
    "token": "t",
}
