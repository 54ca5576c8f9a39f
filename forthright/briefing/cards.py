"""The seven cards of the briefing, one for each box of its source, and the questions it ends with.

`quoted` is the source word for word, slips included: it is a quotation, and so it is not translated either.
`in_practice`, `question` and the closing questions are our own. Nothing is claimed for the number seven or for the
minutes: the claim often made is uncited.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _  # marked here, translated where it is shown

VERSION = "2026-11-23"
"""The day on which these words were last changed. Whoever read another version has not read this one."""

ATTRIBUTION = _(
    "Quoted from the briefing on professional challenge by the Stoke-on-Trent safeguarding children partnership "
    "(SOTSCP)."
)


@dataclass(frozen=True)
class Card:
    """One box of the briefing. `leads_to` is the name of the route that does something about it."""

    number: int
    title: str
    quoted: str
    in_practice: str
    question: str
    leads_to: str
    link: str


CARDS = (
    Card(
        number=1,
        title="Background",
        quoted=(
            "Professional Challenge is an integral part of safeguarding. It is a positive activity, good professional "
            "practice & effective multi-agency working. It leads to better outcomes for the child & their family."
        ),
        in_practice=_(
            "A challenge is finished when something is better for the child, not when somebody has won. "
            "So both sides are asked later, each on their own, what is different for the child."
        ),
        question=_(
            "When did somebody last change your mind about a child, and what was better for the child afterwards?"
        ),
        leads_to="my-turn",
        link=_("See what is waiting for you"),
    ),
    Card(
        number=2,
        title="Why does Professional Challenge Matter?",
        quoted=(
            "Having different professional perspectives within safeguarding practice is a sign of a healthy and "
            "well-functioning partnership. Being Professional Challenged should not be seen as a criticism of a "
            "person's professional capabilities. It should lead to better outcomes for the child & their family, it "
            "is healthy & shows confidence in multi-agency practice. Learning from Serious Case Reviews has identified "
            "a reluctance to challenge inter-agency decision making and concerns not being followed up with robust "
            "challenge."
        ),
        in_practice=_(
            "A rising number of challenges can be good news: people are speaking up. "
            "Counts are shown without praise or blame, and nobody is scored."
        ),
        question=_("What would your team think if the number of challenges doubled next year?"),
        leads_to="counts",
        link=_("See the counts"),
    ),
    Card(
        number=3,
        title="Professional Challenge",
        quoted=(
            "All agencies and services should promote a culture which encourages constructive challenge within and "
            "between organisations; acknowledging the important role that challenge can play in safeguarding children. "
            "Effective 'working together' depends on a culture of open & honest relationships between agencies. Where "
            "different professional perspectives are welcomed & given serious consideration by professionals who want "
            "the best outcomes for children young people."
        ),
        in_practice=_(
            "Both sides give their view, and say how safe they think the child is, before they see the other's. "
            "Then both views open together, side by side. Thank the person who raised it; "
            '"you were right" is a good outcome.'
        ),
        question=_("How do people in your team find out that a challenge from another agency was welcome?"),
        leads_to="my-turn",
        link=_("See what is waiting for you"),
    ),
    Card(
        number=4,
        title="Disagreement & Dispute Resolution",
        quoted=(
            "Differences of opinion, concerns & issues can arise for practitioners at work & it is important they are "
            "resolved as effectively and swiftly as possible. Having different professional perspectives within "
            "safeguarding practice is a sign of a healthy & well-functioning partnership. These differences of opinion "
            "are usually resolved by discussion & negotiation between the practitioners concerned. It is essential "
            "that where differences of opinion arise they do not adversely affect the outcomes for families & are "
            "resolved in a constructive and timely manner."
        ),
        in_practice=_(
            "Talk first, and soon. Say what worries you and what you want to happen, and agree how the child is kept "
            "safe until it is settled. If talking settled it, it can be recorded in about a minute."
        ),
        question=_("Which difference of opinion have you left too long, and what would you say if you rang today?"),
        leads_to="raise",
        link=_("Raise a challenge"),
    ),
    Card(
        number=5,
        title="Barriers to Professional Challenge",
        quoted=(
            "Communication skills; lack of confidence; lack of experience; lack of knowledge of process/procedures; "
            "types of bias; time constraints; fear/worry."
        ),
        in_practice=_(
            "Most people meet several of these. Seven private questions help you to see which are yours, "
            "and point to something that helps with each."
        ),
        question=_("Which of the seven stopped you last time? Was your hesitation about you, or about the child?"),
        leads_to="barriers",
        link=_("Look at your own barriers in private"),
    ),
    Card(
        number=6,
        title="Escalation",
        quoted=(
            "Escalation of concerns should be carried out in the spirit of achieving better outcomes for children. "
            "Where possible, all efforts should be made to address disagreements as they happen rather than after the "
            "matter has been dealt with. SOTSCP procedures multi-agency Escalation Policy (provides guidance on the "
            "stepped process involved including initial professional discussions through to SOTSCP involvement). When "
            "using the procedure at Step 3, you are asked to escalate to your Safeguarding Partnership "
            "representatives. These are detailed on the SOTSCP website."
        ),
        in_practice=_(
            "Taking a challenge to the next step is an ordinary part of the procedure, not an accusation. "
            "The steps, who answers at each and what happens next can be read without an account. "
            "In immediate danger, call 999 or the duty team and do not wait for any step."
        ),
        question=_("Could you say now who answers at the next step, in your agency and in the other one?"),
        leads_to="next-step",
        link=_("What is my next step?"),
    ),
    Card(
        number=7,
        title="Respectful (assertive)",
        quoted=(
            "Challenge can stimulate and motivate others. It can be evidenced-based, child focused & based on the "
            "desire for positive outcomes. Use the escalation process where necessary and refer to your organisation's "
            "policies on Complaints, Whistle-blowing, record keeping, Information Governance etc."
        ),
        in_practice=_(
            "Say what you saw, what you think it means and what you want to happen, then ask how they see it. "
            "Some worries belong to another route, such as a complaint or whistleblowing. "
            "A few questions show which door is the right one."
        ),
        question=_("Think of your last challenge: which part was fact, which was your view, and where was the child?"),
        leads_to="door",
        link=_("Find the right door"),
    ),
)

# To talk about at the end, alone, in a team meeting or in supervision.
CLOSING_QUESTIONS = (
    _("What will you do differently when you next disagree with another agency about a child?"),
    _("What would make it easier for somebody in another agency to challenge you?"),
    _("What should your team or your manager change, and who will ask for it?"),
)
