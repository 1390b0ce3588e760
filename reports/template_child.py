"""The child of reports/template.py: one JSON object on standard input, one on standard output.

JSON, so that a child that was taken over can hand back nothing but words and a document.
"""

import base64
import json
import resource
import sys
from datetime import datetime
from typing import Any

from reports.template import SECONDS, FormError

MEMORY = 1024 * 1024 * 1024


def _answer(told: dict[str, Any]) -> dict[str, Any]:
    from reports.template_check import problems
    from reports.template_fill import fill

    form = base64.b64decode(told["form"])
    if "example" in told:
        return {"problems": problems(form, told["example"])}
    moment = datetime.fromisoformat(told["moment"])
    try:
        document = fill(form, told["values"], told["title"], told["creator"], moment)
    except FormError as error:
        return {"error": str(error)}
    return {"document": base64.b64encode(document).decode()}


def main() -> None:
    # The wall clock is the parent's; should the parent die, this still ends the child.
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.stdout.write(json.dumps(_answer(json.load(sys.stdin))))


if __name__ == "__main__":
    main()
