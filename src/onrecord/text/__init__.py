"""One frozen text: cleaning, positions, quotation marks, selectors, differences between versions."""

from onrecord.text.canonical import clean
from onrecord.text.difference import Change, compare, mapped
from onrecord.text.offsets import Utf16Offsets
from onrecord.text.quotation import find_quotations
from onrecord.text.selectors import Anchored, Selector, anchor, selector_for

__all__ = [
    "Anchored",
    "Change",
    "Selector",
    "Utf16Offsets",
    "anchor",
    "clean",
    "compare",
    "find_quotations",
    "mapped",
    "selector_for",
]
