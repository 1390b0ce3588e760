"""Work that nobody waits for."""

import asyncio
from collections.abc import Coroutine
from typing import Any


class Aside:
    """`tasks` are those that have not ended: asyncio itself would let them be collected."""

    def __init__(self) -> None:
        self.tasks: set[asyncio.Task[None]] = set()

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
