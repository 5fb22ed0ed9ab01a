"""The training loop on a tiny network: the same for the same seed, restartable, two-way rows understood."""

from dataclasses import replace

import pytest

torch = pytest.importorskip("torch", reason="the optional dependencies `train` are not installed")

from training.calibration import calibrated, calibration_error, fitted  # noqa: E402
from training.encoding import Example  # noqa: E402
from training.learning import Settings, learn, loss_of  # noqa: E402
from training.measuring import figures  # noqa: E402
from training.network import Shape, StanceNetwork  # noqa: E402
from training.rows import Label  # noqa: E402

TINY = Shape(vocabulary=50, width=8, layers=1, heads=2, inner=16, positions=16)
EXAMPLES = [Example((1, number % 50, 2, 7, 2), 3, number % 4) for number in range(64)]
SETTINGS = Settings(batch_size=8, checkpoint_steps=3, measure_steps=100, average_from=0.5)


def trained(folder, settings=SETTINGS):
    """The weights after training on the examples."""
    torch.manual_seed(1)
    network = learn(StanceNetwork(TINY), EXAMPLES, settings, folder, lambda _: {})
    return torch.cat([value.flatten() for value in network.state_dict().values()])


def test_the_same_seed_gives_the_same_weights(tmp_path):
    assert torch.equal(trained(tmp_path / "a"), trained(tmp_path / "b"))


def test_an_interrupted_run_ends_where_a_whole_one_does(tmp_path):
    whole = trained(tmp_path / "whole")

    trained(tmp_path / "torn", replace(SETTINGS, stop_after=5))

    assert torch.equal(trained(tmp_path / "torn"), whole)


def test_frozen_layers_stay_as_they_are(tmp_path):
    torch.manual_seed(1)
    network = StanceNetwork(replace(TINY, layers=2))
    before = {name: value.clone() for name, value in network.state_dict().items()}

    learn(network, EXAMPLES, replace(SETTINGS, frozen_layers=1), tmp_path, lambda _: {})

    same = {name for name, value in network.state_dict().items() if value.equal(before[name])}
    assert same == {name for name in before if name.startswith(("words", "places", "types", "norm", "layers.0"))}


@pytest.mark.parametrize(
    ("logits", "is_right"), [([0.0, 5.0, 0.0], True), ([0.0, 0.0, 5.0], True), ([5.0, 0.0, 0.0], False)]
)
def test_a_two_way_row_only_denies_support(logits, is_right):
    loss = loss_of(torch.tensor([logits]), torch.tensor([int(Label.NOT_SUPPORTED)]), Settings())

    assert (float(loss) < 0.1) == is_right


def test_figures_of_three_labels():
    found = figures(torch.eye(3).double().numpy(), [0, 1, 1])

    assert found.pairs == 3
    assert found.sides == pytest.approx(2 / 3)


def test_calibration_mends_a_model_that_is_too_sure():
    rng = torch.Generator().manual_seed(1)
    labels = torch.randint(0, 3, (600,), generator=rng)
    logits = torch.nn.functional.one_hot(labels, 3).double() * 2 + torch.randn(600, 3, generator=rng).double()
    sure = logits.numpy() * 5

    calibration = fitted(sure, labels.tolist())

    assert calibration[0] > 1.5
    before = calibration_error(calibrated(sure, (1.0, (0.0, 0.0, 0.0))), labels.tolist())
    assert calibration_error(calibrated(sure, calibration), labels.tolist()) < before / 2
