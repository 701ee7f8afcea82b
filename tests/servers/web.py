"""An S3 and a WebDAV server over TLS, in threads of their own; both can be told to lie."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from cheroot.ssl.builtin import BuiltinSSLAdapter
from cheroot.wsgi import Server
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from wsgidav.wsgidav_app import WsgiDAVApp

from tests.servers.lies import Honest

USER, PASSWORD = "amina", "harbour lantern"


@dataclass(frozen=True)
class Web:
    """A running server."""

    port: int
    lies: Honest
    certificate: Path


@contextmanager
def served(app: object, certificate: tuple[Path, Path]) -> Iterator[Web]:
    """An application behind TLS, for as long as the tests run."""
    lies = Honest(app)
    server = Server(("127.0.0.1", 0), lies, numthreads=4, timeout=30)
    server.ssl_adapter = BuiltinSSLAdapter(*map(str, certificate))
    server.error_log = lambda *_, **__: None
    server.prepare()
    thread = Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield Web(server.bind_addr[1], lies, certificate[0])
    finally:
        server.stop()
        thread.join()


def an_s3() -> object:
    """Buckets that live in memory."""
    return DomainDispatcherApplication(create_backend_app)


def a_dav(folder: Path) -> object:
    """A folder, for one user."""
    return WsgiDAVApp({
        "provider_mapping": {"/": str(folder)},
        "http_authenticator": {"accept_basic": True, "accept_digest": False, "default_to_digest": False},
        "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
        "verbose": 0, "logging": {"enable": False}, "property_manager": None, "lock_storage": None,
    })  # fmt: skip
