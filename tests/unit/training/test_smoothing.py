"""Scales for quantising: they change nothing in exact numbers, and bring large channels down."""

import numpy as np
import pytest

pytest.importorskip("torch", reason="the optional dependencies `train` are not installed")

import onnxruntime
import torch

from training.encoding import Example
from training.graph import onnx_model
from training.network import Shape, StanceNetwork
from training.smoothing import scales

TINY = Shape(vocabulary=20, width=8, layers=2, heads=2, inner=16, positions=12)
EXAMPLES = [Example((2, 5, 3, 7, 3), 3, 0), Example((2, 9, 3, 11, 4, 3), 3, 1)]


def test_a_smoothed_network_says_what_it_said():
    torch.manual_seed(1)
    network = StanceNetwork(TINY).eval()
    weights = {name: value.detach().numpy() for name, value in network.state_dict().items()}

    found = scales(network, EXAMPLES)

    assert set(found) == {f"layers.{number}.{part}" for number in (0, 1) for part in ("qkv", "out", "up", "down")}
    plain, smooth = (logits(onnx_model(weights, TINY.heads, some)) for some in ({}, found))
    np.testing.assert_allclose(plain, smooth, atol=1e-4)


def logits(model):
    """What the graph makes of one pair."""
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    ids = np.array([[2, 5, 3, 7, 3]], dtype=np.int64)
    types = np.array([[0, 0, 0, 1, 1]], dtype=np.int64)
    return session.run(["logits"], {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": types})[0]
