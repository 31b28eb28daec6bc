"""OnRecord reads the news and keeps the record."""

from __future__ import annotations

__version__ = "0.1.0"
