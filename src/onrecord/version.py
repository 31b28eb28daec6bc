"""The version of the program, as ``pyproject.toml`` reads it."""

__version__ = "0.1.0"
