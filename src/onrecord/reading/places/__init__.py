"""Where the places are that a story names: the gazetteer, the countries, and what decides between namesakes."""
