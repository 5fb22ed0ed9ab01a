"""From a trained network to the files that the service runs."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import onnxruntime
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from training.encoding import MOST_CLAIM_TOKENS, MOST_TOKENS, Example, batch_of
from training.graph import onnx_model
from training.measuring import Array
from training.network import StanceNetwork

log = logging.getLogger(__name__)

MOST_BYTES = 35_000_000


def write_network(network: StanceNetwork, heads: int, path: Path) -> None:
    """Write the network as an int8 ONNX file, quantised by channel, activations as they come."""
    weights = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        onnx.save(onnx_model(weights, heads), str(whole))
        quantize_dynamic(
            whole,
            path,
            per_channel=True,
            # Seven bits: the same sums on machines whose int8 products saturate.
            reduce_range=True,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"{path} has {path.stat().st_size} bytes, more than {MOST_BYTES}")


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


def onnx_logits(path: Path, examples: Sequence[Example], threads: int = 2) -> Array:
    """Return the logits of an ONNX file, pair by pair as in service."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
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
