"""A run: one mail for each reader, at a steady pace, with a log that makes it safe to start it again."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from email.utils import format_datetime
from typing import Literal

from pressup.send.delivery import Delivery, LaterError, PerhapsSentError, RefusedError, StopSendingError
from pressup.send.log import SendLog
from pressup.send.mail import Mail

Outcome = Literal["sent", "sent before", "earlier version sent", "refused", "deferred", "perhaps sent"]
WAITS = (2.0, 10.0, 60.0)
"""Seconds before the second, third and fourth try."""
_FAILED_IN_A_ROW = 5
"""After so many failures the server means us, not the readers; going on would only spoil the sender's name."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of the mail to one reader."""

    recipient: str
    outcome: Outcome
    message_id: str
    detail: str = ""


@dataclass
class Sending:
    """How mails go out.

    Attributes:
        mail: The mail of the issue.
        log: Who got it.
        delivery: The server.
        per_minute: How many mails a minute at most.
        once_an_issue: Whether who got an earlier version of the issue gets no other: right for a list, wrong for a proof.
        perhaps: Asked about a reader who perhaps got it: whether to send it again.
        told: Called when the run waits before another try: what happened, and for how many seconds.
        sleep: Waits.
        now: The time, in UTC.
    """

    mail: Mail
    log: SendLog
    delivery: Delivery
    per_minute: int
    once_an_issue: bool
    perhaps: Callable[[str], bool]
    told: Callable[[str, float], None]
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime.datetime] = field(default=lambda: datetime.datetime.now(datetime.UTC))

    def run(self, recipients: Sequence[str]) -> Iterator[Result]:
        """Send to each reader who did not get it, and tell what became of each.

        Raises:
            StopSendingError: when the server takes no mail from us; the readers that are left got nothing.
            WriteError: when the log cannot be written.
        """
        failed = 0
        last: float | None = None
        try:
            for recipient in recipients:
                before = before_of(self.log, self.mail, recipient, once_an_issue=self.once_an_issue)
                if before and not (before.outcome == "perhaps sent" and self.perhaps(recipient)):
                    yield before
                    continue
                if last is not None:
                    self.sleep(max(0.0, 60 / self.per_minute - (time.monotonic() - last)))
                last = time.monotonic()
                result = self._to(recipient)
                yield result
                failed = failed + 1 if result.outcome in ("refused", "deferred") else 0
                if failed == _FAILED_IN_A_ROW:
                    message = f"{failed} mails in a row failed, so Pressup stopped. The last answer: {result.detail}"
                    raise StopSendingError(message)
        finally:
            self.delivery.close()

    def _to(self, recipient: str) -> Result:
        """Send to one reader, again after a while when the server is busy."""
        id = self.mail.id_for(recipient)
        for wait in (*WAITS, None):
            try:
                return self._try(recipient, id)
            except LaterError as error:
                if wait is None:
                    self._note(recipient, "deferred", error.code)
                    return Result(recipient, "deferred", id, str(error))
                self.told(str(error), wait)
                self.sleep(wait)
        raise AssertionError("the last try has an outcome")

    def _try(self, recipient: str, id: str) -> Result:
        begun = False

        def begin() -> None:
            nonlocal begun
            begun = True
            self._note(recipient, "begun")

        content = self.mail.to(recipient, self.log.token(recipient), format_datetime(self.now()))
        try:
            code = self.delivery.send(self.mail.sender, recipient, content, begin)
        except PerhapsSentError as error:
            return Result(recipient, "perhaps sent", id, str(error))
        except RefusedError as error:
            self._note(recipient, "refused", error.code)
            return Result(recipient, "refused", id, str(error))
        except LaterError as error:
            if begun:  # the server has answered, so it is known that it did not take the mail
                self._note(recipient, "not-sent", error.code)
            raise
        self._note(recipient, "sent", code)
        return Result(recipient, "sent", id)

    def _note(self, recipient: str, state: Literal["begun", "sent", "refused", "deferred", "not-sent"], code: int = 0) -> None:
        self.log.add(recipient, self.mail.id_for(recipient), state, self.now().isoformat(timespec="seconds"), code)


def before_of(log: SendLog, mail: Mail, recipient: str, *, once_an_issue: bool) -> Result | None:
    """What an earlier run did that keeps this one from sending to a reader; None when the mail may go out."""
    id = mail.id_for(recipient)
    state = log.state(recipient, id)
    if state == "sent":
        return Result(recipient, "sent before", id)
    earlier = log.earlier(recipient, id) if once_an_issue else None
    if earlier == "sent":
        return Result(recipient, "earlier version sent", id)
    if "begun" in (state, earlier):
        return Result(recipient, "perhaps sent", id, "An earlier run was cut off while the mail went out.")
    return None
