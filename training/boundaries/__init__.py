"""How the desk's map of the world was made: ``python -m training.boundaries.world countries-110m.json``.

The boundaries are Natural Earth's (1:110 million, public domain), as the package world-atlas 2.0.2 (ISC licence) gives
them in TopoJSON.
"""
