"""The model as arrays: only weights that integers hold exactly are taken."""

import numpy as np
import pytest

from tests.segmentation.small_models import random_features, random_weights
from wushan_ie.segmentation.conversion import SCALE, build_model


def test_every_feature_that_text_can_have_keeps_its_weights() -> None:
    features = random_features(1)
    weights = random_weights(features, 1)
    model = build_model(features, weights)
    rows = {tuple(row) for row in (weights[: 5 * len(features["feature_to_idx"])] * SCALE).round().reshape(-1, 5)}
    assert {tuple(row) for row in model.weights.tolist()} - {(0, 0, 0, 0, 0)} <= rows


def test_weights_of_more_than_four_places_are_refused() -> None:
    features = random_features(1)
    weights = random_weights(features, 1)
    weights[3] = 0.00005
    with pytest.raises(ValueError, match="the model's weights are no decimals of four places"):
        build_model(features, weights)


@pytest.mark.parametrize("index", [0, -1])
def test_weights_keep_their_sign_and_size(index: int) -> None:
    features = random_features(1)
    weights = np.zeros_like(random_weights(features, 1))
    weights[index] = -9.6526
    model = build_model(features, weights)
    assert {0: model.weights[0, 0], -1: model.moves[4, 4]}[index] == -96526
