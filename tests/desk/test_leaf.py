"""A story's page as one file: whole in itself, and nothing of it runs but its own script."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from pathlib import Path

from click.testing import CliRunner

from onrecord.cli import command

PAGES = Path(__file__).with_name("pages")
TWO = Path(__file__).parents[2] / "examples" / "captures" / "two-copies.txt"


def test_each_story_is_written_whole(tmp_path: Path) -> None:
    out = tmp_path / "story.html"
    done = CliRunner().invoke(command, ["read", str(TWO), "--html", str(out), "--anatomy"])
    assert done.exit_code == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == ["story-2.html", "story.html"]
    page = out.read_text()
    assert "They wanted us quiet" in html.unescape(page)
    assert not re.search(r"(src|href)=\"(?!#|https?://)", page)


def test_its_policy_names_its_own_script_and_style(tmp_path: Path) -> None:
    out = tmp_path / "story.html"
    CliRunner().invoke(command, ["read", str(PAGES / "ferry-dispute.txt"), "--html", str(out)])
    page = out.read_text()
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1])  # type: ignore[index]
    for tag in ("script", "style"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert 'class="card statement"' in page
    assert "/who/" not in page
    assert "/review" not in page


def test_a_page_or_json(tmp_path: Path) -> None:
    done = CliRunner().invoke(command, ["read", str(TWO), "--html", str(tmp_path / "a.html"), "--json"])
    assert done.exit_code == 2
    assert not list(tmp_path.iterdir())
