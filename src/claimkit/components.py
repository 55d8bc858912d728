"""The two spaCy components, ``claimkit_quotes`` and ``claimkit_speakers``, for any pipeline.

spaCy imports this module in every process that makes or loads a pipeline, since it finds the factories by entry point;
so it imports little, and a saved pipeline loads without an ``import claimkit``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Optional

from attrs import define
from spacy.language import Language
from spacy.util import filter_spans

from claimkit.quotes.inner import with_inner
from claimkit.storage import read_quotes, write_quotes

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from claimkit.quotes.detector import Detector
    from claimkit.records import NamedEntity, Quote
    from claimkit.speakers.attributor import Attributor


OURS: Final = "claimkit"
"""The id (``ent_id_``) of the entities on a Doc that our network found."""


@define
class QuotesComponent:
    """Finds quotes and stores them on the Doc; see `claimkit.storage` for where.

    Uses nothing but the text, so it may stand anywhere in a pipeline.
    Running it again gives the same quotes again, without their speakers.
    Where nothing else in the pipeline finds named entities, it writes those that its network saw to ``doc.ents``.

    Attributes:
        detector: Does the work; ``detector.find(text)`` is the same without a Doc and without
            the quotes inside quotes.
        nlp: The pipeline that it stands in, if any.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> _ = nlp.add_pipe("claimkit_quotes")
    >>> doc = nlp("The dam is safe, said Mira Olsen, who built it.")
    >>> [span.text for span in doc.spans["claimkit_content"]]
    ['The dam is safe']
    """

    detector: Detector
    nlp: Language | None = None

    def find(self, doc: Doc) -> tuple[Quote, ...]:
        """The quotes of the Doc's text, without storing them."""
        return with_inner(doc.text, self.detector.find(doc.text), self.detector)

    def __call__(self, doc: Doc) -> Doc:
        """Store the quotes on the Doc, and give it back."""
        if doc.ents or self._others_find_entities():
            write_quotes(doc, self.find(doc))
        else:
            quotes, names = self.detector.find_with_names(doc.text)
            write_quotes(doc, with_inner(doc.text, quotes, self.detector))
            spans = (
                doc.char_span(name.start, name.end, name.label, alignment_mode="expand", span_id=OURS) for name in names
            )
            doc.ents = filter_spans([span for span in spans if span is not None])
        return doc

    def _others_find_entities(self) -> bool:
        """Whether another component of the pipeline is there for entities, before this one or after it."""
        if self.nlp is None:
            return False
        metas = [self.nlp.get_pipe_meta(name) for name in self.nlp.pipe_names]
        return any("doc.ents" in meta.assigns and meta.factory != "claimkit_quotes" for meta in metas)


@define
class SpeakersComponent:
    """Finds the speaker of each stored quote; ``claimkit_quotes`` must stand before it.

    Named entities are used if something before it sets ``doc.ents``.

    Attributes:
        attributor: Does the work.
        use_entities: Whether to look at ``doc.ents``.

    >>> import spacy
    >>> from claimkit.storage import read_quotes
    >>> nlp = spacy.blank("en")
    >>> _ = nlp.add_pipe("claimkit_quotes")
    >>> _ = nlp.add_pipe("claimkit_speakers")
    >>> doc = nlp("Mira Olsen built the dam. It is safe, she said.")
    >>> [quote.speaker.name for quote in read_quotes(doc)]
    ['Mira Olsen']
    """

    attributor: Attributor
    use_entities: bool = True

    def find(self, doc: Doc) -> tuple[Quote, ...]:
        """The stored quotes with their speakers, without storing them.

        Raises:
            StorageError: No quotes are stored on the Doc.
        """
        return self.attributor.attribute(doc.text, read_quotes(doc), entities_of(doc) if self.use_entities else ())

    def __call__(self, doc: Doc) -> Doc:
        """Store the quotes with their speakers on the Doc, and give it back."""
        write_quotes(doc, self.find(doc))
        return doc


def entities_of(doc: Doc) -> tuple[NamedEntity, ...]:
    """The named entities of a Doc as records, without those of our network: speakers are found as well without them."""
    from claimkit.records import NamedEntity

    found = (ent for ent in doc.ents if ent.ent_id_ != OURS)
    return tuple(NamedEntity(start=ent.start_char, end=ent.end_char, label=ent.label_) for ent in found)


# spaCy reads these annotations when the module is imported, and its validation wants Optional.
@Language.factory(
    "claimkit_quotes",
    assigns=["doc.spans", "doc.ents"],
    default_config={"model": None, "threads": 1},
)
def make_quotes(nlp: Language, name: str, model: Optional[str], threads: int) -> QuotesComponent:  # noqa: ARG001, UP045
    """Make the component that finds quotes.

    Args:
        nlp: The pipeline.
        name: The name of the component in it.
        model: A model folder; ``None`` for the one that comes with claimkit.
        threads: Processor threads for one text; 1 is best when several processes read.
    """
    from claimkit.encoder.network import Network
    from claimkit.models import ENGLISH
    from claimkit.quotes.detector import Detector

    return QuotesComponent(Detector(Network(Path(model) if model else ENGLISH, threads=threads)), nlp)


@Language.factory(
    "claimkit_speakers",
    assigns=["doc.spans"],
    requires=["doc.spans"],
    default_config={"use_entities": True},
)
def make_speakers(nlp: Language, name: str, use_entities: bool) -> SpeakersComponent:  # noqa: ARG001, FBT001
    """Make the component that finds speakers.

    Args:
        nlp: The pipeline.
        name: The name of the component in it.
        use_entities: Whether to look at ``doc.ents``.
    """
    from claimkit.speakers.attributor import Attributor

    return SpeakersComponent(Attributor(), use_entities)
