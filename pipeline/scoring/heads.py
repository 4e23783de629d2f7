"""The classes of Bedside's models, in order: Detoxify's six first, so that any Detoxify tool finds them."""

from schemas.assessment import SAFETY, TOPICS, TOXICITY

OWN = ("abuse_mild", "abuse_severe", "complaint", "question", "positive")
"""``positive`` is the sentiment head: p becomes 2p - 1."""
CLASSES: tuple[str, ...] = (
    *TOXICITY,
    *OWN,
    *(f"topic_{name}" for name in TOPICS),
    *(f"safety_{name}" for name in SAFETY),
)
INDEX = {name: i for i, name in enumerate(CLASSES)}
