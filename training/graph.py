"""The network as an ONNX graph of onnxruntime's fused operators, built node by node.

Written out rather than traced and then fused: nothing depends on what an exporter or an optimizer recognises.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

FUSED = "com.microsoft"
EPSILON = 1e-12

Weights = Mapping[str, NDArray[np.float32]]


@dataclass(slots=True)
class _Graph:
    """Nodes and constants, as they are added."""

    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        """Add a constant and return its name."""
        self.constants.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        """Add a node of one output and return that output's name."""
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
        return output


def onnx_model(weights: Weights, heads: int, scales: Weights) -> onnx.ModelProto:
    """Return the network's weights as a model: ids, mask and types in, logits out.

    `scales` has for a matrix ("layers.0.down") what its inputs are divided and its rows multiplied by.
    """
    graph = _Graph()
    states, mask = _embedded(graph, weights)
    layers = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers."))
    for number in range(layers):
        states = _layer(graph, weights, scales, f"layers.{number}", states, mask, heads)
    _head(graph, weights, states)
    ids = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["pairs", "tokens"])
        for name in ("input_ids", "attention_mask", "token_type_ids")
    ]
    logits = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["pairs", 3])
    built = helper.make_graph(graph.nodes, "stance", ids, [logits], graph.constants)
    operators = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
    return helper.make_model(built, opset_imports=operators, ir_version=8, producer_name="training")


def _embedded(graph: _Graph, weights: Weights) -> tuple[str, str]:
    """Add the embedding of ids, places and types; return its output and the mask as int32."""
    ids = graph.node("Cast", ["input_ids"], "ids32", to=TensorProto.INT32)
    types = graph.node("Cast", ["token_type_ids"], "types32", to=TensorProto.INT32)
    mask = graph.node("Cast", ["attention_mask"], "mask32", to=TensorProto.INT32)
    names = ("words.weight", "places.weight", "types.weight", "norm.weight", "norm.bias")
    tables = [graph.constant(name, weights[name]) for name in names]
    outputs = ["embedded", "embedded.mask"]
    graph.nodes.append(
        helper.make_node(
            "EmbedLayerNormalization",
            [ids, types, *tables, mask],
            outputs,
            name="embed",
            domain=FUSED,
            epsilon=EPSILON,
        )
    )
    return "embedded", mask


def _layer(graph: _Graph, weights: Weights, scales: Weights, name: str, states: str, mask: str, heads: int) -> str:
    """Add one transformer layer and return its output."""

    def matrix(part: str) -> str:
        rows = weights[f"{name}.{part}.weight"].T
        scale = scales.get(f"{name}.{part}")
        return graph.constant(f"{name}.{part}.matrix", rows if scale is None else rows * scale[:, None])

    def scaled(inputs: str, part: str) -> str:
        scale = scales.get(f"{name}.{part}")
        if scale is None:
            return inputs
        return graph.node("Mul", [inputs, graph.constant(f"{name}.{part}.scale", 1 / scale)], f"{name}.{part}.scaled")

    def vector(part: str) -> str:
        return graph.constant(f"{name}.{part}", weights[f"{name}.{part}"])

    attention_inputs = [scaled(states, "qkv"), matrix("qkv"), vector("qkv.bias"), mask]
    mixed = graph.node("Attention", attention_inputs, f"{name}.mixed", FUSED, num_heads=heads)
    mixed = graph.node("MatMul", [scaled(mixed, "out"), matrix("out")], f"{name}.mixed.out")
    first = [mixed, states, vector("norm1.weight"), vector("norm1.bias"), vector("out.bias")]
    states = graph.node("SkipLayerNormalization", first, f"{name}.first", FUSED, epsilon=EPSILON)
    inner = graph.node("MatMul", [scaled(states, "up"), matrix("up")], f"{name}.inner")
    inner = graph.node("BiasGelu", [inner, vector("up.bias")], f"{name}.gelu", FUSED)
    inner = graph.node("MatMul", [scaled(inner, "down"), matrix("down")], f"{name}.inner.out")
    second = [inner, states, vector("norm2.weight"), vector("norm2.bias"), vector("down.bias")]
    return graph.node("SkipLayerNormalization", second, f"{name}.second", FUSED, epsilon=EPSILON)


def _head(graph: _Graph, weights: Weights, states: str) -> None:
    """Add first token and mean of all tokens, one hidden layer, three logits."""
    start = graph.node("Gather", [states, graph.constant("zero", np.array(0, np.int64))], "start", axis=1)
    cast = graph.node("Cast", ["attention_mask"], "mask.float", to=TensorProto.FLOAT)
    weighed = graph.node("Unsqueeze", [cast, graph.constant("last", np.array([-1], np.int64))], "mask.column")
    kept = graph.node("Mul", [states, weighed], "kept")
    along = graph.constant("along", np.array([1], np.int64))
    total = graph.node("ReduceSum", [kept, along], "total", keepdims=0)
    count = graph.node("ReduceSum", [weighed, along], "count", keepdims=0)
    mean = graph.node("Div", [total, count], "mean")
    pooled = graph.node("Concat", [start, mean], "pooled", axis=-1)
    hidden = graph.node("MatMul", [pooled, graph.constant("head.matrix", weights["head.weight"].T)], "head.product")
    hidden = graph.node("Add", [hidden, graph.constant("head.bias", weights["head.bias"])], "head.sum")
    hidden = graph.node("Tanh", [hidden], "hidden")
    logits = graph.node(
        "MatMul", [hidden, graph.constant("labels.matrix", weights["labels.weight"].T)], "labels.product"
    )
    graph.node("Add", [logits, graph.constant("labels.bias", weights["labels.bias"])], "logits")
