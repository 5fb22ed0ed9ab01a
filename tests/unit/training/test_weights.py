"""Pretrained weights out of an exported graph: only the file that was pinned, each matrix under its own name."""

import zipfile

import pytest

torch = pytest.importorskip("torch", reason="the optional dependencies `train` are not installed")

import numpy as np  # noqa: E402
import onnx  # noqa: E402
from onnx import TensorProto, helper, numpy_helper  # noqa: E402

from training import weights  # noqa: E402

BIAS = "encoder.layer.0.output.dense.bias"
MATRIX = np.array([[1, 2], [3, 4], [5, 6]], dtype=np.float32)


def exported() -> bytes:
    """A product and a sum as an exporter writes them: the bias by its name, the matrix by a number."""
    nodes = [
        helper.make_node("MatMul", ["states", "onnx::MatMul_7"], ["product"]),
        helper.make_node("Add", [BIAS, "product"], ["sum"]),
    ]
    states = helper.make_tensor_value_info("states", TensorProto.FLOAT, [1, 3])
    total = helper.make_tensor_value_info("sum", TensorProto.FLOAT, [1, 2])
    constants = [
        numpy_helper.from_array(MATRIX, "onnx::MatMul_7"),
        numpy_helper.from_array(np.array([7, 8], dtype=np.float32), BIAS),
    ]
    return helper.make_model(helper.make_graph(nodes, "bert", [states], [total], constants)).SerializeToString()


def jar_of(folder, raw):
    path = folder / "start.jar"
    with zipfile.ZipFile(path, "w") as members:
        members.writestr(weights.START_FILE, raw)
    return path


def test_a_matrix_has_the_name_of_its_bias_and_stands_as_torch_wants_it(tmp_path, monkeypatch):
    raw = exported()
    monkeypatch.setattr(weights, "START_SHA256", weights.hashlib.sha256(raw).hexdigest())

    found = weights.start_weights(jar_of(tmp_path, raw))

    assert {name: value.tolist() for name, value in found.items()} == {
        BIAS: [7, 8],
        BIAS.replace("bias", "weight"): MATRIX.T.tolist(),
    }


def test_other_weights_than_the_pinned_ones_are_refused(tmp_path):
    with pytest.raises(ValueError, match="expected sha256 828e1496"):
        weights.start_weights(jar_of(tmp_path, onnx.ModelProto().SerializeToString()))
