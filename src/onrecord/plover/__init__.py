"""PLOVER 2.0, the ontology of political events: its codes as data, and the code it gives an event of a reading.

    >>> from onrecord.plover import code, ontology
    >>> ontology().types["RETREAT"].quad
    'MATERIAL COOPERATION'

Source: PLOVER 2.0 draft manual (openeventdata/PLOVER, 2024-02-04, CC BY-SA 4.0). The meanings are our own words.
"""

from __future__ import annotations

from onrecord.plover.cameo import from_cameo
from onrecord.plover.coding import Code, code
from onrecord.plover.ontology import EventType, Mode, Ontology, ontology

__all__ = ["Code", "EventType", "Mode", "Ontology", "code", "from_cameo", "ontology"]
