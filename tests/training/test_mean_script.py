"""The script that writes the mean of models, on networks of width 24."""

from __future__ import annotations

import runpy
from typing import TYPE_CHECKING, Any

import pytest

from claimkit.errors import InputError

torch = pytest.importorskip("torch", reason="the extra claimkit[train] is not installed")

from claimkit.training.command import WEIGHTS, Start  # noqa: E402 - needs torch

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def script(repository: Path) -> dict[str, Any]:
    """What the script defines."""
    return runpy.run_path(str(repository / "scripts" / "mean_of_models.py"))


@pytest.fixture(scope="module")
def folders(base: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Two models of one shape, and one with another layer; what the mean needs of them."""
    found = []
    for seed, layers in ((1, 1), (2, 1), (3, 2)):
        folder = tmp_path_factory.mktemp("model")
        torch.manual_seed(seed)
        network = Start(base=base, layers=layers).network()
        torch.save(network.state(), folder / WEIGHTS)
        (folder / "model.json").write_text('{"window": 64, "context": 8}', encoding="utf8")
        found.append(folder)
    return tuple(found)


def test_the_mean_has_the_mean_of_each_weight(
    script: dict[str, Any], base: Path, folders: tuple[Path, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is what is exported, in the layout of the first folder, and kept exactly, so that training can go on."""
    one, two, _ = folders
    exported: list[tuple[Any, Path, dict[str, Any]]] = []
    names = script["main"].__globals__
    monkeypatch.setitem(names, "load_exported", lambda _folder: Start(base=base, layers=1).network())
    monkeypatch.setitem(names, "export", lambda network, out, **layout: exported.append((network, out, layout)))
    script["main"](tmp_path / "mean", [one, two])
    ((network, out, layout),) = exported
    assert out == tmp_path / "mean"
    assert layout == {"tokenizer": one / "tokenizer.json", "window": 64, "context": 8}
    states = [torch.load(folder / WEIGHTS, weights_only=True) for folder in (one, two)]
    mean = torch.load(out / WEIGHTS, weights_only=True)
    for part, weights in mean.items():
        for name, weight in weights.items():
            assert torch.equal(weight, network.state()[part][name])
            assert torch.allclose(weight, (states[0][part][name] + states[1][part][name]) / 2), name


def test_shares_weigh_the_models(script: dict[str, Any], folders: tuple[Path, ...]) -> None:
    """Whatever they add up to."""
    states = {str(folder): script["weights_in"](folder) for folder in folders[:2]}
    one, two = states.values()
    for part, weights in script["mean_of"](states, (6, 2)).items():
        for name, weight in weights.items():
            assert torch.allclose(weight, one[part][name] * 0.75 + two[part][name] * 0.25), name


def test_what_has_no_mean_is_told(script: dict[str, Any], folders: tuple[Path, ...], tmp_path: Path) -> None:
    """One model, other shapes, no exact weights, and a folder that is its own part."""
    one, two, deeper = folders
    for given, error in (
        ([one], "two model folders or more, and 1 was given"),
        ([one, deeper], "have other shapes"),
        ([one, tmp_path], "There is no network.pt"),
        ([one, two, tmp_path / "out"], "would be written over"),
    ):
        with pytest.raises(InputError, match=error):
            script["main"](tmp_path / "out", given)
    for shares in ((1.0,), (1.0, -1.0), (0.0, 0.0)):
        with pytest.raises(InputError, match="2 folders want as many shares"):
            script["main"](tmp_path / "out", [one, two], shares)
