"""How long a database server and this process wait for each other once the network between them is cut."""

from typing import Any

from sqlalchemy import Engine, ExceptionContext, event, make_url
from sqlalchemy.exc import OperationalError

IDLE = 10  # seconds; what another process waits for must not stay locked by one that is stopped or cut off

# Seconds, but tcp_user_timeout: milliseconds. Without them a query over a cut line waits for a quarter of an hour.
WAITS = {
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
    "options": f"-c idle_in_transaction_session_timeout={IDLE * 1000}",
}

_ENDED_FOR_IDLENESS = "25P03"


def patience(url: str) -> dict[str, Any]:
    """What the driver is told for a PostgreSQL address, but for what the address itself says."""
    return {name: value for name, value in WAITS.items() if name not in make_url(url).query}


def heed_lost_sessions(engine: Engine) -> None:
    """A session that the server ended because this process stood still in it is a lost connection as any other; the
    driver calls it an internal error."""
    event.listen(engine, "handle_error", _as_lost)


def _as_lost(context: ExceptionContext) -> None:
    if getattr(context.original_exception, "sqlstate", None) == _ENDED_FOR_IDLENESS:
        context.is_disconnect = True
        raise OperationalError(
            context.statement, None, context.original_exception, hide_parameters=True, connection_invalidated=True
        )
