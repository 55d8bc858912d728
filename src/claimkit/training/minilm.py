"""MiniLM in torch, in the form in which it is fastest once exported.

The network is that of Wang et al. 2020 (https://arxiv.org/abs/2002.10957), a BERT (Devlin et al. 2019,
https://arxiv.org/abs/1810.04805) of width 384. It is written out here, and not taken from a model library, because
the exported graph is what users wait for: one matrix for queries, keys and values, no mask where nothing is padded,
and as many of the lower layers as the speed goal leaves room for.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Layer(nn.Module):
    """Self-attention and a feed-forward network, each added to what comes in and normalised."""

    def __init__(self, width: int, heads: int, inner: int, epsilon: float, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query_key_value = nn.Linear(width, 3 * width)
        self.attended = nn.Linear(width, width)
        self.attention_norm = nn.LayerNorm(width, eps=epsilon)
        self.inner = nn.Linear(width, inner)
        self.outer = nn.Linear(inner, width)
        self.norm = nn.LayerNorm(width, eps=epsilon)
        self.dropout = nn.Dropout(dropout)

    def forward(self, vectors: Tensor, mask: Tensor | None) -> Tensor:
        """Vectors ``(b, t, width)`` to vectors of the same shape; ``mask`` is added to the attention scores."""
        batch, length, width = vectors.shape
        parts = self.query_key_value(vectors).view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        if mask is None:
            # The scale is in the weights of the query already (see `_layer_weights`).
            weights = torch.softmax(query @ key.transpose(-1, -2), dim=-1)
            mixed = weights @ value
        else:
            mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask, scale=1.0)
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        vectors = self.attention_norm(vectors + self.dropout(self.attended(mixed)))
        return self.norm(vectors + self.dropout(self.outer(functional.gelu(self.inner(vectors)))))  # type: ignore[no-any-return]


class ExportedNorm(nn.Module):
    """Layer normalisation step by step, for the exported graph only.

    onnxruntime's own normalisation uses no vector instructions on a CPU; written so, reading is a tenth faster.
    """

    def __init__(self, norm: nn.LayerNorm) -> None:
        super().__init__()
        self.weight, self.bias, self.epsilon = norm.weight, norm.bias, norm.eps

    def forward(self, vectors: Tensor) -> Tensor:
        """Vectors ``(b, t, width)`` to vectors of mean 0 and variance 1, scaled and shifted as was learned."""
        centered = vectors - vectors.mean(dim=-1, keepdim=True)
        variance = (centered * centered).mean(dim=-1, keepdim=True)
        return centered * torch.rsqrt(variance + self.epsilon) * self.weight + self.bias


class MiniLM(nn.Module):
    """Embeddings and layers; what is embedded can be added to, for features of the subwords."""

    def __init__(
        self, *, vocabulary: int, width: int, layers: int, heads: int, inner: int, positions: int, epsilon: float
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(positions, width)
        self.norm = nn.LayerNorm(width, eps=epsilon)
        self.dropout = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(width, heads, inner, epsilon, dropout=0.1) for _ in range(layers))

    @property
    def width(self) -> int:
        """Length of a vector."""
        return self.words.embedding_dim

    def each_layer(self) -> Iterator[Layer]:
        """The layers, from the lowest."""
        yield from self.layers  # type: ignore[misc]

    def forward(self, ids: Tensor, added: Tensor, mask: Tensor | None = None) -> Tensor:
        """Read a batch.

        Args:
            ids: Subword ids, ``(b, t)``.
            added: Vectors that are added to those of the subwords, ``(b, t, width)``.
            mask: Whether a place is a subword and not padding, ``(b, t)``; ``None`` if nothing is padded.

        Returns:
            Vectors ``(b, t, width)``.
        """
        vectors = self.words(ids) + added + self.positions.weight[: ids.shape[1]]
        vectors = self.dropout(self.norm(vectors))
        penalty = None if mask is None else (1.0 - mask[:, None, None].to(vectors.dtype)) * -1e9
        for layer in self.layers:
            vectors = layer(vectors, penalty)
        return vectors  # type: ignore[no-any-return]


def load_minilm(folder: Path, *, layers: int | None = None) -> MiniLM:
    """The lowest layers of a BERT model folder as saved by the transformers library.

    Args:
        folder: Holds ``config.json`` and ``model.safetensors``.
        layers: How many layers to take, the upper ones being left out; by default all.
    """
    from safetensors.torch import load_file

    config = json.loads((folder / "config.json").read_text(encoding="utf8"))
    saved = load_file(folder / "model.safetensors")
    layers = layers or config["num_hidden_layers"]
    minilm = MiniLM(
        vocabulary=config["vocab_size"],
        width=config["hidden_size"],
        layers=layers,
        heads=config["num_attention_heads"],
        inner=config["intermediate_size"],
        positions=config["max_position_embeddings"],
        epsilon=config["layer_norm_eps"],
    )
    # Every text is one segment, so the vector of the first segment becomes a part of the positions.
    weights = {
        "words.weight": saved["embeddings.word_embeddings.weight"],
        "positions.weight": saved["embeddings.position_embeddings.weight"]
        + saved["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": saved["embeddings.LayerNorm.weight"],
        "norm.bias": saved["embeddings.LayerNorm.bias"],
    }
    scale = (config["hidden_size"] // config["num_attention_heads"]) ** -0.5
    for number in range(layers):
        weights.update(_layer_weights(saved, number, scale=scale))
    minilm.load_state_dict(weights)
    minilm.words.weight.requires_grad = False
    return minilm


_NAMES = {
    "attended": "attention.output.dense",
    "attention_norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "norm": "output.LayerNorm",
}


def _layer_weights(saved: dict[str, Tensor], number: int, *, scale: float) -> dict[str, Tensor]:
    """The weights of one layer under our names, with the scale of the attention scores moved into the query."""
    prefix = f"encoder.layer.{number}."
    weights = {
        f"layers.{number}.{ours}.{part}": saved[f"{prefix}{theirs}.{part}"]
        for ours, theirs in _NAMES.items()
        for part in ("weight", "bias")
    }
    for part in ("weight", "bias"):
        query, key, value = (saved[f"{prefix}attention.self.{name}.{part}"] for name in ("query", "key", "value"))
        weights[f"layers.{number}.query_key_value.{part}"] = torch.cat([query * scale, key, value])
    return weights


def narrowed(minilm: MiniLM, *, inner: int) -> MiniLM:
    """The network with narrower feed-forward layers, which keep their most important neurons.

    A neuron counts by the length of the vector that leads into it times that of the vector that leads out of it
    (magnitude pruning; Han et al. 2015, https://arxiv.org/abs/1506.02626). Train on afterwards.

    Args:
        minilm: A trained network; it is changed in place and returned.
        inner: How many neurons each feed-forward layer keeps.
    """
    for layer in minilm.each_layer():
        first, second = layer.inner, layer.outer
        importance = first.weight.norm(dim=1) * second.weight.norm(dim=0)
        kept = importance.topk(inner).indices.sort().values
        layer.inner = _linear(first.weight[kept], first.bias[kept])
        layer.outer = _linear(second.weight[:, kept], second.bias)
    return minilm


def _linear(weight: Tensor, bias: Tensor) -> nn.Linear:
    linear = nn.Linear(weight.shape[1], weight.shape[0])
    linear.load_state_dict({"weight": weight.detach(), "bias": bias.detach()})
    return linear
