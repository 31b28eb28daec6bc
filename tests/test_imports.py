"""Imports run one way through the house: no stage knows the store, no store knows a language model."""

import ast
import subprocess
import sys
from pathlib import Path

import onrecord

ROOT = Path(onrecord.__file__).parent
MAY_IMPORT = {
    "model": set(),
    "text": {"model"},
    "plover": {"model"},
    "capture": {"text", "model"},
    "models": {"text", "model"},
    "reading": {"models", "plover", "text", "model"},
    "linking": {"reading", "models", "capture", "text", "model"},
    "record": {"linking", "capture", "plover", "text", "model"},
    "export": {"record", "linking", "plover", "text", "model"},
    "cli": {"desk", "front", "export", "record", "linking", "reading", "capture", "plover", "text", "model"},
    "desk": {"front", "export", "record", "linking", "reading", "capture", "plover", "text", "model"},
    "scale": {"front", "export", "record", "linking", "reading", "capture", "plover", "text", "model"},
}
ANYWHERE = {"errors", "version"}


def imported(tree: ast.AST, path: Path) -> set[str]:
    """The rooms of the house that a module imports, imports that only serve type checkers left out."""
    rooms = set()
    typing_only = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.dump(block.test)
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the room they come from"
            if node.module == "onrecord":
                rooms |= {alias.name for alias in node.names}
            elif node.module and node.module.startswith("onrecord."):
                rooms.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            rooms |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("onrecord.")}
    return rooms


def test_imports_run_one_way() -> None:
    wrong = []
    for path in sorted(ROOT.rglob("*.py")):
        room = path.relative_to(ROOT).parts[0]
        if room not in MAY_IMPORT:
            continue
        rooms = imported(ast.parse(path.read_text()), path)
        wrong += [f"{path.relative_to(ROOT)} imports {name}" for name in rooms - MAY_IMPORT[room] - ANYWHERE - {room}]
    assert not wrong, "\n".join(wrong)


def test_every_room_is_known() -> None:
    rooms = {path.name for path in ROOT.iterdir() if path.is_dir() and any(path.rglob("*.py"))}
    assert rooms <= set(MAY_IMPORT), "a new folder needs its place in MAY_IMPORT"


def test_the_anatomy_loads_no_language_model() -> None:
    script = (
        "import sys, onrecord\n"
        "list(onrecord.read_each(['-'], anatomy=True))\n"
        "heavy = {'spacy', 'thinc', 'torch', 'onnxruntime'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    story = "Harbour bridge opens after two years\n\nThe bridge opened on Monday, the city said.\n" * 2
    run = subprocess.run([sys.executable, "-c", script], input=story, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
