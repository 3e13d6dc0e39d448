"""The Typer application, and what a failure looks like: one line and an exit code, never a traceback."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import traceback
from typing import Annotated

import typer

from pressup import __version__
from pressup.cli import (
    cache,
    diff,
    doctor,
    explain,
    figure,
    init,
    listing,
    new,
    plugins,
    render,
    schemas,
    send,
    targets,
    trace,
    validate,
    why,
)
from pressup.errors import ContentError, UsageError, WriteError

INTERRUPTED = 130
USAGE = 2
FAILED = 1

app = typer.Typer(
    name="pressup",
    help="Check exercise and physiotherapy content kept as plain files, and render it to handouts, feeds and newsletters.",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"pressup {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")] = False,
) -> None:
    """Check exercise and physiotherapy content kept as plain files, and render it to handouts, feeds and newsletters."""


app.command("render")(render.command)
app.command("send")(send.command)
app.command("validate")(validate.command)
app.command("why")(why.command)
app.command("trace")(trace.command)
app.command("diff")(diff.command)
app.command("figure")(figure.command)
app.add_typer(new.app, name="new")
app.add_typer(cache.app, name="cache")
app.command("explain")(explain.command)
app.command("list")(listing.command)
app.command("targets")(targets.command)
app.command("plugins")(plugins.command)
app.command("schemas")(schemas.command)
app.command("init")(init.command)
app.command("doctor")(doctor.command)


def run(arguments: list[str]) -> int:
    """Run the program, and return its exit code. The collector of garbage, which commands may stop, goes on after it."""
    collecting = gc.isenabled()
    try:
        return _run(arguments)
    finally:
        if collecting:
            gc.enable()


def _run(arguments: list[str]) -> int:
    try:
        code = app(arguments or ["--help"], prog_name="pressup", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        return _complain(_wrong_call(error), error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except (UsageError, ContentError) as error:
        return _complain(str(error), USAGE)
    except WriteError as error:
        return _complain(str(error), FAILED)
    except BrokenPipeError:
        return _close_output()
    except OSError as error:
        return _complain(f"{error.filename or 'The result'}: {(error.strerror or str(error)).lower()}.", _close_output())
    except Exception as error:  # noqa: BLE001 (a fault of ours must not bury its message under a traceback)
        return _complain(_our_fault(error), FAILED)
    if code == INTERRUPTED:  # Typer makes this of Ctrl-C
        return _complain("Interrupted. No file is left half written.", INTERRUPTED)
    return code if isinstance(code, int) else 0


def _wrong_call(error: typer.TyperException) -> str:
    """What is wrong with the arguments, and the nearest right one."""
    nearest = getattr(error, "possibilities", None)
    if nearest:
        return f"{error.message}. Did you mean {nearest[0]}?"
    return error.format_message().replace("Value error, ", "")


def _our_fault(error: Exception) -> str:
    """A sentence about a fault of Pressup itself. The traceback goes to a file that can be sent to us."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="pressup-", suffix=".log", delete=False) as log:
        log.writelines(traceback.format_exception(error))
    return f"Pressup itself has a fault: {type(error).__name__}: {error}. Please report it, with the file {log.name}."


def _close_output() -> int:
    """Send the rest of our output nowhere: its reader has gone, as `head` does, and Python must not complain about it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED


def _complain(message: str, code: int) -> int:
    print(f"pressup: {message}", file=sys.stderr)  # noqa: T201 (the user's line)
    return code
