"""From a trained network to the files that the service runs."""

from __future__ import annotations

import gzip
import json
import logging
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import onnxruntime
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from service.stance.model import PACKED, network
from training.encoding import MOST_CLAIM_TOKENS, MOST_TOKENS, Example, batch_of
from training.graph import onnx_model
from training.measuring import Array
from training.network import StanceNetwork
from training.smoothing import scales

log = logging.getLogger(__name__)

MOST_BYTES = 25_000_000
WORDS = "words.weight"  # the table of word vectors


def write_network(trained: StanceNetwork, heads: int, examples: Sequence[Example], folder: Path) -> None:
    """Write the network as a packed int8 ONNX file, quantised by channel, smoothed for what the examples put in."""
    weights = {name: value.detach().numpy() for name, value in trained.state_dict().items()}
    with TemporaryDirectory() as place:
        whole, small = Path(place) / "whole.onnx", Path(place) / "small.onnx"
        onnx.save(onnx_model(weights, heads, scales(trained, examples)), str(whole))
        quantize_dynamic(
            whole,
            small,
            per_channel=True,
            # Seven bits: the same sums on machines whose int8 products saturate.
            reduce_range=True,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
        model = onnx.load(str(small))
    _round_words(model)
    packed = gzip.compress(model.SerializeToString(), mtime=0)
    if len(packed) > MOST_BYTES:
        raise ValueError(f"the network has {len(packed)} bytes, more than {MOST_BYTES}")
    (folder / PACKED).write_bytes(packed)


def _round_words(model: onnx.ModelProto) -> None:
    """Give the word vectors seven bits, as the other weights have: a third of them is saved when the file is packed."""
    table = {one.name: one for one in model.graph.initializer}
    words = table[f"{WORDS}_quantized"]
    zero = int(numpy_helper.to_array(table[f"{WORDS}_zero_point"]))
    steps = numpy_helper.to_array(words).astype(int) - zero
    rounded = (2 * np.round(steps / 2) + zero).clip(0, 255).astype(np.uint8)
    words.CopyFrom(numpy_helper.from_array(rounded, words.name))


def write_tokenizer(tokenizer: Tokenizer, path: Path) -> None:
    """Write the tokenizer with no padding and no truncation left on."""
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(path), pretty=False)


def write_labels(path: Path, temperature: float, bias: Sequence[float]) -> None:
    """Write the order of the outputs, the calibration and the limits."""
    content = {
        "labels": ["supports", "refutes", "neutral"],
        "calibration": {"temperature": round(temperature, 4), "bias": [round(one, 4) for one in bias]},
        "most_tokens": MOST_TOKENS,
        "most_claim_tokens": MOST_CLAIM_TOKENS,
    }
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def onnx_logits(folder: Path, examples: Sequence[Example], threads: int = 2) -> Array:
    """Return the logits of an exported network, pair by pair as in service."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(network(folder), options, providers=["CPUExecutionProvider"])
    logits = np.zeros((len(examples), 3))
    for at, example in enumerate(examples):
        batch = batch_of([example])
        feed = {
            "input_ids": batch.input_ids.numpy(),
            "attention_mask": batch.attention_mask.numpy(),
            "token_type_ids": batch.token_type_ids.numpy(),
        }
        logits[at] = session.run(["logits"], feed)[0][0]
    return logits
