"""The exported network, run by onnxruntime: windows of subwords in, tags of words and scores of links out.

A model folder holds ``encoder.onnx`` (subwords to vectors and tags; int8), ``heads.onnx`` (vectors of spans to links
and fields), ``tokenizer.json`` and ``model.json``, which names the version of the format, how windows are laid out,
and the SHA-256 of every other file.

The activations of the int8 encoder are scaled by what is in the run. So each run reads one window: the result for an
article never depends on what it was read together with.
"""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import define, field, frozen

from claimkit.encoder.leaning import adjoining, leaning
from claimkit.encoder.paths import NEVER, TagSteps
from claimkit.encoder.subwords import Subwords, cut, load_tokenizer
from claimkit.encoder.windows import Window, windows
from claimkit.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
"""The tag of a word: outside, or beginning or inside of a span."""

NAME_TYPES = ("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC")
"""What a name is a name of, as OntoNotes and spaCy label it, in the order of the network's output."""

NAME_TAGS = ("O", *(f"{place}-{kind}" for kind in NAME_TYPES for place in "BI"))
"""The name tag of a word: outside of names, or beginning or inside of one."""

ACTS = ("speech", "thought")
"""What the cue reports, in the order of the network's output."""

SOURCE_TYPES = ("person", "org", "unnamed")
"""What the source refers to, in the order of the network's output."""

FORMAT = 2
"""Version of the model folder that this code reads."""

_OUTSIDE = np.where(np.array(TAGS) == "O", 0.0, -NEVER).astype(np.float32)
"""Log-probabilities of the tags of a word that no span can hold: whatever the network sees in a dateline is wrong."""

_MARKERS = (101, 102)
"""Vocabulary ids of the markers that BERT wants before and after a text."""


@frozen(eq=False)
class WindowReading:
    """What the network sees in one window of ``w`` words.

    Attributes:
        fresh: Index of the first word that no window before decides.
        starts: Offset of each word's first character in the article, ``(w,)``.
        ends: Offset after its last character, ``(w,)``.
        paragraphs: Paragraph number of each word, ``(w,)``.
        adjoining: Whether the next word follows with nothing but a blank between, as `adjoining` has it, ``(w,)``.
        leaning: Whether each word leans on the next, as `leaning` has it, ``(w,)``.
        tags: Log-probabilities of `TAGS` for each word, ``(w, 7)``.
        names: Log-probabilities of `NAME_TAGS` for each word, ``(w, 13)``.
        vectors: Word vectors, for `Network.links`, ``(w, width)``.
    """

    fresh: int
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    paragraphs: NDArray[np.int64]
    adjoining: NDArray[np.bool_]
    leaning: NDArray[np.bool_]
    tags: NDArray[np.float32]
    names: NDArray[np.float32]
    vectors: NDArray[np.float32]


@frozen(eq=False)
class Links:
    """Probabilities of links and fields between the spans of one window; column 0 of a link stands for "none".

    Attributes:
        cue_of_content: ``(contents, 1 + cues)``, rows sum to 1.
        source_of_cue: ``(cues, 1 + sources)``, rows sum to 1.
        acts: `ACTS` of each cue, ``(cues, 2)``.
        negated: Not negated and negated, ``(cues, 2)``.
        source_types: `SOURCE_TYPES` of each source, ``(sources, 3)``.
    """

    cue_of_content: NDArray[np.float32]
    source_of_cue: NDArray[np.float32]
    acts: NDArray[np.float32]
    negated: NDArray[np.float32]
    source_types: NDArray[np.float32]


@define(eq=False)
class Network:
    """A model folder, loaded when it is first used; it pickles as its path, so that processes can be given it.

    Attributes:
        path: The model folder.
        threads: Threads for one run; 1 is best when several processes read.
    """

    path: Path
    threads: int = field(default=1, kw_only=True)

    def __getstate__(self) -> dict[str, Any]:
        return {"path": self.path, "threads": self.threads}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.path, self.threads = state["path"], state["threads"]

    @cached_property
    def config(self) -> dict[str, Any]:
        """What ``model.json`` says, once every file of the folder is known to be whole."""
        return _checked_config(self.path)

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The subword tokenizer of the folder."""
        return load_tokenizer(self._checked("tokenizer.json"))

    @cached_property
    def tag_steps(self) -> TagSteps:
        """What the network learned about which of `TAGS` follows which."""
        try:
            return TagSteps.of(self.config, len(TAGS))
        except (TypeError, ValueError, AttributeError) as error:
            message = (
                f"'tag_steps' of 'model.json' in the model folder {str(self.path)!r} is damaged ({error}). "
                "Reinstall claimkit, or export the model again."
            )
            raise ModelError(message) from error

    @cached_property
    def _encoder(self) -> InferenceSession:
        return self._session("encoder.onnx")

    @cached_property
    def _heads(self) -> InferenceSession:
        return self._session("heads.onnx")

    def _session(self, name: str) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            str(self._checked(name)), sess_options=options, providers=["CPUExecutionProvider"]
        )

    def _checked(self, name: str) -> Path:
        """The path of a file, once the folder is known to be whole."""
        _ = self.config
        return self.path / name

    def read(self, text: str) -> tuple[Subwords, Iterator[WindowReading]]:
        """Cut a text into subwords and read it window by window.

        Returns:
            The subwords, and the readings of the windows in order, each computed when it is asked for.
        """
        subwords = cut(text, self.tokenizer)
        size, context = self.config["window"], self.config["context"]
        layout = windows(subwords.paragraphs, subwords.quoted, size=size, context=context)
        return subwords, (self._read(subwords, window) for window in layout)

    def _read(self, subwords: Subwords, window: Window) -> WindowReading:
        inside = slice(window.start, window.end)
        vectors, logits, names, _ = self._run(subwords.ids[inside], subwords.features[:, inside])
        heads = np.flatnonzero(subwords.heads[inside]) + 1
        # A paragraph too long for a window may be cut inside a word, whose rest then belongs to no word here.
        words = heads - 1 + window.start
        lasts = np.append(words[1:], window.end) - 1
        starts, ends = subwords.starts[words], subwords.ends[lasts]
        tags = _log_softmax(logits[0, heads])
        if subwords.dateline:
            tags[(starts >= subwords.dateline[0]) & (ends <= subwords.dateline[1])] = _OUTSIDE
        beside = adjoining(subwords.text, starts, ends)
        return WindowReading(
            fresh=int(np.searchsorted(words, window.fresh)),
            starts=starts,
            ends=ends,
            paragraphs=subwords.paragraphs[words],
            adjoining=beside,
            leaning=leaning(subwords.text, starts, ends, beside),
            tags=tags,
            names=_log_softmax(names[0, heads]),
            vectors=vectors[0, heads],
        )

    def _run(self, ids: NDArray[np.int64], features: NDArray[np.int64]) -> list[NDArray[np.float32]]:
        """What the encoder gives for one window: vectors, logits of tags and of names, and the vector of all of it."""
        marked = np.concatenate([_MARKERS[:1], ids, _MARKERS[1:]])
        padded = np.pad(features, ((0, 0), (1, 1)))
        found: list[NDArray[np.float32]] = self._encoder.run(None, {"ids": marked[None], "features": padded[None]})
        return found

    def meaning(self, text: str) -> NDArray[np.float32]:
        """What a sentence means, as a vector of length 1: vectors of sentences that mean much the same point alike.

        Close is not equal: "will withdraw" and "will not withdraw" are neighbors.

        Args:
            text: A sentence or a few; what does not fit in one window is left out.
        """
        subwords = cut(text, self.tokenizer)
        size = self.config["window"]
        *_, vector = self._run(subwords.ids[:size], subwords.features[:, :size])
        unit: NDArray[np.float32] = vector[0] / max(float(np.linalg.norm(vector[0])), 1e-6)
        return unit

    def links(
        self,
        reading: WindowReading,
        contents: NDArray[np.int64],
        cues: NDArray[np.int64],
        sources: NDArray[np.int64],
    ) -> Links:
        """Score the links between spans of a window.

        Args:
            reading: The window.
            contents: First and last word (inclusive) of each content span, ``(n, 2)``.
            cues: The same for cues, ``(m, 2)``.
            sources: The same for sources, ``(k, 2)``.
        """
        outputs = self._heads.run(
            None,
            {
                "words": reading.vectors,
                "contents": contents,
                "cues": cues,
                "sources": sources,
                "paragraphs": reading.paragraphs,
            },
        )
        return Links(*(np.exp(_log_softmax(output)) for output in outputs))


def _log_softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    shifted = logits - logits.max(axis=-1, keepdims=True, initial=-np.inf)
    logs: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return logs


def _checked_config(path: Path) -> dict[str, Any]:
    manifest = path / "model.json"
    if not manifest.is_file():
        message = (
            f"{str(path)!r} is no model folder: it has no 'model.json'. Pass a folder that 'claimkit train' wrote."
        )
        raise ModelError(message)
    config = _json_object(manifest)
    if config.get("format") != FORMAT:
        message = (
            f"The model in {str(path)!r} has format {config.get('format')!r}, and this version of claimkit reads "
            f"format {FORMAT}. Train it again, or install the version of claimkit that it was made with."
        )
        raise ModelError(message)
    for name, expected in config["sha256"].items():
        file = path / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != expected:
            message = (
                f"{name!r} in the model folder {str(path)!r} is not the file that 'model.json' describes: it is "
                f"{'damaged or was exchanged' if file.is_file() else 'missing'}. "
                "Reinstall claimkit, or export the model again."
            )
            raise ModelError(message)
    return config


def _json_object(manifest: Path) -> dict[str, Any]:
    try:
        config = json.loads(manifest.read_bytes())
    except ValueError:  # neither JSON nor even UTF-8
        config = None
    if isinstance(config, dict):
        return config
    message = (
        f"'model.json' in the model folder {str(manifest.parent)!r} is not the JSON object that it should be: it is "
        "damaged or was exchanged. Reinstall claimkit, or export the model again."
    )
    raise ModelError(message)
