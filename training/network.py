"""The cross-encoder: a small BERT with a three-way head, in plain torch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.weights import Weights


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the network: `Shape()` is bge-small."""

    vocabulary: int = 30_522
    width: int = 384
    layers: int = 12
    heads: int = 12
    inner: int = 1_536
    positions: int = 512
    dropout: float = 0.0


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.dropout = shape.dropout
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=1e-12)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return the new states: `layer(states, mask)`."""
        batch, length, width = states.shape
        qkv = self.qkv(states).view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = qkv.permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, width))
        states = self.norm1(states + functional.dropout(mixed, self.dropout, self.training))
        inner = self.down(functional.gelu(self.up(states)))
        ended: Tensor = self.norm2(states + functional.dropout(inner, self.dropout, self.training))
        return ended


class StanceNetwork(nn.Module):
    """Claim and premise in, three logits out: supports, refutes, neutral."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.types = nn.Embedding(2, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.head = nn.Linear(2 * shape.width, shape.width)
        self.labels = nn.Linear(shape.width, 3)
        self.dropout = shape.dropout

    def freeze(self, layers: int) -> None:
        """Keep the embeddings and so many of the lower layers as they are, without dropout."""
        for part in (self.words, self.places, self.types, self.norm):
            part.requires_grad_(requires_grad=False)
        for layer in self.layers[:layers]:
            layer.requires_grad_(requires_grad=False)
            layer.dropout = 0.0

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        """Return logits of shape (batch, 3)."""
        states, mean = self.read(input_ids, attention_mask, token_type_ids)
        pooled = torch.cat([states[:, 0], mean], dim=-1)
        hidden = torch.tanh(self.head(functional.dropout(pooled, self.dropout, self.training)))
        logits: Tensor = self.labels(functional.dropout(hidden, self.dropout, self.training))
        return logits

    def read(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> tuple[Tensor, Tensor]:
        """Return the last layer's states, (batch, length, width), and their mean over the tokens, (batch, width)."""
        places = torch.arange(input_ids.shape[1], device=input_ids.device)
        states = self.words(input_ids) + self.places(places) + self.types(token_type_ids)
        states = self.norm(states)
        # Added to the attention scores: 0 for a token, a large negative number for padding.
        mask = (1.0 - attention_mask.to(states.dtype))[:, None, None, :] * -10_000.0
        for layer in self.layers:
            states = layer(states, mask)
        weights = attention_mask.to(states.dtype).unsqueeze(-1)
        return states, (states * weights).sum(1) / weights.sum(1)


def pretrained(source: Weights, shape: Shape) -> StanceNetwork:
    """Return a network with pretrained weights and a fresh head."""
    network = StanceNetwork(shape)
    state = network.state_dict()
    state["words.weight"] = source["embeddings.word_embeddings.weight"]
    state["places.weight"] = source["embeddings.position_embeddings.weight"]
    state["types.weight"] = source["embeddings.token_type_embeddings.weight"]
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = source[f"embeddings.LayerNorm.{part}"]
        for number in range(shape.layers):
            old, new = f"encoder.layer.{number}", f"layers.{number}"
            attention = [source[f"{old}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            state[f"{new}.qkv.{part}"] = torch.cat(attention)
            state[f"{new}.out.{part}"] = source[f"{old}.attention.output.dense.{part}"]
            state[f"{new}.norm1.{part}"] = source[f"{old}.attention.output.LayerNorm.{part}"]
            state[f"{new}.up.{part}"] = source[f"{old}.intermediate.dense.{part}"]
            state[f"{new}.down.{part}"] = source[f"{old}.output.dense.{part}"]
            state[f"{new}.norm2.{part}"] = source[f"{old}.output.LayerNorm.{part}"]
    network.load_state_dict(state)
    return network


def mean_of(networks: Sequence[StanceNetwork]) -> StanceNetwork:
    """Return the network whose weights are the mean of those of networks of one shape and one start.

    Wortsman et al., Model soups, ICML 2022.
    """
    states = [network.state_dict() for network in networks]
    mean = {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}
    networks[0].load_state_dict(mean)
    return networks[0]
