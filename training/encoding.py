"""Pairs as token ids, and ids as batches of like length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.rows import Pair

MOST_TOKENS = 128
MOST_CLAIM_TOKENS = 56
START, END = 101, 102


@dataclass(frozen=True, slots=True)
class Example:
    """One encoded pair: ids with specials, how many belong to the claim's side, the label."""

    ids: tuple[int, ...]
    first: int
    label: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one step."""

    input_ids: Tensor
    attention_mask: Tensor
    token_type_ids: Tensor
    labels: Tensor


def bare_tokenizer(path: Path) -> Tokenizer:
    """Return the tokenizer without padding and truncation, which cost four times as much."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def encoded(tokenizer: Tokenizer, pairs: Sequence[Pair]) -> list[Example]:
    """Return the pairs as examples: long premises lose their beginning, where the surroundings are."""
    claims = tokenizer.encode_batch([one.claim for one in pairs], add_special_tokens=False)
    premises = tokenizer.encode_batch([one.premise for one in pairs], add_special_tokens=False)
    examples = []
    for one, claim, premise in zip(pairs, claims, premises, strict=True):
        first = [START, *claim.ids[:MOST_CLAIM_TOKENS], END]
        second = [*premise.ids[-(MOST_TOKENS - len(first) - 1) :], END]
        examples.append(Example((*first, *second), len(first), int(one.label)))
    return examples


def batch_of(examples: Sequence[Example]) -> Batch:
    """Return examples padded to the longest of them."""
    longest = max(len(one.ids) for one in examples)
    ids = torch.zeros(len(examples), longest, dtype=torch.long)
    mask = torch.zeros_like(ids)
    types = torch.zeros_like(ids)
    for row, one in enumerate(examples):
        length = len(one.ids)
        ids[row, :length] = torch.tensor(one.ids)
        mask[row, :length] = 1
        types[row, one.first : length] = 1
    return Batch(ids, mask, types, torch.tensor([one.label for one in examples]))


def batches(examples: Sequence[Example], size: int, rng: random.Random, window: int = 64) -> Iterator[Batch]:
    """Yield batches of like length in the given order: sorted only within windows of so many batches."""
    for start in range(0, len(examples), window * size):
        some = sorted(examples[start : start + window * size], key=lambda one: len(one.ids))
        groups = [some[at : at + size] for at in range(0, len(some), size)]
        rng.shuffle(groups)
        for group in groups:
            yield batch_of(group)
