"""The stance model at work: pairs of claim and premise in, calibrated probabilities out.

The only file that imports the model runtime. Each pair is run by itself: in int8 the scale of the activations
depends on everything in a run, so that in batches a pair's answer would change with its company, and on a CPU
batches are no faster.
"""

import gzip
import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as runtime
from tokenizers import Encoding, Tokenizer

from service.errors import ModelError
from service.stance.model_labels import OUTPUT_ORDER, ModelLabels

NETWORK = "stance.onnx"
PACKED = "stance.onnx.gz"  # looked for where there is no other
TOKENIZER = "tokenizer.json"
LABELS = "labels.json"

RUNTIME_FAILURES = (
    runtime.Fail,
    runtime.InvalidArgument,
    runtime.InvalidGraph,
    runtime.InvalidProtobuf,
    runtime.NoSuchFile,
    runtime.NotImplemented,
    runtime.RuntimeException,
)

Probabilities = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class StanceModel:
    """A three-way cross-encoder, opened once in each worker.

    >>> model = StanceModel.open(Path("service/model"), threads=2)  # doctest: +SKIP
    >>> model.probabilities([("Dorn resigned.", "Mayor Lia Dorn stepped down on Friday.")])  # doctest: +SKIP
    [(0.93, 0.02, 0.05)]
    """

    id: str
    labels: ModelLabels
    _tokenizer: Tokenizer
    _session: Any

    @classmethod
    def open(cls, folder: Path, *, threads: int) -> Self:
        """Return the model of a folder; call it after the fork: the runtime's threads do not survive one."""
        model = cls(
            id=_hash_of(folder),
            labels=_labels(folder / LABELS),
            _tokenizer=_tokenizer(folder / TOKENIZER),
            _session=_session(folder, threads),
        )
        model._check(folder)
        return model

    def probabilities(self, claims_and_premises: Sequence[tuple[str, str]]) -> list[Probabilities]:
        """Return supports, refutes and neutral for each pair of claim and premise, in the order given."""
        return [self._probabilities_of(claim, premise) for claim, premise in claims_and_premises]

    def _probabilities_of(self, claim: str, premise: str) -> Probabilities:
        """Return the calibrated probabilities of one pair."""
        logits = self._logits(self._encoding(claim, premise))
        scaled = logits / self.labels.temperature + np.array(self.labels.bias)
        exponents = np.exp(scaled - scaled.max())
        shares = exponents / exponents.sum()
        by_name = dict(zip(self.labels.order, shares.tolist(), strict=True))
        return by_name["supports"], by_name["refutes"], by_name["neutral"]

    def _encoding(self, claim: str, premise: str) -> Encoding:
        """Return the pair as tokens: a long claim loses its end, a long premise its start (the surroundings)."""
        first = self._tokenizer.encode(_encodable(claim), add_special_tokens=False)
        second = self._tokenizer.encode(_encodable(premise), add_special_tokens=False)
        first.truncate(self.labels.most_claim_tokens)
        room = self.labels.most_tokens - len(first.ids) - self._tokenizer.num_special_tokens_to_add(is_pair=True)
        second.truncate(room, direction="left")
        return self._tokenizer.post_process(first, second)

    def _logits(self, encoding: Encoding) -> NDArray[np.float64]:
        """Return the network's numbers for one encoded pair."""
        inputs = {
            "input_ids": encoding.ids,
            "attention_mask": encoding.attention_mask,
            "token_type_ids": encoding.type_ids,
        }
        wanted = {one.name for one in self._session.get_inputs()}
        feed = {name: np.array([ids], dtype=np.int64) for name, ids in inputs.items() if name in wanted}
        try:
            output = self._session.run(None, feed)[0]
        except RUNTIME_FAILURES as error:
            raise ModelError(f"the stance model failed on a pair of {len(encoding.ids)} tokens") from error
        return np.asarray(output, dtype=np.float64).reshape(-1)

    def _check(self, folder: Path) -> None:
        """Run one pair: a model of another shape is refused at start, and the first claim finds a warm one."""
        logits = self._logits(self._encoding("It rained.", "It rained on Monday."))
        if logits.shape != (len(OUTPUT_ORDER),) or not np.isfinite(logits).all():
            raise ModelError(f"{_network_file(folder)}: expected three finite logits a pair, got shape {logits.shape}")


def _contents(path: Path) -> bytes:
    """Return a file's bytes."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror})") from error


def network(folder: Path) -> bytes:
    """Return the network of a folder in ONNX format, unpacked; ModelError where it cannot be read."""
    path = _network_file(folder)
    contents = _contents(path)
    if path.name == NETWORK:
        return contents
    try:
        return gzip.decompress(contents)
    except (OSError, EOFError, zlib.error) as error:
        raise ModelError(f"{path}: cannot be unpacked ({error})") from error


def _network_file(folder: Path) -> Path:
    return folder / NETWORK if (folder / NETWORK).exists() else folder / PACKED


def _encodable(text: str) -> str:
    """Return the text without lone surrogates, which the tokenizer cannot take."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _hash_of(folder: Path) -> str:
    """Return a short hash over all files of the model: `stance-` and twelve digits."""
    digest = hashlib.sha256()
    for path in (folder / LABELS, _network_file(folder), folder / TOKENIZER):
        digest.update(hashlib.sha256(_contents(path)).digest())
    return f"stance-{digest.hexdigest()[:12]}"


def _labels(path: Path) -> ModelLabels:
    """Return the labels file's content, checked."""
    try:
        return ModelLabels.from_json(_contents(path).decode("utf-8"))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{path}: {error}") from error


def _tokenizer(path: Path) -> Tokenizer:
    """Return the tokenizer without the padding and truncation that its file may carry."""
    try:
        tokenizer = Tokenizer.from_str(_contents(path).decode("utf-8"))
    except ModelError:
        raise
    except Exception as error:  # the library raises nothing narrower
        raise ModelError(f"{path}: {error}") from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _session(folder: Path, threads: int) -> Any:
    """Return a runtime session bounded to so many threads, giving memory back after each run."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(network(folder), options, providers=["CPUExecutionProvider"])
    except RUNTIME_FAILURES as error:
        raise ModelError(f"{_network_file(folder)}: not a network that can be run ({error})") from error
