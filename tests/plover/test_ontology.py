"""The ontology as data: what PLOVER has, and CAMEO's codes in it."""

import pytest

from onrecord.plover import from_cameo, ontology
from onrecord.plover.cameo import crosswalk


def test_sixteen_types_in_four_classes() -> None:
    quads: dict[str, list[str]] = {}
    for name, kind in ontology().types.items():
        quads.setdefault(kind.quad, []).append(name)
    assert quads == {
        "VERBAL COOPERATION": ["AGREE", "CONSULT", "SUPPORT", "CONCEDE"],
        "MATERIAL COOPERATION": ["COOPERATE", "AID", "RETREAT"],
        "VERBAL CONFLICT": ["REQUEST", "ACCUSE", "REJECT", "THREATEN"],
        "MATERIAL CONFLICT": ["PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"],
    }


def test_a_mode_has_its_own_score_and_else_its_types() -> None:
    kinds = ontology().types
    assert kinds["ASSAULT"].intensity("firearms") == -9.0
    assert kinds["ASSAULT"].intensity("beat") == -7.5
    assert kinds["PROTEST"].intensity("vandalize") == kinds["PROTEST"].intensity(None) == -5.0


def test_cooperation_scores_above_nought_and_conflict_not() -> None:
    for kind in ontology().types.values():
        scores = [kind.score, *(kind.intensity(mode) for mode in kind.modes)]
        assert all(-10 <= score <= 10 for score in scores)
        if "COOPERATION" in kind.quad:
            assert min(scores) > 0
        elif kind is not ontology().types["REQUEST"]:
            assert max(scores) < 0


def test_everything_has_a_meaning() -> None:
    known = ontology()
    meanings = [kind.meaning for kind in known.types.values()]
    meanings += [mode.meaning for kind in known.types.values() for mode in kind.modes.values()]
    meanings += [*known.contexts.values(), *known.sectors.values(), *known.auxiliary_modes.values()]
    assert all(meaning.endswith(".") for meaning in meanings)
    assert len(set(meanings)) == len(meanings)


@pytest.mark.parametrize(
    ("cameo", "coded"),
    [
        ("010", (None, None)),
        ("0253", ("REQUEST", "yield")),
        ("035", ("CONCEDE", None)),
        ("043", ("CONSULT", "visit")),
        ("055", ("CONCEDE", None)),
        ("116", ("SANCTION", "convict")),
        ("143", ("PROTEST", None)),
        ("1831", ("ASSAULT", "suicide-attack")),
        ("1952", ("ASSAULT", "drone")),
        ("20", ("ASSAULT", None)),
    ],
)
def test_cameo_in_plover(cameo: str, coded: tuple[str | None, str | None]) -> None:
    assert from_cameo(cameo) == coded


def test_all_twenty_roots_are_there_and_every_code_is_one_of_plovers() -> None:
    assert {cameo for cameo in crosswalk() if len(cameo) == 2} == {f"{root:02}" for root in range(1, 21)}
    for cameo, (kind, mode) in crosswalk().items():
        if kind is None:
            assert cameo.startswith("01"), cameo
            assert mode is None, cameo
        else:
            assert mode is None or mode in ontology().types[kind].modes, cameo
        assert cameo[:-1] in crosswalk() or len(cameo) == 2, f"{cameo} has no code above it"


def test_what_cameo_does_not_have_is_no_code() -> None:
    with pytest.raises(KeyError):
        from_cameo("999")
