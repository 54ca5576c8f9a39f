"""The life of a challenge as a table: which event leads from one phase to another. The reference draws it, and a
property test holds it against what the engine really does."""

from __future__ import annotations

from forthright.core.challenge import facts
from forthright.core.challenge.codes import Phase

LIFE: tuple[tuple[Phase | None, type[facts.Fact], Phase], ...] = (
    (None, facts.Raised, Phase.OPEN),
    (None, facts.SettledByTalking, Phase.ENDED),
    (Phase.OPEN, facts.OutcomeConfirmed, Phase.SETTLED),
    (Phase.OPEN, facts.DecisionMade, Phase.SETTLED),
    (Phase.OPEN, facts.DecisionSeconded, Phase.SETTLED),
    (Phase.OPEN, facts.RecommendationAccepted, Phase.SETTLED),
    (Phase.OPEN, facts.Withdrawn, Phase.ENDED),
    (Phase.SETTLED, facts.ActionDone, Phase.ENDED),
    (Phase.SETTLED, facts.CheckBackAnswered, Phase.ENDED),
    (Phase.SETTLED, facts.FormFilled, Phase.ENDED),
    (Phase.SETTLED, facts.Reopened, Phase.OPEN),
    (Phase.ENDED, facts.Reopened, Phase.OPEN),
)
"""(phase before, event type, phase after). Every other event leaves the phase as it is."""
