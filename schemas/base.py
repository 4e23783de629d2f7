"""The one base of every schema: frozen, keyword-only, unknown fields ignored."""

from typing import Annotated

import msgspec

Name = Annotated[str, msgspec.Meta(min_length=1)]
Probability = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Schema(msgspec.Struct, frozen=True, kw_only=True):
    """A value of the vocabulary."""
