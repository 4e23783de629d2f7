"""The one place that turns BEDSIDE_MODEL into a scorer.

============================================== =====================================================================
``linear``                                     the linear baseline that the package carries; quick, the least able
``minilm``                                     Bedside's own encoder, served by onnxruntime
``detoxify:original|unbiased|multilingual``    a checkpoint as Detoxify publishes it (needs the extra ``train``, and the
                                               network once)
``detoxify:PATH[@sha256=HEX]``                 a local Detoxify checkpoint, or our safetensors file, through the detoxify
                                               library; the checksum is compared before anything is read
``fake``                                       tests: reads its scores out of the text
============================================== =====================================================================

Models are imported only when asked for, so that serving needs neither torch nor what another model needs.
"""

from collections.abc import Mapping

from pipeline.core.policy import Thresholds
from pipeline.errors import Misconfigured
from pipeline.ports import Scorer


def load_scorer(model: str, threads: int, thresholds: Mapping[str, Thresholds] | None = None) -> Scorer:
    """Load a model ready to score; ``threads`` bounds its own. Raises Misconfigured with one sentence that says what to do.

    ``thresholds``: what the scores will decide; a model that has a student may then let it answer what is easy.
    """
    kind, _, rest = model.partition(":")
    if kind == "linear" and not rest:
        from pipeline.adapters.linear_scorer import LinearScorer  # noqa: PLC0415

        return LinearScorer()
    if kind == "minilm" and not rest:
        from pipeline.adapters.onnx_scorer import OnnxScorer  # noqa: PLC0415

        return OnnxScorer(threads=threads, thresholds=thresholds)
    if kind == "detoxify" and rest:
        from pipeline.adapters.detoxify_scorer import DetoxifyScorer  # noqa: PLC0415

        return DetoxifyScorer(rest, threads=threads)
    if kind == "fake":
        from pipeline.adapters.fake_scorer import FakeScorer  # noqa: PLC0415

        return FakeScorer()
    raise Misconfigured(f"BEDSIDE_MODEL={model} is no model: use linear, minilm, detoxify:NAME or detoxify:PATH")
