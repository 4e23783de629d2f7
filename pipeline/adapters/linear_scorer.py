"""Scorer: the linear baseline that the package carries; numpy only, a millisecond a text."""

from pathlib import Path

from pipeline.adapters.lingua_languages import identify
from pipeline.scoring import linear
from pipeline.scoring.assess import TextScorer

MODEL = Path(linear.__file__).parent / "models" / "linear" / "model.safetensors"


class LinearScorer(TextScorer):
    """Scores with a file that ``pipeline.scoring.train_linear`` wrote; raises Misconfigured where it is not there."""

    def __init__(self, path: Path = MODEL) -> None:
        model = linear.Linear(path)
        super().__init__(model.model_id, model.classes, model.predict, identify)
