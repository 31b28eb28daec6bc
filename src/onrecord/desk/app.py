"""The application: the rooms at their paths, each page with its ``.json``, errors as pages, forms as actions."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from onrecord.desk import openapi
from onrecord.desk.guards import CSRF_FIELD, Guards, csrf_token, same_token
from onrecord.desk.intake import Form, Intake
from onrecord.desk.paper import pages
from onrecord.desk.room import Action, Door, Room, Visit
from onrecord.desk.rooms import ACTIONS, DOORS, ROOMS
from onrecord.errors import NotFoundError, OnRecordError, QueryError, RecordBusyError
from onrecord.record import Record

__all__ = ["application"]

_LOG = logging.getLogger("onrecord.desk")
_STATIC = Path(__file__).with_name("static")
_BROWSER, _REVIEWER = "browser", "reviewer"
_YEAR = 365 * 24 * 3600
_ENCODER = msgspec.json.Encoder()


def application(
    record: str | Path, *, hosts: Collection[str] = (), token: str | None = None, intake: Intake | None = None
) -> Guards:
    """The desk over the record at ``record``, as an ASGI application.

    hosts: names besides loopback's by which it may be called; token: what a browser must show to be let in (None: no
    token, for loopback). intake: what reads the sources that are dropped on the desk, if not the present stages.
    """
    desk = _Desk(Path(record), intake or Intake(Path(record)))
    routes: list[Route | Mount] = []
    for room in ROOMS:
        as_json = "/index.json" if room.path == "/" else f"{room.path}.json"
        # The JSON first: {name} of a path takes a dot as well.
        routes.append(Route(as_json, desk.json(room), methods=["GET"], name=as_json))
        routes.append(Route(room.path, desk.page(room), methods=["GET"], name=room.path))
    routes += [Route(door.path, desk.door(door), methods=["GET"], name=door.path) for door in DOORS]
    routes += [Route(action.path, desk.action(action), methods=["POST"], name=action.path) for action in ACTIONS]
    routes.append(Route("/openapi.json", desk.described, methods=["GET"]))
    routes.append(Route("/favicon.ico", _icon, methods=["GET"]))
    routes.append(Mount("/static", _Assets(directory=_STATIC)))
    app = Starlette(
        routes=routes,
        middleware=[Middleware(GZipMiddleware, minimum_size=1000)],
        exception_handlers={HTTPException: desk.refused},
    )
    app.router.redirect_slashes = False
    return Guards(app, hosts=hosts, token=token)


def _icon(_: Request) -> Response:
    # Browsers ask for it by this name wherever a page, like one of JSON, names no other.
    return RedirectResponse("/static/icon.svg", 301)


class _Assets(StaticFiles):
    def file_response(self, *given: Any, **named: Any) -> Response:
        response = super().file_response(*given, **named)
        # Revalidated by its ETag: an upgrade of the program shows at once.
        response.headers["cache-control"] = "no-cache"
        return response


class _Desk:
    def __init__(self, path: Path, intake: Intake) -> None:
        self._path, self._intake = path, intake
        self._paper = pages()
        self._secret = secrets.token_bytes(32)

    def page(self, room: Room) -> Callable[[Request], Any]:
        """The endpoint of a room's HTML."""

        async def endpoint(request: Request) -> Response:
            def made() -> tuple[str, int]:
                try:
                    return self._shown(request, room), 200
                except OnRecordError as fault:
                    return self._fault(request, fault)

            html, code = await run_in_threadpool(made)
            return self._html(request, html, code)

        return endpoint

    def json(self, room: Room) -> Callable[[Request], Any]:
        """The endpoint of a room's JSON."""

        async def endpoint(request: Request) -> Response:
            def made() -> tuple[bytes, int]:
                try:
                    with self._open() as record:
                        return _ENCODER.encode(room.show(self._visit(request, record, json=True))), 200
                except OnRecordError as fault:
                    return _ENCODER.encode({"error": str(fault)}), _code(fault)

            body, code = await run_in_threadpool(made)
            return Response(body, code, media_type="application/json")

        return endpoint

    def door(self, door: Door) -> Callable[[Request], Any]:
        """The endpoint of something that is no page."""

        async def endpoint(request: Request) -> Response:
            def made() -> Response:
                try:
                    with self._open() as record:
                        body, media_type = door.give(self._visit(request, record))
                except OnRecordError as fault:
                    return self._html(request, *self._fault(request, fault))
                headers = {"content-disposition": f'attachment; filename="{door.name}"'} if door.name else None
                return Response(body, media_type=media_type, headers=headers)

            return await run_in_threadpool(made)

        return endpoint

    def action(self, action: Action) -> Callable[[Request], Any]:
        """The endpoint of a form: it writes, and sends the browser on to a page."""

        async def endpoint(request: Request) -> Response:
            try:
                async with request.form(max_fields=200, max_files=1000) as form:
                    given = {name: value for name, value in form.multi_items() if isinstance(value, str)}
                    files = [
                        (one.filename or "unnamed", await one.read())
                        for one in form.getlist("files")
                        if not isinstance(one, str) and one.size
                    ]
            except (MultiPartException, HTTPException, ValueError):
                raise HTTPException(400, "This form could not be read. Send it from the desk's own page") from None
            browser = request.cookies.get(_BROWSER, "")
            if not browser or not same_token(given.pop(CSRF_FIELD, ""), csrf_token(self._secret, browser)):
                raise HTTPException(403, "This form is out of date. Load its page again, then send it")
            by = given.get("by", "").strip()[:100]

            def done() -> Response:
                try:
                    with Record.open(self._path) as record:
                        visit = self._visit(request, record)
                        target = action.do(visit, Form(given, files, self._intake))
                except OnRecordError as fault:
                    return self._html(request, *self._fault(request, fault))
                return RedirectResponse(_local(target), 303)

            response = await run_in_threadpool(done)
            if by and response.status_code == 303:
                response.set_cookie(
                    _REVIEWER, by.encode().hex(), max_age=_YEAR, httponly=True, samesite="strict", path="/"
                )
            return response

        return endpoint

    async def refused(self, request: Request, fault: Exception) -> Response:
        """What is not there, or not to be done, as a page."""
        assert isinstance(fault, HTTPException)
        told = fault.detail
        if fault.status_code == 404:
            told = "The desk has no such page. The rooms stand at the top of each page"
        if request.url.path.endswith(".json"):
            return Response(_ENCODER.encode({"error": told}), fault.status_code, media_type="application/json",
                            headers=fault.headers)  # fmt: skip
        html, code = self._error(request, told, fault.status_code)
        response = self._html(request, html, code)
        response.headers.update(fault.headers or {})
        return response

    async def described(self, request: Request) -> Response:
        """The JSON routes as OpenAPI describes them."""
        return Response(_ENCODER.encode(openapi.described(ROOMS)), media_type="application/json")

    def _shown(self, request: Request, room: Room) -> str:
        with self._open() as record:
            visit = self._visit(request, record)
            page = room.show(visit)
            return self._paper.get_template(room.template).render(page=page, visit=visit, room=room)

    def _open(self) -> Record:
        return Record.open(self._path, create=False, read_only=True)

    def _visit(self, request: Request, record: Record, *, json: bool = False) -> Visit:
        path = request.url.path
        if json:
            path = "/" if path == "/index.json" else path.removesuffix(".json")
        try:
            asked = dict(parse_qsl(request.url.query, keep_blank_values=False, max_num_fields=100))
        except ValueError:
            raise QueryError("no question to the record: more than 100 fields. Give fewer") from None
        browser = request.cookies.get(_BROWSER) or request.scope.setdefault("onrecord.browser", secrets.token_hex(16))
        return Visit(
            record=record,
            path=path,
            named=request.path_params,
            asked=asked,
            reviewer=_name_in(request.cookies.get(_REVIEWER, "")),
            csrf=csrf_token(self._secret, browser),
            intake=self._intake,
        )

    def _html(self, request: Request, html: str, code: int) -> Response:
        response = Response(html, code, media_type="text/html; charset=utf-8")
        fresh = request.scope.get("onrecord.browser")
        if fresh:
            response.set_cookie(_BROWSER, fresh, httponly=True, samesite="strict", path="/")
        return response

    def _fault(self, request: Request, fault: OnRecordError) -> tuple[str, int]:
        code = _code(fault)
        if code >= 500:
            _LOG.warning("%s: %s", request.url.path, fault)
        return self._error(request, str(fault), code)

    def _error(self, request: Request, told: str, code: int) -> tuple[str, int]:
        return self._paper.get_template("error.html").render(told=told, code=code, visit=None), code


def _code(fault: OnRecordError) -> int:
    if isinstance(fault, NotFoundError):
        return 404
    if isinstance(fault, QueryError):
        return 400
    return 503 if isinstance(fault, RecordBusyError) else 500


def _local(target: str) -> str:
    """A path of the desk itself: what a form gives as the page to go back to never leads elsewhere."""
    fits = target.startswith("/") and not target.startswith("//") and "\\" not in target
    return target if fits and target.isprintable() else "/"


def _name_in(cookie: str) -> str | None:
    try:
        return bytes.fromhex(cookie).decode() or None
    except ValueError:
        return None
