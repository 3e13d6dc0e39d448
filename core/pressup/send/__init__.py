"""Sending an issue: a mail of the library, made anew, to a few readers through an SMTP server, and to nobody twice."""
