"""What stands before a web server and tells the truth, until a test asks it for something else."""

import io
from collections.abc import Callable, Iterable
from itertools import count
from typing import Any

Environ = dict[str, Any]
Start = Callable[..., Any]
App = Callable[[Environ, Start], Iterable[bytes]]
Lie = Callable[[App, Environ, Start], Iterable[bytes]]


class Honest:
    """Passes everything on; ``lie`` is what it does instead while a test has set it."""

    def __init__(self, app: App) -> None:
        self._app = app
        self.lie: Lie | None = None
        self.asked: list[tuple[str, str, str]] = []

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        self.asked.append((environ["REQUEST_METHOD"], environ["PATH_INFO"], environ.get("HTTP_USER_AGENT", "")))
        return (self.lie or _honestly)(self._app, environ, start)


def _honestly(app: App, environ: Environ, start: Start) -> Iterable[bytes]:
    return app(environ, start)


def only(method: str, lie: Lie, *, times: int | None = None, having: str = "") -> Lie:
    """A lie about some requests; the first ``times`` of them, or all."""
    told = count()

    def choosing(app: App, environ: Environ, start: Start) -> Iterable[bytes]:
        fits = environ["REQUEST_METHOD"] == method and having in environ["PATH_INFO"] + "?" + environ["QUERY_STRING"]
        if fits and (times is None or next(told) < times):
            return lie(app, environ, start)
        return app(environ, start)

    return choosing


def lost(app: App, environ: Environ, start: Start) -> Iterable[bytes]:
    """What is put is thanked for, and thrown away."""
    _body(environ)
    start("201 Created", [("Content-Length", "0"), ("ETag", '"0"')])
    return []


def halved(app: App, environ: Environ, start: Start) -> Iterable[bytes]:
    """Half of what is put is kept."""
    body = _body(environ)
    kept = body[: len(body) // 2]
    return app({**environ, "wsgi.input": io.BytesIO(kept), "CONTENT_LENGTH": str(len(kept))}, start)


def twice(app: App, environ: Environ, start: Start) -> Iterable[bytes]:
    """What is asked is done twice, as by a line that repeats itself."""
    body = _body(environ)
    first = app({**environ, "wsgi.input": io.BytesIO(body)}, lambda *_: lambda _: None)
    b"".join(first)
    return app({**environ, "wsgi.input": io.BytesIO(body)}, start)


def unanswered(app: App, environ: Environ, start: Start) -> Iterable[bytes]:
    """What is asked is done, and the answer gets lost."""
    b"".join(app({**environ, "wsgi.input": io.BytesIO(_body(environ))}, lambda *_: lambda _: None))
    return refusing("503 Service Unavailable")(app, environ, start)


def shortened(app: App, environ: Environ, start: Start) -> Iterable[bytes]:
    """Half of what lies there is given, and called the whole."""
    heard: list[tuple[str, list[tuple[str, str]]]] = []
    content = b"".join(app(environ, lambda status, headers, *_: heard.append((status, headers))))
    content = content[: len(content) // 2]
    status, headers = heard[0]
    start(status, [*((n, v) for n, v in headers if n.lower() != "content-length"),
                   ("Content-Length", str(len(content)))])  # fmt: skip
    return [content]


def refusing(status: str) -> Lie:
    """Everything is refused with a status."""

    def refuse(app: App, environ: Environ, start: Start) -> Iterable[bytes]:
        _body(environ)
        start(status, [("Content-Length", "0")])
        return []

    return refuse


def stale() -> Lie:
    """The first answer is given for ever."""
    kept: list[tuple[str, list[tuple[str, str]], bytes]] = []

    def give(app: App, environ: Environ, start: Start) -> Iterable[bytes]:
        if not kept:
            heard: list[tuple[str, list[tuple[str, str]]]] = []
            content = b"".join(app(environ, lambda status, headers, *_: heard.append((status, headers))))
            kept.append((*heard[0], content))
        _body(environ)
        status, headers, content = kept[0]
        start(status, headers)
        return [content]

    return give


def _body(environ: Environ) -> bytes:
    return environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
