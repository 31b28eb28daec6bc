"""How the pronoun model and the lexicon of first names were made."""
