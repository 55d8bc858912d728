"""Writing the model folder: the two parts of the network as ONNX, the encoder with int8 weights."""

from __future__ import annotations

import copy
import hashlib
import json
import logging
import shutil
import tempfile
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import nn

from claimkit.encoder.network import FORMAT
from claimkit.encoder.subwords import FEATURES
from claimkit.training.minilm import ExportedNorm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimkit.training.network import Encoder, Heads, TagPaths
    from claimkit.training.trainer import Network

_OPSET = 18


def export(
    network: Network,
    folder: Path,
    *,
    tokenizer: Path,
    window: int,
    context: int,
    about: dict[str, Any] | None = None,
    quantized: bool = True,
) -> Path:
    """Write a folder that `claimkit.load` takes.

    Args:
        network: The trained network.
        folder: Where to; made if it is not there, and files of an earlier export are replaced.
        tokenizer: The ``tokenizer.json`` that the network was trained with.
        window: Most subwords in a window in reading.
        context: Most of them that are context.
        about: What else ``model.json`` should say, such as the recipe and the data.
        quantized: Whether weights are rounded to eight bits; without, the folder is four times as large and exact.

    Returns:
        The folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, _quietly():
        exact = Path(scratch) / "encoder.onnx"
        _export_encoder(network.encoder, exact)
        if quantized:
            _quantize(exact, folder / "encoder.onnx")
        else:
            shutil.copyfile(exact, folder / "encoder.onnx")
        _export_heads(network.heads, network.encoder.width, folder / "heads.onnx")
    for name in ("encoder.onnx", "heads.onnx"):
        _strip(folder / name)
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    config = {
        "format": FORMAT,
        "window": window,
        "context": context,
        "attention_heads": next(network.encoder.minilm.each_layer()).heads,
        "tag_steps": _listed(network.encoder.paths),
        **(about or {}),
        "sha256": {
            name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
            for name in ("encoder.onnx", "heads.onnx", "tokenizer.json")
        },
    }
    (folder / "model.json").write_text(json.dumps(config, indent=1, ensure_ascii=False) + "\n", encoding="utf8")
    return folder


def _listed(paths: TagPaths) -> dict[str, Any]:
    """The weights of the steps from tag to tag by name; a millionth of a nat decides nothing."""
    return {
        name: np.round(weight.detach().cpu().double().numpy(), 6).tolist() for name, weight in paths.named_parameters()
    }


@contextmanager
def _quietly() -> Iterator[None]:
    """Without what torch's exporter and onnxruntime's quantizer tell of their own insides."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    finally:
        logging.disable(before)


def _export_encoder(encoder: Encoder, path: Path) -> None:
    length = torch.export.Dim("length", min=2, max=512)
    ids = torch.randint(1000, 2000, (1, 24))
    features = torch.zeros(1, len(FEATURES), 24, dtype=torch.int64)
    torch.onnx.export(
        _for_export(encoder),
        (ids, features),
        str(path),
        input_names=["ids", "features"],
        output_names=["vectors", "tags", "names", "meaning"],
        dynamic_shapes={"ids": {1: length}, "features": {2: length}},
        opset_version=_OPSET,
        dynamo=True,
        external_data=False,
        verbose=False,
    )


def _for_export(encoder: Encoder) -> Encoder:
    """A copy of the encoder whose normalisations are written for speed."""
    encoder = copy.deepcopy(encoder).eval()
    minilm = encoder.minilm
    for part in (minilm, *minilm.each_layer()):
        for name, child in tuple(part.named_children()):
            if isinstance(child, nn.LayerNorm):
                setattr(part, name, ExportedNorm(child))
    return encoder


def _export_heads(heads: Heads, width: int, path: Path) -> None:
    words, contents, cues, sources = (torch.export.Dim(name) for name in ("words", "contents", "cues", "sources"))
    spans = torch.tensor([[0, 1], [2, 2], [4, 6]])
    torch.onnx.export(
        heads.eval(),
        (torch.randn(9, width), spans, spans[:2], torch.cat([spans, spans[:1]]), torch.zeros(9, dtype=torch.int64)),
        str(path),
        input_names=["words", "contents", "cues", "sources", "paragraphs"],
        output_names=["to_cue", "to_source", "acts", "negated", "source_types"],
        dynamic_shapes={
            "words": {0: words},
            "contents": {0: contents},
            "cues": {0: cues},
            "sources": {0: sources},
            "paragraphs": {0: words},
        },
        opset_version=_OPSET,
        dynamo=True,
        external_data=False,
        verbose=False,
    )


def _strip(path: Path) -> None:
    """Take out what the exporter notes on each node: where the code was that made it, on the machine that ran it."""
    import onnx

    model = onnx.load(path)
    graph = model.graph
    parts = (model, graph, *graph.node, *graph.input, *graph.output, *graph.value_info, *graph.initializer)
    for part in parts:
        part.doc_string = ""
        del part.metadata_props[:]
    onnx.save(model, path)


def _quantize(exact: Path, path: Path) -> None:
    """Weights to int8, a scale a column; activations are quantised at run time, on a scale of their own each run.

    Seven bits instead of eight, since processors without VNNI add up pairs of products in 16 bits and would saturate.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.transformers.optimizer import optimize_model

    fused = exact.with_name("fused.onnx")
    optimize_model(str(exact), model_type="bert", opt_level=0).save_model_to_file(str(fused))
    quantize_dynamic(
        str(fused),
        str(path),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
    )
