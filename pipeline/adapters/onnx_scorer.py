"""Scorer: Bedside's encoder, which the package carries, by onnxruntime; neither torch nor the network."""

from pathlib import Path

from pipeline.adapters.lingua_languages import identify
from pipeline.scoring import encoder
from pipeline.scoring.assess import TextScorer

MODEL = Path(encoder.__file__).parent / "models" / "minilm"


class OnnxScorer(TextScorer):
    """Scores with a folder that ``pipeline.scoring.train`` wrote, warm when made; raises Misconfigured where it is not whole."""

    def __init__(self, folder: Path = MODEL, *, threads: int = 2) -> None:
        model = encoder.Encoder(folder, threads)
        super().__init__(model.model_id, model.classes, model.predict, identify)
        self.score(["warm up"])
