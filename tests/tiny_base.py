"""A base model small enough to train in a test: random weights of width 24, in the form of a BERT model folder."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from claimkit.models import ENGLISH

if TYPE_CHECKING:
    from pathlib import Path

WIDTH, INNER, POSITIONS, VOCABULARY, LAYERS = 24, 48, 512, 30522, 2


def tiny_base(folder: Path) -> Path:
    """Write the folder, with the tokenizer of the English model."""
    import torch
    from safetensors.torch import save_file

    torch.manual_seed(1)

    def linear(name: str, rows: int, columns: int) -> dict[str, torch.Tensor]:
        return {f"{name}.weight": torch.randn(rows, columns) * columns**-0.5, f"{name}.bias": torch.randn(rows) * 0.1}

    def norm(name: str) -> dict[str, torch.Tensor]:
        return {f"{name}.weight": torch.ones(WIDTH), f"{name}.bias": torch.zeros(WIDTH)}

    weights = {
        "embeddings.word_embeddings.weight": torch.randn(VOCABULARY, WIDTH),
        "embeddings.position_embeddings.weight": torch.randn(POSITIONS, WIDTH) * 0.1,
        "embeddings.token_type_embeddings.weight": torch.randn(2, WIDTH) * 0.1,
        **norm("embeddings.LayerNorm"),
    }
    for number in range(LAYERS):
        layer = f"encoder.layer.{number}"
        for part in ("query", "key", "value"):
            weights |= linear(f"{layer}.attention.self.{part}", WIDTH, WIDTH)
        weights |= linear(f"{layer}.attention.output.dense", WIDTH, WIDTH)
        weights |= norm(f"{layer}.attention.output.LayerNorm")
        weights |= linear(f"{layer}.intermediate.dense", INNER, WIDTH)
        weights |= linear(f"{layer}.output.dense", WIDTH, INNER)
        weights |= norm(f"{layer}.output.LayerNorm")
    config = {
        "vocab_size": VOCABULARY,
        "hidden_size": WIDTH,
        "num_hidden_layers": LAYERS,
        "num_attention_heads": 2,
        "intermediate_size": INNER,
        "max_position_embeddings": POSITIONS,
        "layer_norm_eps": 1e-12,
    }
    folder.mkdir(parents=True, exist_ok=True)
    save_file(weights, folder / "model.safetensors")
    (folder / "config.json").write_text(json.dumps(config), encoding="utf8")
    shutil.copyfile(ENGLISH / "tokenizer.json", folder / "tokenizer.json")
    return folder
