"""Reads the HTML of the views as a browser does, and fails where tags do not fit."""

from __future__ import annotations

from html.parser import HTMLParser

from attrs import define, field

VOID = {"input", "meta"}


@define
class Element:
    """A tag with its attributes, and all text inside it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""

    def has(self, *classes: str) -> bool:
        """Whether the element has all these classes."""
        return set(classes) <= set(self.attributes.get("class", "").split())


@define(slots=False)
class Reader(HTMLParser):
    """Collects elements in order of their opening tags, and the text in each."""

    elements: list[Element] = field(factory=list)
    open: list[Element] = field(factory=list)

    def __attrs_pre_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens an element; an attribute given twice is a fault."""
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice: {names}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Closes the innermost element, which must be of this tag."""
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        """Gives text to all elements that are open."""
        for element in self.open:
            element.text += data


def elements_of(html: str) -> list[Element]:
    """All elements of the HTML; every tag must be closed, in order."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open, f"never closed: {[element.tag for element in reader.open]}"
    return reader.elements


def found(html: str, tag: str, *classes: str) -> list[Element]:
    """The elements with a tag and classes."""
    return [element for element in elements_of(html) if element.tag == tag and element.has(*classes)]
