"""Nouns that mean people, bodies and places, from WordNet."""
