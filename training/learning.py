"""The training loop: restartable from a checkpoint, the same for the same seed."""

from __future__ import annotations

import json
import logging
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from training.encoding import Example, batches
from training.network import StanceNetwork
from training.rows import Label

log = logging.getLogger(__name__)

Measure = Callable[[StanceNetwork], dict[str, float]]


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train one stage."""

    seed: int = 1
    batch_size: int = 32
    rate: float = 1.2e-4
    last_rate: float = 0.0
    warmup: float = 0.05
    decay: float = 0.01
    smoothing: float = 0.05
    average_from: float = 1.0
    frozen_layers: int = 0
    stop_after: int | None = None
    checkpoint_steps: int = 250
    measure_steps: int = 500


def loss_of(logits: Tensor, labels: Tensor, settings: Settings) -> Tensor:
    """Return the mean loss; a two-way row asks only that supports is unlikely."""
    logs = functional.log_softmax(logits.float(), dim=-1)
    three_way = labels < Label.NOT_SUPPORTED
    # log(p(refutes) + p(neutral)) for rows that do not say which of the two it is
    either = torch.logsumexp(logs[:, 1:], dim=-1)
    target = labels.clamp(max=Label.NEUTRAL)
    picked = logs.gather(1, target[:, None]).squeeze(1)
    smooth = settings.smoothing
    hard = torch.where(three_way, (1 - smooth) * picked + smooth * logs.mean(-1), either)
    return -hard.mean()


def rate_at(step: int, steps: int, settings: Settings) -> float:
    """Return the learning rate: up in a straight line, then down in one."""
    rise = max(1, int(settings.warmup * steps))
    if step < rise:
        return settings.rate * (step + 1) / rise
    left = (steps - step) / max(1, steps - rise)
    return settings.last_rate + (settings.rate - settings.last_rate) * left


def learn(
    network: StanceNetwork, examples: Sequence[Example], settings: Settings, folder: Path, measure: Measure
) -> StanceNetwork:
    """Train on the examples in their order and return the (averaged) network."""
    folder.mkdir(parents=True, exist_ok=True)
    optimizer = _optimizer(network, settings)
    size = settings.batch_size
    steps = (len(examples) + size - 1) // size
    done = _restored(network, optimizer, folder)
    mean = _Mean(network, done.get("mean"), done.get("count", 0))
    (folder / "settings.json").write_text(json.dumps(asdict(settings), indent=1))
    network.train()
    began, last = time.monotonic(), done.get("step", 0)
    for step, batch in enumerate(batches(examples, size, random.Random(settings.seed))):
        if step < last:
            continue
        if settings.stop_after is not None and step >= settings.stop_after:
            break
        torch.manual_seed(settings.seed * 1_000_003 + step)
        for group in optimizer.param_groups:
            group["lr"] = rate_at(step, steps, settings)
        logits = network(batch.input_ids, batch.attention_mask, batch.token_type_ids)
        loss = loss_of(logits, batch.labels, settings)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        if step >= settings.average_from * steps and step % 10 == 0:
            mean.add(network)
        if step % 50 == 0:
            speed = (step + 1 - last) * size / (time.monotonic() - began)
            log.info("step %d of %d, loss %.3f, %.0f pairs/s", step, steps, loss.item(), speed)
        if step and step % settings.checkpoint_steps == 0:
            _save(network, optimizer, mean, step + 1, folder)
        if step and step % settings.measure_steps == 0:
            log.info("step %d: %s", step, measured(network, measure))
    mean.into(network)
    torch.save(network.state_dict(), folder / "network.pt")
    log.info("end: %s", measured(network, measure))
    return network


def measured(network: StanceNetwork, measure: Measure) -> dict[str, float]:
    """Return the figures with the network in its evaluating state, and put it back."""
    network.eval()
    with torch.inference_mode():
        figures = measure(network)
    network.train()
    return figures


class _Mean:
    """The running mean of the weights over the last part of the training."""

    def __init__(self, network: StanceNetwork, state: dict[str, Tensor] | None, count: int) -> None:
        self.state = state or {name: value.clone() for name, value in network.state_dict().items()}
        self.count = count

    def add(self, network: StanceNetwork) -> None:
        """Take one more point into the mean."""
        self.count += 1
        for name, value in network.state_dict().items():
            self.state[name] += (value - self.state[name]) / self.count

    def into(self, network: StanceNetwork) -> None:
        """Put the mean into the network, if there is one."""
        if self.count:
            network.load_state_dict(self.state)


def _optimizer(network: StanceNetwork, settings: Settings) -> torch.optim.Optimizer:
    """Return AdamW for what is not frozen: no decay on norms and biases."""
    network.freeze(settings.frozen_layers)
    learnt = [one for one in network.parameters() if one.requires_grad]
    groups = [
        {"params": [one for one in learnt if one.dim() > 1], "weight_decay": settings.decay},
        {"params": [one for one in learnt if one.dim() <= 1], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=settings.rate, fused=True)


def _save(network: StanceNetwork, optimizer: torch.optim.Optimizer, mean: _Mean, step: int, folder: Path) -> None:
    """Write the checkpoint aside, then switch it in."""
    state = {
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "step": step,
        "mean": mean.state if mean.count else None,
        "count": mean.count,
    }
    torch.save(state, folder / "checkpoint.tmp")
    (folder / "checkpoint.tmp").replace(folder / "checkpoint.pt")


def _restored(network: StanceNetwork, optimizer: torch.optim.Optimizer, folder: Path) -> dict:  # type: ignore[type-arg]
    """Load the checkpoint of an interrupted run, if there is one."""
    path = folder / "checkpoint.pt"
    if not path.exists():
        return {}
    state: dict = torch.load(path, weights_only=True)  # type: ignore[type-arg]
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    log.info("going on from step %d", state["step"])
    return state
