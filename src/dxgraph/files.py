"""Files of people: their bytes or their text, or an error with the place of what is wrong; and the
tables that the program itself keeps in files."""

from __future__ import annotations

import gzip
import zlib
from importlib import resources
from pathlib import Path
from typing import Any

from dxgraph.errors import DataError, InputError


def read(path: Path, name: str | None = None, *, most: int = -1) -> bytes:
    """The bytes of a file, or its first ``most``; messages call it by ``name``.

    Raises InputError when it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise InputError(
            f"{name or path} cannot be read: {error.strerror or error}.",
            remedy="Check that the file exists and that you may read it.",
        ) from error


def read_text(path: Path, name: str | None = None) -> str:
    """The text of a file, without a byte order mark; of one that ends in ``.gz``, what it holds.

    Raises InputError when it cannot be read, and DataError where it is not UTF-8.
    """
    data = read(path, name)
    if path.suffix == ".gz":
        data = _unpacked(data, name or str(path))
    return text_of(data, name or str(path))


def _unpacked(data: bytes, name: str) -> bytes:
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(
            f"{name} ends in .gz and is not whole as gzip packs a file: {error}.",
            remedy="Get it again, or unpack it and give what is in it.",
        ) from error


def text_of(data: bytes, name: str) -> str:
    """The text that the bytes are, without a byte order mark.

    Raises DataError with line and column (in bytes, from 1) where they are not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # What follows a byte order mark is counted from behind it.
        at = error.start + len(data) - len(error.object)
        as_utf16 = " It begins as UTF-16 does." if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
        raise DataError(
            f"the file is not UTF-8: the byte 0x{data[at]:02X} has no meaning there.{as_utf16}",
            path=name,
            line=data.count(b"\n", 0, at) + 1,
            column=at - data.rfind(b"\n", 0, at),
            remedy="Save the file as UTF-8 (in most editors: Save with Encoding, UTF-8).",
        ) from error


def write(path: Path, body: bytes) -> Path:
    """Write a file that the user named with ``--output``, and its folder where there is none.

    Raises InputError when it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror or error}.",
            remedy="Give a path that you may write with --output.",
        ) from error
    return path


def own(package: str, name: str) -> Any:
    """What a YAML file of the program's own says, which lies beside the modules of a package."""
    return of_yaml(own_text(package, name))


def of_yaml(text: str) -> Any:
    """What a text in YAML says. Raises yaml.MarkedYAMLError for what is none."""
    # An import that programs which read none should not wait for.
    import yaml

    return yaml.load(text, Loader=yaml_loader())  # noqa: S506 — a safe loader


def yaml_loader() -> Any:
    """The safe loader in C, where the wheel of PyYAML has it: ten times as fast."""
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def own_text(package: str, name: str) -> str:
    """A text of the program's own, which lies beside the modules of a package."""
    return resources.files(package).joinpath(name).read_text(encoding="utf-8")
