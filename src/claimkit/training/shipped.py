"""The weights of an exported model as torch wants them, so that training can go on from a model that was shipped.

The weights of matrices were rounded to a scale a column, so what comes back is close to what was trained, not equal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from onnx import load, numpy_helper

from claimkit.encoder.network import Network as Reading
from claimkit.errors import ModelError
from claimkit.training.minilm import MiniLM
from claimkit.training.network import Encoder, Heads
from claimkit.training.trainer import Network

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray
    from onnx import GraphProto
    from torch import Tensor

_HEAD_WIDTH = 32
"""Width of one attention head of a MiniLM; folders written before the number of heads was noted hold one."""

_EPSILON = 1e-12

_FARTHEST = 8
"""Most nodes between a product and the bias that is added to it."""


def load_exported(folder: Path) -> Network:
    """The network of a model folder, with weights to go on training from.

    Args:
        folder: A model folder that `claimkit.load` takes.

    Raises:
        ModelError: The folder holds no network of ours, or not all of it.
    """
    config = Reading(folder).config
    encoder_weights = _weights(folder / "encoder.onnx")
    encoder_weights |= {f"paths.{name}": torch.tensor(values) for name, values in config.get("tag_steps", {}).items()}
    heads_weights = _weights(folder / "heads.onnx")
    try:
        encoder = Encoder(_minilm_like(encoder_weights, heads=config.get("attention_heads")))
        network = Network(encoder, Heads(encoder.width))
        network.restore({"encoder": encoder_weights, "heads": heads_weights})
    except (KeyError, RuntimeError) as error:
        message = (
            f"The model in {str(folder)!r} cannot be trained further: its weights are not those of this version "
            f"({error}). Start from another model, or from a base model."
        )
        raise ModelError(message) from error
    return network


def _minilm_like(weights: dict[str, Tensor], *, heads: int | None) -> MiniLM:
    vocabulary, width = weights["minilm.words.weight"].shape
    layers = {name.split(".")[2] for name in weights if name.startswith("minilm.layers.")}
    minilm = MiniLM(
        vocabulary=vocabulary,
        width=width,
        layers=len(layers),
        heads=heads or width // _HEAD_WIDTH,
        inner=weights["minilm.layers.0.inner.weight"].shape[0],
        positions=weights["minilm.positions.weight"].shape[0],
        epsilon=_EPSILON,
    )
    minilm.words.weight.requires_grad = False
    return minilm


def _weights(path: Path) -> dict[str, Tensor]:
    """All weights of an exported graph by the names that they had in torch."""
    graph = load(path).graph
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    found = {}
    for name, values in arrays.items():
        if name.endswith("_quantized"):
            exact = _dequantized(name.removesuffix("_quantized"), values, arrays)
            if name.endswith(".weight_quantized"):
                found[name.removesuffix("_quantized")] = exact
            else:  # a matrix is stored as its transpose, without a name: the bias that follows tells whose it is
                found[_bias_behind(graph, name).removesuffix("bias") + "weight"] = exact.T
        elif name.endswith((".weight", ".bias", ".nobody")):
            found[name] = values
    return {name: torch.tensor(values) for name, values in found.items()}


def _dequantized(name: str, values: NDArray[np.generic], arrays: dict[str, NDArray[np.generic]]) -> NDArray[np.float32]:
    scale, zero = arrays[f"{name}_scale"], arrays[f"{name}_zero_point"]
    exact: NDArray[np.float32] = (values.astype("float32") - zero.astype("float32")) * scale
    return exact


def _bias_behind(graph: GraphProto, name: str) -> str:
    """The name of the bias that is added to the product with a matrix."""
    wanted = {name}
    for _ in range(_FARTHEST):
        users = [node for node in graph.node if wanted & set(node.input)]
        bias = next((each for node in users for each in node.input if each.endswith(".bias")), None)
        if bias:
            return str(bias)
        wanted = {output for node in users for output in node.output}
    message = f"No bias follows the matrix {name!r}."
    raise KeyError(message)
