"""The pages of the docs that are written from the program: commands and settings.

``python tests/cli/commands_page.py`` writes them anew; a test fails when they are not current.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import typer

from dxgraph.settings import PREFIX, Settings

DOCS = Path(__file__).resolve().parents[2] / "docs" / "reference"


def commands_page() -> str:
    """``docs/reference/cli.md``: every command with its arguments and options."""
    from dxgraph.cli.commands import app

    group = typer.main.get_command(app)
    lines = [
        "# The command line",
        "",
        "Written from the program by `python tests/cli/commands_page.py`.",
        "",
        "Exit codes: 0 done; 1 the data or the query is at fault; 2 wrong use or unreadable input.",
        "Lỗi dữ liệu hoặc truy vấn trả mã 1, dùng sai hoặc không đọc được đầu vào trả mã 2.",
    ]
    for name, command in sorted(group.commands.items()):  # type: ignore[attr-defined]
        lines += ["", f"## dxgraph {name}", "", *_command(command)]
    return "\n".join(lines) + "\n"


def _command(command: object) -> Iterator[str]:
    text = str(getattr(command, "help", "")).strip()
    yield text
    yield ""
    yield "| | |"
    yield "|---|---|"
    for parameter in getattr(command, "params", ()):
        if parameter.param_type_name == "argument":
            shown = parameter.make_metavar_name() if hasattr(parameter, "make_metavar_name") else ""
            shown = shown or parameter.metavar or parameter.name.upper()
        else:
            if "--help" in parameter.opts:
                continue
            shown = ", ".join((*parameter.opts, *parameter.secondary_opts))
            if parameter.metavar:
                shown += f" {parameter.metavar}"
        told = (parameter.help or "").replace("|", "\\|")
        default = parameter.default
        if not callable(default) and default not in (None, (), False, ""):
            told += f" Default: `{getattr(default, 'value', default)}`."
        yield f"| `{shown}` | {told} |"


def settings_page() -> str:
    """``docs/reference/settings.md``: every setting with its unit, default and meaning."""
    lines = [
        "# Settings",
        "",
        "Written from the program by `python tests/cli/commands_page.py`.",
        "",
        f"A setting is an environment variable, `{PREFIX}` and its name in capitals",
        f"(`{PREFIX}TIMEOUT_S=10 dxgraph serve`). An option of the same name goes before it. The",
        "unit is in the name: `_s` seconds, `_mb` megabytes. A name that is none stops the",
        "program.",
        "",
        "Mỗi thiết đặt là một biến môi trường; đơn vị nằm trong tên: `_s` là giây, `_mb` là",
        "megabyte.",
        "",
        "| setting | default | meaning |",
        "|---|---|---|",
    ]
    for item in fields(Settings):
        default = ",".join(item.default) if isinstance(item.default, tuple) else str(item.default)
        shown = f"`{default}`" if default else "(empty)"
        lines.append(f"| `{item.name}` | {shown} | {item.metadata['help']} |")
    return "\n".join(lines) + "\n"


PAGES = {"cli.md": commands_page, "settings.md": settings_page}

if __name__ == "__main__":
    for file, page in PAGES.items():
        (DOCS / file).write_text(page(), encoding="utf-8")
