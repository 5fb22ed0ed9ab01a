"""Scales that make a network easier to quantise: large inputs of a matrix made smaller, its rows larger in their place.

In int8 all inputs of a matrix share one step, which the largest of them sets: a few channels of a BERT layer are ten
times the others, and the others are then told by a handful of steps. Dividing each input channel by a scale and
multiplying the matrix row by it changes nothing in exact numbers. After Xiao et al., SmoothQuant, ICML 2023.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from training.encoding import Example, batch_of
from training.network import StanceNetwork

Scales = dict[str, NDArray[np.float32]]

PARTS = ("qkv", "out", "up", "down")
# The inputs' share in a scale, the rest is the row's: at 0.5, as in the paper, seven bits are too few for the rows.
SHARE = 0.7
_LEAST = 1e-3


def scales(network: StanceNetwork, examples: Sequence[Example]) -> Scales:
    """Return a scale for every input channel of every matrix in the layers, from what the examples put in."""
    return {name: _scale(largest, _matrix(network, name)) for name, largest in _largest(network, examples).items()}


def _scale(inputs: Tensor, matrix: Tensor) -> NDArray[np.float32]:
    """Return the scale of each channel, their geometric mean 1."""
    rows = matrix.abs().amax(0).clamp_min(_LEAST)
    found = inputs.clamp_min(_LEAST) ** SHARE / rows ** (1 - SHARE)
    spread: NDArray[np.float32] = (found / found.log().mean().exp()).numpy()
    return spread


def _largest(network: StanceNetwork, examples: Sequence[Example]) -> dict[str, Tensor]:
    """Return the largest input of each channel, by matrix."""
    found: dict[str, Tensor] = {}
    with _watched(network, found), torch.no_grad():
        for example in examples:
            batch = batch_of([example])
            network(batch.input_ids, batch.attention_mask, batch.token_type_ids)
    return found


@contextmanager
def _watched(network: StanceNetwork, found: dict[str, Tensor]) -> Iterator[None]:
    """Keep in `found` the largest inputs while the network runs."""

    def watch(name: str, part: nn.Module) -> torch.utils.hooks.RemovableHandle:
        def keep(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            largest = inputs[0].detach().abs().flatten(0, -2).amax(0)
            found[name] = torch.maximum(found[name], largest) if name in found else largest

        return part.register_forward_pre_hook(keep)

    names = [f"layers.{number}.{part}" for number in range(len(network.layers)) for part in PARTS]
    hooks = [watch(name, network.get_submodule(name)) for name in names]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


def _matrix(network: StanceNetwork, name: str) -> Tensor:
    return network.get_parameter(f"{name}.weight").detach()
