"""The bot of `dondoc run`, its clock set to a working morning, so that the play is the same on every day.

python shifted_bot.py SECONDS    SECONDS is added to the machine's clock
"""

import asyncio
import sys
from datetime import datetime, timedelta

from bot.app import run
from bot.context import database, now
from bot.logs import set_up_logs


def main() -> None:
    ahead = timedelta(seconds=int(sys.argv[1]))

    def clock() -> datetime:
        return now() + ahead

    with database() as (settings, sessions):
        set_up_logs(settings.log_level)
        asyncio.run(run(settings, sessions, clock))


if __name__ == "__main__":
    main()
