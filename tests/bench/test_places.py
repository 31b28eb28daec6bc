"""The benchmark of places on articles made by hand."""

from pathlib import Path

from bench.accuracy.places import Gold, geovirus, kilometres, lgl, right, score
from onrecord.model import Place

LGL = """<articles><article docid="7"><text>Rain fell in Paris, Texas, and in Chile.</text><toponyms>
<toponym><start>13</start><end>18</end><phrase>Paris</phrase><gaztag geonameid="1"><name>Paris</name><fcode>PPL</fcode>
<lat>33.66</lat><lon>-95.56</lon><country>United States</country></gaztag></toponym>
<toponym><start>33</start><end>38</end><phrase>Chile</phrase><gaztag geonameid="2"><name>Republic of Chile</name>
<fcode>PCLI</fcode><lat>-30</lat><lon>-71</lon><country>Chile</country></gaztag></toponym>
<toponym><start>20</start><end>25</end><phrase>Texas</phrase></toponym></toponyms></article></articles>"""

GEOVIRUS = """<articles><article><source>a</source><text>Two fell ill in Lima.</text><locations><location>
<name>Lima</name><start>15</start><end>19</end><lat>-12.04</lat><lon>-77.03</lon>
<page>https://en.wikipedia.org/wiki/Lima</page></location></locations></article></articles>"""


def test_articles_are_read_and_scored(tmp_path: Path) -> None:
    path = tmp_path / "lgl.xml"
    path.write_text(LGL, encoding="utf-8")
    [document] = lgl(path)
    assert [(one.country, one.whole) for one in document.gold] == [("US", ""), ("CL", "country")]
    tally, _ = score([document])
    assert (tally.gold, tally.right, tally.same_country) == (2, 2, 2)


def test_a_position_that_is_off_is_put_right(tmp_path: Path) -> None:
    path = tmp_path / "GeoVirus.xml"
    path.write_text(GEOVIRUS, encoding="utf-8")
    [document] = geovirus(path)
    assert document.text[document.gold[0].start : document.gold[0].end] == "Lima"
    assert score([document])[0].right == 1


def test_what_counts_as_right() -> None:
    lima = Gold(0, 4, -12.04, -77.03, "PE")
    assert right(Place(lat=-12.5, lon=-76.5, country="PE", precision="town"), lima)
    assert not right(Place(lat=-16.4, lon=-71.5, country="PE", precision="town"), lima)
    assert not right(Place(country="PE", unresolved="several"), lima)
    peru = Gold(0, 4, -10.0, -76.0, "PE", "country")
    assert right(Place(country="PE", precision="country"), peru)
    assert not right(Place(lat=-10.0, lon=-76.0, country="PE", precision="town"), peru)


def test_distance_is_the_great_circles() -> None:
    assert round(kilometres(0, 0, 0, 180)) == 20015
    assert kilometres(10, 20, 10, 20) == 0
