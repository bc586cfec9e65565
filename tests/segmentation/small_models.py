"""Small random models that pkuseg loads too, with so few different weights that many ways to cut score the same."""

import io
import pickle
import random
from pathlib import Path

import numpy as np
import srsly

# One or two of each kind: plain, digit, letter, sign, beyond the basic plane; the features name all but the last.
CHARACTERS = ["的", "村", "路", "**Num", "**Letter", "&", "😂"]
LETTERS = "的的的的的的村村村村村村路一7Ａ-😂巫 \n"


def random_features(seed: int) -> dict:
    chance = random.Random(seed)
    words = {"".join(chance.choices("的的村村😂", k=chance.randint(2, 6))) for _ in range(60)}
    names = ["$$"]
    names += [f"{part}.{one}" for part in ("c", "c-1", "c1", "c-2", "c2") for one in CHARACTERS]
    names += [f"{part}.{one}.{two}" for part in ("c-1c", "cc1", "c-2c-1") for one in CHARACTERS for two in CHARACTERS]
    names += [f"{part}.{word}" for part in ("w1", "w-1") for word in sorted(words)]
    names += [f"ww.{side}.{one}*{two}" for side in "lr" for one in sorted(words) for two in sorted(words)]
    kept = ["$$", *sorted(chance.sample(names[1:], len(names) * 2 // 3))]
    return {
        "unigram": sorted(words | {"", "1村", "村-路", "的的的的的的的"}),
        "bigram": [],
        "feature_to_idx": {name: number for number, name in enumerate(kept)},
        "tag_to_idx": {"B": 0, "B_single": 1, "I": 2, "I_end": 3, "I_first": 4},
    }


def random_weights(features: dict, seed: int) -> np.ndarray:
    """Few different weights, so that many ways to cut score the same, of which binary numbers hold none exactly."""
    size = 5 * len(features["feature_to_idx"]) + 25
    return np.random.default_rng(seed).choice([-0.7, -0.3, -0.1, 0.1, 0.2, 0.4, 1.1], size)


def release_files(seed: int) -> dict[str, bytes]:
    """Files like those of pkuseg's release."""
    features = random_features(seed)
    weights = io.BytesIO()
    np.savez(weights, sizes=np.array([5, len(features["feature_to_idx"])]), w=random_weights(features, seed))
    return {"features.pkl": pickle.dumps(features), "weights.npz": weights.getvalue()}


def write_plain_model(folder: Path, seed: int) -> None:
    """Write a small model as spacy_pkuseg loads it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "features.msgpack").write_bytes(srsly.msgpack_dumps(random_features(seed)))
    (folder / "weights.npz").write_bytes(release_files(seed)["weights.npz"])
