"""`pressup send`: an issue to a few readers, through an SMTP server."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pressup.cli import checking, common
from pressup.errors import UsageError

if TYPE_CHECKING:
    from pressup.send.delivery import Delivery
    from pressup.send.issue import Issue
    from pressup.send.log import SendLog
    from pressup.send.mail import Mail
    from pressup.send.run import Result, Sending

_GOOD = ("sent", "sent before", "earlier version sent")


def command(
    issue: Annotated[str, typer.Argument(metavar="ISSUE", help="The id of the newsletter.")],
    to: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="ADDRESS", help="Send a proof to this reader; repeat it, up to 10.", show_default=False),
    ] = None,
    csv: Annotated[
        Path | None,
        typer.Option(
            "--csv", metavar="FILE", help="Send to a list: a CSV file with a column “email”, up to 500.", show_default=False
        ),
    ] = None,
    smtp: Annotated[
        str | None,
        typer.Option(
            "--smtp",
            metavar="URL",
            help="The server: smtp://HOST:PORT (with STARTTLS) or smtps://HOST. User and password come from PRESSUP_SMTP_USER and "
            "PRESSUP_SMTP_PASSWORD, or the keyring.",
            show_default=False,
        ),
    ] = None,
    allow_plain: Annotated[bool, typer.Option("--allow-plain", help="Send over a line that is not encrypted.")] = False,
    per_minute: Annotated[int, typer.Option("--per-minute", metavar="N", min=1, max=600, help="How many mails a minute.")] = 30,
    send_again: Annotated[
        bool | None,
        typer.Option(
            "--send-again/--leave-out",
            help="Readers who perhaps got it already: to them too, or not. Neither: ask.",
            show_default=False,
        ),
    ] = None,
    log: Annotated[Path, typer.Option("--log", metavar="DIR", help="Where it is kept who got what.")] = Path("sent"),
    publisher: Annotated[
        str | None, typer.Option("--publisher", metavar="ID", help="As this publisher's issue.", show_default=False)
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Send nothing; list who would get it.")] = False,
    tokens: Annotated[
        bool, typer.Option("--tokens", help="Send nothing; print whose the tokens in links for leaving are.")
    ] = False,
    content: common.ContentOption = common.DEFAULT_CONTENT,
    date: common.DateOption = None,
) -> None:
    """Send an issue to a few readers, each once.

    A proof goes to the addresses of `--to`, a small list comes from `--csv`: one mail a reader, and to nobody twice.
    """
    from pressup.plugin import discover
    from pressup.plugin.loading import load_with
    from pressup.send.issue import issue_of
    from pressup.send.log import open_log, reading_log
    from pressup.send.recipients import listed, proofs

    if bool(to) == (csv is not None):
        raise UsageError("Say to whom: --to ADDRESS for a proof, or --csv FILE for a list.")
    if smtp is None and not dry_run and not tokens:
        raise UsageError("Say through which server: --smtp smtp://mail.example.org:587. --dry-run needs none.")
    delivery = _delivery(smtp, allow_plain=allow_plain) if smtp else None
    readers = listed(csv) if csv else proofs(to or ())
    if tokens:
        with open_log(log, issue) as opened:
            typer.echo("\n".join(["email,token", *(f"{reader},{opened.token(reader)}" for reader in readers)]))
        return
    registry = discover()
    library = load_with(checking.reading(content), content, date=common.parse_date(date), registry=registry)
    made = issue_of(library, registry, issue, publisher)
    common.show_findings(
        [one for one in made.report.findings if one.severity == "error"], library.sources.values(), error_stream=True
    )
    mail = _mail(made, to_a_list=csv is not None)
    name = f"{made.publisher}.{issue}"
    if dry_run or delivery is None:
        _print_would(mail, reading_log(log, name), readers, once_an_issue=csv is not None)
        return
    from pressup.send.run import Sending

    with open_log(log, name) as opened:
        sending = Sending(mail, opened, delivery, per_minute, csv is not None, lambda who: _again(who, send_again), _told)
        raise typer.Exit(_send(sending, readers))


def _delivery(url: str, *, allow_plain: bool) -> Delivery:
    from pressup.send.delivery import Delivery
    from pressup.send.server import credentials_for, server_of

    server = server_of(url, plain=allow_plain)
    return Delivery(server, credentials_for(server))


def _mail(made: Issue, *, to_a_list: bool) -> Mail:
    """The mail, when it may go out.

    Raises:
        Exit: when it could not be made.
        UsageError: when a sample would go to a list.
    """
    for fault in made.report.faults:
        typer.echo(f"error: {fault}", err=True)
    for entry in made.report.left_out:
        typer.echo(f"left out: {entry.document_id}, because of “{entry.record_id}”: {entry.reason}", err=True)
    if made.mail is None:
        typer.echo("Nothing was sent: the mail could not be made.", err=True)
        raise typer.Exit(1)
    if made.sample and to_a_list:
        raise UsageError("This issue is a sample, which no clinician has reviewed: it goes out as a proof (--to), not to a list.")
    return made.mail


def _send(sending: Sending, readers: tuple[str, ...]) -> int:
    """Send, and print what became of each; the exit code."""
    from pressup.send.delivery import StopSendingError

    results: list[Result] = []
    stopped = False
    try:
        for result in sending.run(readers):
            results.append(result)
            typer.echo(f"{result.outcome}: {result.recipient}" + (f": {result.detail}" if result.detail else ""))
    except StopSendingError as error:
        stopped = True
        typer.echo(f"pressup: {error}", err=True)
    finally:  # after Ctrl-C, too
        typer.echo(_summary(results, len(readers)))
    return 0 if not stopped and all(result.outcome in _GOOD for result in results) else 1


def _summary(results: list[Result], readers: int) -> str:
    counts = {
        outcome: sum(result.outcome == outcome for result in results) for outcome in dict.fromkeys(r.outcome for r in results)
    }
    parts = [f"{count} {outcome}" for outcome, count in counts.items()]
    left = readers - len(results)
    return ", ".join(parts + ([f"{left} not tried"] if left else [])) + "."


def _print_would(mail: Mail, log: SendLog, readers: tuple[str, ...], *, once_an_issue: bool) -> None:
    from pressup.send.run import before_of

    typer.echo(f"From: {mail.sender}\nSubject: {mail.subject}")
    would = 0
    for reader in readers:
        before = before_of(log, mail, reader, once_an_issue=once_an_issue)
        would += before is None
        typer.echo(f"{before.outcome}: {reader}" if before else f"would be sent: {reader}")
    typer.echo(f"{would} mails would be sent." if would != 1 else "1 mail would be sent.")


def _again(reader: str, decided: bool | None) -> bool:
    """Whether to send again to who perhaps got it. Without a person to ask it is not sent."""
    if decided is not None:
        return decided
    if not sys.stdin.isatty():
        return False
    return typer.confirm(f"{reader} perhaps got this mail already: the connection was cut. Send it again?", default=False)


def _told(message: str, seconds: float) -> None:
    typer.echo(f"{message} Trying again in {seconds:.0f} s.", err=True)
