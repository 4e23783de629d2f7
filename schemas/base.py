"""What every schema shares: names that are not empty, and probabilities."""

from typing import Annotated

import msgspec

Name = Annotated[str, msgspec.Meta(min_length=1)]
Probability = Annotated[float, msgspec.Meta(ge=0, le=1)]
