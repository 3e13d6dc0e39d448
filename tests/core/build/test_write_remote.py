"""Writing to buckets: S3 as moto's server speaks it, and fsspec's memory."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import boto3
import fsspec
import pytest
import s3fs
from moto.server import ThreadedMotoServer

from pressup.build.write import FolderWriter, Published, Url, UsageError, WriteError, open_writer
from pressup.build.write.remote import RemoteWriter
from pressup.cli.app import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.core.conftest import Content


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server on this machine that speaks S3."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@dataclass(frozen=True)
class Bucket:
    """A bucket that keeps all versions of its objects, so that a test can see what was uploaded."""

    client: Any
    name: str

    def objects(self) -> dict[str, bytes]:
        listed = self.client.list_objects_v2(Bucket=self.name).get("Contents", [])
        return {entry["Key"]: self.client.get_object(Bucket=self.name, Key=entry["Key"])["Body"].read() for entry in listed}

    def uploads(self) -> dict[str, int]:
        """How often each object was put."""
        versions = self.client.list_object_versions(Bucket=self.name).get("Versions", [])
        keys = [entry["Key"] for entry in versions if not entry["Key"].endswith(".publishing.json")]
        return {key: keys.count(key) for key in keys}


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Bucket]:
    """An empty bucket, and the environment to reach it."""
    for name, value in {
        "AWS_ACCESS_KEY_ID": "for-tests",
        "AWS_SECRET_ACCESS_KEY": "for-tests",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": server,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_MAX_ATTEMPTS": "1",
        "AWS_CONFIG_FILE": "/nonesuch",
        "AWS_SHARED_CREDENTIALS_FILE": "/nonesuch",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    s3fs.S3FileSystem.clear_instance_cache()
    client = boto3.client("s3")
    name = "b" + hashlib.sha256(request.node.nodeid.encode()).hexdigest()[:20]
    client.create_bucket(Bucket=name)
    client.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    yield Bucket(client, name)
    client.close()
    s3fs.S3FileSystem.clear_instance_cache()


def manifest(files: dict[str, str]) -> bytes:
    entries = [{"path": path, "sha256": sha(text), "target": "t", "publisher": "p"} for path, text in files.items()]
    return json.dumps({"artifacts": entries}).encode()


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def write(url: str, files: dict[str, str], remove: dict[str, str] | None = None) -> Published:
    with open_writer(url) as writer:
        for path, text in files.items():
            writer.stage(path, text.encode())
        writer.stage("manifest.json", manifest(files))
        return writer.publish(remove)


def test_only_what_changed_is_uploaded_and_the_manifest_last(bucket: Bucket) -> None:
    url = f"s3://{bucket.name}/site/out"
    write(url, {"a.txt": "one", "b/c.txt": "one"})
    assert write(url, {"a.txt": "one", "b/c.txt": "one"}) == Published()
    assert bucket.uploads() == {"site/out/a.txt": 1, "site/out/b/c.txt": 1, "site/out/manifest.json": 1}
    changed = write(url, {"a.txt": "one", "b/c.txt": "two"}).changed
    assert changed == ("b/c.txt", "manifest.json")
    assert bucket.uploads() == {"site/out/a.txt": 1, "site/out/b/c.txt": 2, "site/out/manifest.json": 2}
    assert bucket.objects()["site/out/b/c.txt"] == b"two"
    assert len(bucket.objects()) == 3


def test_what_nobody_makes_any_more_goes_unless_somebody_changed_it(bucket: Bucket) -> None:
    url = f"s3://{bucket.name}"
    write(url, {"a.txt": "one", "b.txt": "one", "c.txt": "one"})
    bucket.client.put_object(Bucket=bucket.name, Key="c.txt", Body=b"mine")
    published = write(url, {"a.txt": "one"}, {"b.txt": sha("one"), "c.txt": sha("one"), "d.txt": sha("x"), "../e": sha("x")})
    assert published.removed == ("b.txt",)
    assert published.notes == (f"{url}/c.txt: no document makes this any more, and it stays because somebody has changed it",)
    assert sorted(bucket.objects()) == ["a.txt", "c.txt", "manifest.json"]


@pytest.mark.parametrize("after", ["a.txt", "z.txt", "manifest.json"])
def test_an_upload_that_is_interrupted_is_repaired_by_the_next_build(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch, after: str
) -> None:
    url = f"s3://{bucket.name}/out"
    old, new = {"a.txt": "old", "z.txt": "old"}, {"a.txt": "new", "z.txt": "new"}
    write(url, old)
    put = RemoteWriter._put

    def some(self: RemoteWriter, paths: list[str]) -> None:
        for path in paths:
            put(self, [path])
            if path == after:
                raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(RemoteWriter, "_put", some)
        with pytest.raises(KeyboardInterrupt):
            write(url, new)
    kept = bucket.objects()["out/manifest.json"]
    assert kept == manifest(new if after == "manifest.json" else old)
    assert bucket.objects()["out/a.txt"] == b"new"
    write(url, old)  # as the manifest of the last build tells it, though what is there is not that
    assert bucket.objects() == {"out/a.txt": b"old", "out/z.txt": b"old", "out/manifest.json": manifest(old)}


def test_a_part_that_is_built_after_an_interruption_leaves_the_rest_in_doubt(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"s3://{bucket.name}/out"
    write(url, {"a.txt": "old", "z.txt": "old"})
    with monkeypatch.context() as patched:
        patched.setattr(RemoteWriter, "_put", lambda self, paths: 1 / 0)
        with pytest.raises(WriteError, match="division by zero"):
            write(url, {"a.txt": "new", "z.txt": "new"})
    bucket.client.put_object(Bucket=bucket.name, Key="out/z.txt", Body=b"new")
    with open_writer(url) as writer:
        writer.stage("a.txt", b"old")
        writer.publish()
    with open_writer(url) as writer:
        writer.stage("z.txt", b"old")
        assert writer.publish().changed == ("z.txt",)
    assert sorted(bucket.objects()) == ["out/a.txt", "out/manifest.json", "out/z.txt"]


def test_what_somebody_deleted_is_uploaded_again(bucket: Bucket) -> None:
    url = f"s3://{bucket.name}/out"
    write(url, {"a.txt": "one", "b.txt": "one"})
    bucket.client.delete_object(Bucket=bucket.name, Key="out/a.txt")
    assert write(url, {"a.txt": "one", "b.txt": "one"}).changed == ("a.txt", "manifest.json")


def test_the_program_renders_to_a_bucket(
    bucket: Bucket, good: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PRESSUP_CACHE_DIR", str(tmp_path / "cache"))
    good.record("publisher", {"outputs": {"jsonfeed": {}}})
    url = f"s3://{bucket.name}/out/"
    arguments = ["render", "--content", str(good.root), "--date", "2026-11-22", "-o", url]
    assert run(arguments) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == f"s3://{bucket.name}/out/jsonfeed/catalogue.json"
    assert err.startswith("0 from the cache, 0 failed, ")
    assert run([*arguments, "--format", "json"]) == 0
    assert f'"file": "s3://{bucket.name}/out/jsonfeed/catalogue.json"' in capsys.readouterr().out
    assert b"jsonfeed.org" in bucket.objects()["out/jsonfeed/catalogue.json"]


# --- What can be wrong ---


def refused(url: str, capsys: pytest.CaptureFixture[str], content: Content) -> tuple[int, str]:
    code = run(["render", "--content", str(content.root), "--date", "2026-11-22", "-o", url, "-t", "jsonfeed"])
    out, err = capsys.readouterr()
    assert out == ""
    return code, err


def test_a_bucket_that_is_not_there_is_one_line(bucket: Bucket, good: Content, capsys: pytest.CaptureFixture[str]) -> None:
    for url in ("s3://no-such-bucket", "s3://no-such-bucket/out"):
        complaint = f"pressup: “{url}” cannot be written to: there is no such bucket or folder.\n"
        assert refused(url, capsys, good) == (1, complaint)


def test_without_credentials_it_is_one_line(
    bucket: Bucket, good: Content, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    url = f"s3://{bucket.name}/out"
    assert refused(url, capsys, good) == (1, f"pressup: “{url}” cannot be written to: no credentials were found.\n")


def test_without_a_connection_it_is_one_line(
    bucket: Bucket, good: Content, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setattr(s3fs.S3FileSystem, "retries", 1)
    url = f"s3://{bucket.name}/out"
    assert refused(url, capsys, good) == (1, f"pressup: “{url}” cannot be written to: no connection to the server.\n")


def test_what_is_forbidden_is_one_line(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*arguments: object) -> None:
        raise PermissionError("Access Denied")

    url = f"s3://{bucket.name}/out"
    with open_writer(url) as writer:
        writer.stage("a.txt", b"new")
        monkeypatch.setattr(RemoteWriter, "_put", forbidden)
        with pytest.raises(WriteError, match=f"^“{url}” cannot be written to: access is denied.$"):
            writer.publish()


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("memry://out", "Nothing is known of “memry://” URLs. Did you mean “memory”?"),
        ("nonesuch://out", "Nothing is known of “nonesuch://” URLs. Known: abfs, az, file, gs, memory, s3, sftp, webdav."),
    ],
)
def test_an_unknown_kind_of_url_is_a_wrong_call(
    good: Content, capsys: pytest.CaptureFixture[str], url: str, complaint: str
) -> None:
    assert refused(url, capsys, good) == (2, f"pressup: {complaint}\n")


@pytest.mark.parametrize(
    ("url", "missing", "advice"),
    [
        ("s3://b/out", "fsspec", "“s3://b/out” needs more than is installed: pip install \"pressup[remote]\""),
        ("s3://b/out", "s3fs", "“s3://” URLs need more than is installed: pip install \"pressup[remote]\""),
        ("gs://b/out", "gcsfs", "“gs://” URLs need more than is installed: pip install gcsfs"),
    ],
)  # fmt: skip
def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch, url: str, missing: str, advice: str) -> None:
    monkeypatch.setattr(sys.modules["fsspec.registry"], "_registry", {})
    monkeypatch.setattr(sys.modules["fsspec.registry"], "registry", {})
    for name in [missing, *(name for name in sys.modules if name.startswith(f"{missing}."))]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(UsageError) as caught:
        open_writer(url)
    assert str(caught.value) == advice


# --- Other kinds ---


def test_memory_is_written_to() -> None:
    url = "memory://test_memory_is_written_to/out"
    files = fsspec.filesystem("memory")
    try:
        write(url, {"a.txt": "one", "b.txt": "one"})
        assert write(url, {"a.txt": "two"}, {"b.txt": sha("one")}).removed == ("b.txt",)
        assert files.cat_file("/test_memory_is_written_to/out/a.txt") == b"two"
        assert len(files.find("/test_memory_is_written_to")) == 2
    finally:
        files.rm("/test_memory_is_written_to", recursive=True)


def test_a_file_url_is_a_folder(tmp_path: Path) -> None:
    writer = open_writer(f"{tmp_path.as_uri()}/a%20b")
    assert isinstance(writer, FolderWriter)
    with writer:
        writer.stage("a.txt", b"")
        assert writer.root / "a.txt" == tmp_path / "a b" / "a.txt"


def test_a_url_prints_as_it_is() -> None:
    url = Url("s3://bucket/a.txt")
    assert (str(url), f"{url}", url.as_posix()) == ("s3://bucket/a.txt",) * 3


def test_what_was_not_published_is_not_uploaded(bucket: Bucket) -> None:
    with open_writer(f"s3://{bucket.name}/out") as writer:
        writer.stage("a.txt", b"new")
    assert bucket.objects() == {}
