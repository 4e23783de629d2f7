"""Scorer: Bedside's encoder, which the package carries, by onnxruntime; neither torch nor the network."""

from collections.abc import Mapping
from pathlib import Path

from pipeline.adapters.lingua_languages import identify
from pipeline.core.policy import Thresholds
from pipeline.scoring import encoder
from pipeline.scoring.assess import TextScorer
from pipeline.scoring.cascade import Cascade
from pipeline.scoring.student import Student

MODEL = Path(encoder.__file__).parent / "models" / "minilm"


class OnnxScorer(TextScorer):
    """Scores with a folder that ``pipeline.scoring.train`` wrote, warm when made; raises Misconfigured where it is not whole.

    ``thresholds``: model id → what its scores decide; with them the student answers what is easy, else the encoder all.
    """

    def __init__(
        self, folder: Path = MODEL, *, threads: int = 2, thresholds: Mapping[str, Thresholds] | None = None
    ) -> None:
        model = encoder.Encoder(folder, threads)
        limits = (thresholds or {}).get(model.model_id)
        cascade = Cascade(Student(folder, model.sha256), model, limits) if limits else None
        super().__init__(model.model_id, model.classes, model.predict, identify, cascade=cascade)
        self.score(["warm up"])
