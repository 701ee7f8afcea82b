"""Bundles in an S3 bucket: the object, and once it was read back, beside it an ``.ok`` with its hash."""

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any, BinaryIO

import boto3
import botocore.session
from botocore import exceptions as faults
from botocore.config import Config

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.sync.errors import (
    FileGone,
    FileReadBackDiffers,
    FileTaken,
    LoginRefused,
    SecretMissing,
    ServerUntrusted,
    TargetFull,
    TargetMissing,
    TargetReadOnly,
    TargetTrouble,
    TargetUnencrypted,
    TargetUnreachable,
)
from reintegration_desktop.sync.target import Entry, Probe, checked, is_bundle
from reintegration_desktop.sync.transports.blocks import blocks
from reintegration_desktop.sync.transports.line import Line

_BLOCK = 64 * 1024
_PIECE = 8 * 1024 * 1024
"""Larger bundles go in pieces of so many bytes, each sent again by itself when the line breaks."""

_OK = ".ok"
_PROBE = ".probe.part"
_NO_KEY = frozenset({"NoSuchKey", "404", "NoSuchVersion"})
_FACTS: dict[str, type[Refusal]] = {
    "NoSuchBucket": TargetMissing, "AccessDenied": TargetReadOnly, "AllAccessDisabled": TargetReadOnly,
    "InvalidAccessKeyId": LoginRefused, "SignatureDoesNotMatch": LoginRefused, "ExpiredToken": LoginRefused,
    "InvalidToken": LoginRefused, "RequestTimeTooSkewed": LoginRefused, "SlowDown": TargetUnreachable,
    "RequestTimeout": TargetUnreachable, "InternalError": TargetUnreachable, "ServiceUnavailable": TargetUnreachable,
    "BadDigest": TargetUnreachable, "QuotaExceeded": TargetFull, "XMinioStorageFull": TargetFull,
    "XMinioAdminBucketQuotaExceeded": TargetFull, "EntityTooLarge": TargetFull,
}  # fmt: skip
_STATUSES: dict[int, type[Refusal]] = {401: LoginRefused, 403: TargetReadOnly, 429: TargetUnreachable, 507: TargetFull}


@dataclass(frozen=True, slots=True)
class S3Place:
    """``s3://bucket/prefix?endpoint=https://...&profile=...&region=...``; what is left out is the environment's."""

    bucket: str
    prefix: str
    endpoint: str | None = None
    profile: str | None = None
    region: str | None = None


class S3Target:
    """A prefix of a bucket as a target (``sync.target.Target``). Nothing counts without its ``.ok``."""

    def __init__(self, place: S3Place, line: Line) -> None:
        """Raises SecretMissing where neither environment nor profile hold credentials, TargetUnencrypted."""
        self._bucket, self._line = place.bucket, line
        self._prefix = f"{place.prefix}/" if place.prefix else ""
        with _told():
            self._s3 = _client(place, line)
        if not self._s3.meta.endpoint_url.startswith("https://"):
            raise TargetUnencrypted

    def close(self) -> None:
        """Hang up."""
        self._s3.close()

    def list(self) -> list[Entry]:
        """The bundles that lie there whole, by name."""
        sizes = self._persist(lambda: dict(self._objects()))
        return [Entry(name, sizes[name]) for name in sorted(sizes) if is_bundle(name) and name + _OK in sizes]

    def get(self, name: str, into: BinaryIO) -> None:
        """Copy a bundle from where ``into`` stands, and go on from there whenever the line breaks; raises FileGone."""
        if not self.exists(name):
            raise FileGone
        self._persist(lambda: self._fetch(name, into))

    def put_new(self, name: str, content: BinaryIO) -> None:
        """Put a bundle there: the object, read back and compared, then its ``.ok``."""
        if self.exists(name):
            raise FileTaken
        try:
            written = self._write(name, content)
            if self._persist(lambda: self._read_back(name)) != written:
                raise FileReadBackDiffers
            self._persist(lambda: self._put(name + _OK, written.hex().encode()))
        except TargetUnreachable:
            raise
        except BaseException:
            with _best_effort():
                self._take_away(name)
            raise

    def exists(self, name: str) -> bool:
        """Whether a bundle lies there whole."""
        checked(name)
        return bool(self._persist(lambda: self._is_there(name)))

    def delete_own(self, name: str) -> None:
        """Take away a bundle of one's own that was acknowledged, its ``.ok`` first, or a part of one."""
        checked(name)
        for each in (name + _OK, name):
            self._persist(partial(self._take_away, each))

    def probe(self) -> Probe:
        """Write and take away a few bytes; nobody tells how much room there is."""
        try:
            self._persist(lambda: self._put(_PROBE, b"?" * 512))
        finally:
            self._persist(lambda: self._take_away(_PROBE))
        return Probe(None)

    def _persist(self, work: Callable[[], Any]) -> Any:
        def attempt() -> Any:
            with _told():
                return work()

        return self._line.persist(attempt)

    def _at(self, name: str) -> dict[str, str]:
        return {"Bucket": self._bucket, "Key": self._prefix + name}

    def _objects(self) -> Iterator[tuple[str, int]]:
        """What lies directly under the prefix."""
        pages = self._s3.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=self._prefix)
        for page in pages:
            self._line.beat()
            for one in page.get("Contents", ()):
                yield one["Key"].removeprefix(self._prefix), one["Size"]

    def _fetch(self, name: str, into: BinaryIO) -> None:
        begins = into.tell()
        try:
            got = self._s3.get_object(**self._at(name), Range=f"bytes={begins}-")
        except faults.ClientError as error:
            if _code(error) == "InvalidRange":  # everything is here already
                return
            if _code(error) in _NO_KEY:
                raise FileGone from None
            raise
        with closing(got["Body"]) as body:
            for block in blocks(body, _BLOCK):
                self._line.beat()
                into.write(block)
        if into.tell() < begins + got["ContentLength"]:
            raise TargetUnreachable

    def _write(self, name: str, content: BinaryIO) -> bytes:
        """Send, in pieces where it is large; the digest of what was meant."""
        digest = sha256()
        first = content.read(_PIECE)
        digest.update(first)
        if len(first) < _PIECE:
            self._persist(lambda: self._put(name, first))
            return digest.digest()
        begun = self._persist(lambda: self._s3.create_multipart_upload(**self._at(name)))["UploadId"]
        try:
            done = [self._piece(name, begun, 1, first)]
            for number, piece in enumerate(blocks(content, _PIECE), 2):
                digest.update(piece)
                done.append(self._piece(name, begun, number, piece))
            self._persist(lambda: self._finish(name, begun, done))
        except BaseException:
            with _best_effort(), _told():
                self._s3.abort_multipart_upload(**self._at(name), UploadId=begun)
            raise
        return digest.digest()

    def _piece(self, name: str, begun: str, number: int, piece: bytes) -> dict[str, object]:
        sent = self._persist(
            lambda: self._s3.upload_part(**self._at(name), UploadId=begun, PartNumber=number,
                                         Body=_Heard(piece, self._line))
        )  # fmt: skip
        return {"PartNumber": number, "ETag": sent["ETag"]}

    def _finish(self, name: str, begun: str, done: Sequence[dict[str, object]]) -> None:
        """Join the pieces; done before, where the answer was lost: reading back decides."""
        try:
            self._s3.complete_multipart_upload(**self._at(name), UploadId=begun, MultipartUpload={"Parts": [*done]})
        except faults.ClientError as error:
            if _code(error) != "NoSuchUpload":
                raise

    def _put(self, name: str, content: bytes) -> None:
        self._s3.put_object(**self._at(name), Body=_Heard(content, self._line))

    def _read_back(self, name: str) -> bytes:
        digest = sha256()
        try:
            got = self._s3.get_object(**self._at(name))
        except faults.ClientError as error:
            if _code(error) in _NO_KEY:
                raise FileReadBackDiffers from None
            raise
        with closing(got["Body"]) as body:
            for block in blocks(body, _BLOCK):
                self._line.beat()
                digest.update(block)
        return digest.digest()

    def _is_there(self, name: str) -> bool:
        """Asked by reading: only an answer with a body tells a missing object from a missing bucket."""
        try:
            self._s3.get_object(**self._at(name + _OK))["Body"].close()
        except faults.ClientError as error:
            if _code(error) in _NO_KEY:
                return False
            raise
        return True

    def _take_away(self, name: str) -> None:
        self._s3.delete_object(**self._at(name))


class _Heard(io.BytesIO):
    """What is sent; a person may stop it at any block."""

    def __init__(self, content: bytes, line: Line) -> None:
        super().__init__(content)
        self._line = line

    def read(self, size: int | None = -1) -> bytes:
        self._line.beat()
        return super().read(size)


def _client(place: S3Place, line: Line) -> Any:
    """A client that tells the server nothing of this computer, and asks no neighbour on the network for credentials."""
    session = botocore.session.Session(profile=place.profile)
    providers = session.get_component("credential_provider")
    for neighbour in ("iam-role", "container-role"):
        providers.remove(neighbour)
    patient = Config(
        connect_timeout=line.patience, read_timeout=line.patience, retries={"total_max_attempts": 1},
        request_checksum_calculation="when_required", response_checksum_validation="when_required",
        user_agent=f"Boto3/{boto3.__version__}", s3={"addressing_style": "path"},
    )  # fmt: skip
    made = boto3.session.Session(botocore_session=session)
    if made.get_credentials() is None:
        raise SecretMissing
    return made.client("s3", endpoint_url=place.endpoint, region_name=place.region or made.region_name or "us-east-1",
                       config=patient)  # fmt: skip


@contextmanager
def _told() -> Iterator[None]:
    """The service's and the network's errors as facts."""
    try:
        yield
    except faults.ClientError as error:
        raise _fact(error) from None
    except (faults.NoCredentialsError, faults.PartialCredentialsError, faults.ProfileNotFound):
        raise SecretMissing from None
    except faults.SSLError as error:
        raise (ServerUntrusted if "CERTIFICATE_VERIFY_FAILED" in str(error) else TargetUnreachable) from None
    except (faults.BotoCoreError, OSError):
        raise TargetUnreachable from None


@contextmanager
def _best_effort() -> Iterator[None]:
    try:
        yield
    except (Refusal, faults.ClientError, faults.BotoCoreError):
        return


def _code(error: faults.ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


def _fact(error: faults.ClientError) -> Refusal:
    status = int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
    found = _FACTS.get(_code(error)) or _STATUSES.get(status) or (TargetUnreachable if status >= 500 else None)
    return found() if found else TargetTrouble(number=status)
