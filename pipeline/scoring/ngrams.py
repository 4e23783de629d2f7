"""A second teacher of Detoxify's six classes: n-grams of words and letters, which know rare words better than an encoder does.

Every text is judged by a fit that has not seen it, so that what it teaches is no echo of the labels. The mean of both
teachers ranks better than either: ensemble distillation, Hinton et al. 2015.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from tqdm import tqdm

from pipeline.scoring.corpus import share_of

PARTS = 4
STRENGTH = 3.0
Numbers = NDArray[np.float64]


def judged(texts: Sequence[str], truth: Numbers) -> Numbers:
    """[n] folded texts and [n, classes] labels of 0 or 1 → [n, classes] probabilities, each from the other parts' labels."""
    words = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), min_df=2, max_features=200_000, dtype=np.float32)
    letters = TfidfVectorizer(
        sublinear_tf=True, analyzer="char_wb", ngram_range=(2, 5), min_df=3, max_features=300_000, dtype=np.float32
    )
    x = csr_matrix(hstack([words.fit_transform(texts), letters.fit_transform(texts)]))
    parts = np.array([int(share_of(text, "part") * PARTS) for text in texts])
    found = truth.astype(np.float64)
    for part in tqdm(range(PARTS), unit="part"):
        theirs = parts == part
        for i in range(truth.shape[1]):
            if len(set(truth[~theirs, i])) == 2:
                model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0)
                model.fit(x[~theirs], truth[~theirs, i])
                found[theirs, i] = model.predict_proba(x[theirs])[:, 1]
    return found
