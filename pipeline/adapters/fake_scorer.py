"""Scorer for tests and rehearsals: it reads its scores out of the text itself, and is quiet otherwise.

A text that begins with a JSON object says what is to be found in it, e.g.
``{"severe": 0.9, "complaint": 0.8, "language": "es"} the words``. Keys: mild, severe, complaint, question, sentiment,
language, any of Detoxify's labels, ``topic_NAME``, ``safety_NAME``; ``{"fail": true}`` makes scoring that text fail.
"""

import json
from collections.abc import Sequence
from typing import Any

from schemas.assessment import SAFETY, TOPICS, TOXICITY, Abuse, Assessment, Unscored


class FakeScorer:
    """Deterministic; the policy's thresholds for it stand under ``[thresholds.fake]``."""

    model_id = "fake"
    languages = frozenset({"en"})

    def score(self, texts: Sequence[str]) -> list[Assessment | Unscored]:
        """[n] texts → [n] assessments, in order; raises RuntimeError for a text that says so."""
        return [self._assessment(_read(text)) for text in texts]

    def _assessment(self, found: dict[str, Any]) -> Assessment:
        if found.get("fail"):
            raise RuntimeError("a text asked the fake scorer to fail")
        return Assessment(
            model=self.model_id,
            language=str(found.get("language", "en")),
            toxicity={name: float(found.get(name, 0.0)) for name in TOXICITY},
            abuse=Abuse(mild=float(found.get("mild", 0.0)), severe=float(found.get("severe", 0.0))),
            complaint=float(found.get("complaint", 0.0)),
            question=float(found.get("question", 0.0)),
            sentiment=float(found.get("sentiment", 0.0)),
            topics={name: float(found.get(f"topic_{name}", 0.0)) for name in TOPICS},
            safety={name: float(found.get(f"safety_{name}", 0.0)) for name in SAFETY},
        )


def _read(text: str) -> dict[str, Any]:
    if not text.startswith("{"):
        return {}
    try:
        found, _ = json.JSONDecoder().raw_decode(text)
    except (json.JSONDecodeError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
