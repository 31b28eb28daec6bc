"""How the command says who somebody is whom a story only describes."""

from __future__ import annotations

from onrecord.record import TenureLine

__all__ = ["who_was"]


def who_was(tenure: TenureLine | None) -> str:
    """', who by "minister, Norway, from 2021" was Oda Lien': what other stories tell; empty where nothing is known."""
    if tenure is None:
        return ""
    office = [tenure.title, *([tenure.of] if tenure.of else [])]
    office += [f"from {tenure.begins}"] if tenure.begins else []
    office += [f"to {tenure.ends}"] if tenure.ends else []
    if tenure.as_of and not (tenure.begins and tenure.ends):
        office.append("as of " + " to ".join(dict.fromkeys(filter(None, (tenure.first, tenure.as_of)))))
    office += ["last known"] if tenure.held == "last_known" else []
    return f', who by "{", ".join(office)}" was {tenure.holder}'
