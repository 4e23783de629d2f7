"""What a scorer says of one text, or that it could say nothing."""

import msgspec

from schemas.base import Probability

TOXICITY = ("toxicity", "severe_toxicity", "obscene", "threat", "insult", "identity_attack")
TOPICS = (
    "waiting", "staff_manner", "communication", "billing", "cleanliness", "facilities",
    "appointments", "medication", "care_quality", "discharge", "parking_access", "food",
)  # fmt: skip
SAFETY = ("self_harm", "threat", "adverse_event", "privacy")


class Abuse(msgspec.Struct, frozen=True, kw_only=True):
    """Probability of a mild insult about conduct or character, and of severe abuse (contract: severity of insults)."""

    mild: Probability | None = None
    severe: Probability | None = None


class Assessment(msgspec.Struct, frozen=True, kw_only=True, tag="assessment", tag_field="kind"):
    """Label → probability; a head that the model lacks is null or absent, never zero."""

    model: str
    """Whose scores these are, and whose thresholds apply."""
    student: str | msgspec.UnsetType = msgspec.UNSET
    """Its small student that answered in its place, far enough from every threshold of the policy; absent: the model itself."""
    windows: int | msgspec.UnsetType = msgspec.UNSET
    """In how many windows a long text was read; absent: at once."""
    language: str = "en"
    toxicity: dict[str, Probability | None] = msgspec.field(default_factory=dict)
    abuse: Abuse = Abuse()
    complaint: Probability | None = None
    question: Probability | None = None
    sentiment: float | None = None
    """-1 (very negative) … 1 (very positive)."""
    topics: dict[str, Probability] = msgspec.field(default_factory=dict)
    safety: dict[str, Probability] = msgspec.field(default_factory=dict)
    spans: tuple[tuple[int, int, float], ...] = ()
    """(start, end, weight): code points of the original text that raised the abuse score."""


class Unscored(msgspec.Struct, frozen=True, kw_only=True, tag="unscored", tag_field="kind"):
    """No score exists. It is not a low score: a person must look."""

    reason: str
