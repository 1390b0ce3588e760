"""What a fault of a mail server means for a message."""

import re

import aiosmtplib

from messages.channel import DeliveryError

PAUSE = 60.0  # seconds for a server that is busy, or not to be reached
_NO_SUCH_BOX = re.compile(r"\b5\.1\.[0-9]{1,3}\b")  # addressing, by RFC 3463; 5.2 is a full box, 5.7 a policy
_OTHER_FAULT = re.compile(r"\b[45]\.[02-7]\.[0-9]{1,3}\b")
_FINER = re.compile(r"\b[245]\.[0-9]{1,3}\.[0-9]{1,3}\b")
_BOX_CODES = (550, 551, 553)  # no mailbox here, moved, no such name: RFC 5321, 4.2.3


def delivery_error(error: Exception, *, data_begun: bool) -> DeliveryError:
    """`data_begun`: the message itself was on its way, so only the server's own no tells that it was not taken."""
    said = _said(error)
    match error:
        case aiosmtplib.SMTPRecipientRefused():
            return _of_recipient(error, said)
        case aiosmtplib.SMTPDataError():
            return DeliveryError(said, refused=error.code >= 500)
        case aiosmtplib.SMTPAuthenticationError() | aiosmtplib.SMTPSenderRefused() if error.code >= 500:
            return DeliveryError(said, fatal=True)
        case aiosmtplib.SMTPResponseException():
            return DeliveryError(said, retry_in=PAUSE)
        case OSError():  # with aiosmtplib's own of connections and time-outs
            return DeliveryError(said, unknown=True) if data_begun else DeliveryError(said, retry_in=PAUSE, here=True)
    return DeliveryError(said, fatal=True)  # it has no TLS, or no login, though the settings ask for it


def _of_recipient(error: aiosmtplib.SMTPRecipientRefused, said: str) -> DeliveryError:
    if error.code < 500:
        return DeliveryError(said)  # one box is busy or grey-listed: the others need not wait
    gone = _is_box_gone(error)
    return DeliveryError(said, permanent=gone, refused=not gone)


def _is_box_gone(error: aiosmtplib.SMTPRecipientRefused) -> bool:
    """By the finer code where there is one: many servers say 550 of whatever they do not like."""
    finer = error.message[:200]
    return bool(_NO_SUCH_BOX.search(finer)) or (error.code in _BOX_CODES and not _OTHER_FAULT.search(finer))


def _said(error: Exception) -> str:
    """Class and codes: a server's words may quote the address."""
    name = type(error).__name__
    if not isinstance(error, aiosmtplib.SMTPResponseException):
        return name
    finer = _FINER.search(error.message)
    return f"{name} {error.code} {finer[0]}" if finer else f"{name} {error.code}"
