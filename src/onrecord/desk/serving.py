"""The server behind ``onrecord desk``: where it listens, and the address that it prints."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from pathlib import Path

from onrecord.desk.guards import is_loopback
from onrecord.errors import DeskError

__all__ = ["serve"]


def serve(
    record: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8400,
    names: tuple[str, ...] = (),
    ready: Callable[[str], None],
) -> None:
    """Serves the desk over ``record`` until it is stopped; ``ready`` is called with its address once it listens.

    Off loopback the address carries a token, made anew each time, that lets a browser in. names: other host names by
    which the desk is reached then. port 0 takes a free one. Raises ``DeskError`` where it cannot listen.
    """
    import uvicorn

    from onrecord.desk.app import application

    token = None if is_loopback(host) else secrets.token_urlsafe(24)
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError as fault:
        listening.close()
        raise DeskError(
            f"the desk cannot listen at {host}:{port} ({fault.strerror or fault})."
            " Give another --port, or 0 for a free one"
        ) from None
    bound = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{bound}/" + (f"?token={token}" if token else "")
    app = application(record, hosts=() if token is None else (host, *names), token=token)
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, date_header=False)
    )
    ready(address)
    with listening:
        server.run(sockets=[listening])
