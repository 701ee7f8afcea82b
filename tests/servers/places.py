"""A target of every kind, each with a look behind it: what lies there by name, however it got there."""

import shutil
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

import boto3

from reintegration_desktop.sync.transports.line import Question, pin_of
from tests.servers.lines import Remembered, a_line
from tests.servers.sshd import Sshd
from tests.servers.web import PASSWORD, USER, Web

REGION = "us-east-1"


class Place(Protocol):
    """Where bundles lie, as somebody sees it who stands at the server."""

    def address(self, port: int | None = None) -> str:
        """What somebody types to reach it, straight or by another port."""

    def line(self, port: int | None = None, **more: Any) -> Any:
        """A line that knows all answers, straight or by another port."""

    def behind(self) -> int:
        """The port of the server."""

    def files(self) -> dict[str, bytes]:
        """What lies there."""

    def put(self, name: str, content: bytes) -> None:
        """Somebody else puts something there."""

    def take_away(self) -> None:
        """The place itself goes."""


@cache
def _keeper(port: int) -> Any:
    """Who stands at the S3 server; to make one takes as long as all else in a test."""
    return boto3.client("s3", endpoint_url=f"https://127.0.0.1:{port}", region_name=REGION)


@dataclass
class Folder:
    """A stick."""

    folder: Path

    def behind(self) -> int:
        raise NotImplementedError

    def address(self, port: int | None = None) -> str:
        return str(self.folder)

    def line(self, port: int | None = None, **more: Any) -> Any:
        return a_line(**more)

    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.iterdir()}

    def put(self, name: str, content: bytes) -> None:
        (self.folder / name).write_bytes(content)

    def take_away(self) -> None:
        shutil.rmtree(self.folder)


@dataclass
class BySftp(Folder):
    """A folder behind sshd."""

    sshd: Sshd

    def behind(self) -> int:
        return self.sshd.port

    def address(self, port: int | None = None) -> str:
        return f"sftp://{self.sshd.user}@127.0.0.1:{port or self.sshd.port}{self.folder}"

    def line(self, port: int | None = None, **more: Any) -> Any:
        pinned = self.sshd.host_key.export_public_key().decode()
        known = Remembered({pin_of("127.0.0.1", port or self.sshd.port): pinned})
        return a_line(pins=known, key=self.sshd.key, **more)


@dataclass
class ByDav(Folder):
    """A folder behind a WebDAV server."""

    web: Web
    root: Path

    def behind(self) -> int:
        return self.web.port

    def address(self, port: int | None = None) -> str:
        return f"davs://{USER}@127.0.0.1:{port or self.web.port}/{self.folder.relative_to(self.root)}"

    def line(self, port: int | None = None, **more: Any) -> Any:
        return a_line({Question.PASSWORD: PASSWORD}, **more)


@dataclass
class ByS3:
    """A prefix of a bucket. What has no ``.ok`` is a part; an ``.ok`` shows only where it stands alone."""

    web: Web
    bucket: str = field(default_factory=lambda: f"b-{uuid4().hex}")

    def behind(self) -> int:
        return self.web.port

    def __post_init__(self) -> None:
        self._s3.create_bucket(Bucket=self.bucket)

    @property
    def _s3(self) -> Any:
        return _keeper(self.web.port)

    def address(self, port: int | None = None) -> str:
        return f"s3://{self.bucket}/from/goma?endpoint=https://127.0.0.1:{port or self.web.port}&region={REGION}"

    def line(self, port: int | None = None, **more: Any) -> Any:
        return a_line(**more)

    def files(self) -> dict[str, bytes]:
        s3 = self._s3
        keys = [one["Key"] for one in s3.list_objects_v2(Bucket=self.bucket).get("Contents", ())]
        found = {
            key.removeprefix("from/goma/"): s3.get_object(Bucket=self.bucket, Key=key)["Body"].read() for key in keys
        }
        return {
            name: content
            for name, content in found.items()
            if name.removesuffix(".ok") not in found or not name.endswith(".ok")
        }

    def put(self, name: str, content: bytes) -> None:
        self._put(name.removesuffix(".part"), content)
        if not name.endswith(".part"):
            self._put(name + ".ok", b"0" * 64)

    def take_away(self) -> None:
        s3 = self._s3
        for one in s3.list_objects_v2(Bucket=self.bucket).get("Contents", ()):
            s3.delete_object(Bucket=self.bucket, Key=one["Key"])
        s3.delete_bucket(Bucket=self.bucket)

    def _put(self, name: str, content: bytes) -> None:
        self._s3.put_object(Bucket=self.bucket, Key=f"from/goma/{name}", Body=content)
