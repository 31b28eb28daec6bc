"""Who did what to whom, and whether it happened: the events of a story, coded to PLOVER 2.0."""
