"""Files of people: their bytes or their text, or an error with the place of what is wrong; and the
tables that the program itself keeps in files."""

from __future__ import annotations

import gzip
import zlib
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from dxgraph.errors import DataError, InputError
from dxgraph.messages import YAML_LOADER, message


def read(path: Path, name: str | None = None, *, most: int = -1) -> bytes:
    """The bytes of a file, or its first ``most``; messages call it by ``name``.

    Raises InputError when it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        why = error.strerror or error
        raise InputError(message("file-not-read", name=name or path, reason=why)) from error


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
        raise InputError(message("gzip-not-whole", name=name, reason=error)) from error


def text_of(data: bytes, name: str) -> str:
    """The text that the bytes are, without a byte order mark.

    Raises DataError with line and column (in bytes, from 1) where they are not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # What follows a byte order mark is counted from behind it.
        at = error.start + len(data) - len(error.object)
        byte = f"0x{data[at]:02X}"
        as_utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        raise DataError(
            message("bytes-of-utf-16" if as_utf16 else "bytes-not-utf-8", byte=byte),
            path=name,
            line=data.count(b"\n", 0, at) + 1,
            column=at - data.rfind(b"\n", 0, at),
        ) from error


def write(path: Path, body: bytes) -> Path:
    """Write a file that the user named with ``--output``, and its folder where there is none.

    Raises InputError when it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    except OSError as error:
        why = error.strerror or error
        raise InputError(message("file-not-written", path=path, reason=why)) from error
    return path


def own(package: str, name: str) -> Any:
    """What a YAML file of the program's own says, which lies beside the modules of a package."""
    return of_yaml(own_text(package, name))


def of_yaml(text: str) -> Any:
    """What a text in YAML says. Raises yaml.MarkedYAMLError for what is none."""
    return yaml.load(text, Loader=YAML_LOADER)  # noqa: S506 — a safe loader


def own_text(package: str, name: str) -> str:
    """A text of the program's own, which lies beside the modules of a package."""
    return resources.files(package).joinpath(name).read_text(encoding="utf-8")
