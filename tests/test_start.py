"""What a start does not load, seen in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

NEVER = (
    "matplotlib",
    "lxml",
    "rapidfuzz",
    "docx",
    "openpyxl",
    "xlsxwriter",
    "numpy",
    "pypdfium2",
    "pdfplumber",
    "holidays",
    "PIL",
)


def loaded_by(code: str, folder: Path) -> set[str]:
    """The top-level modules that a fresh Python has loaded once it has run the code."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "DONDOC_DATA_DIR": str(folder), "DONDOC_DATABASE_URL": ""}
    code += "\nimport sys; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], env=env, cwd=folder, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


OPEN = "from bot.context import database\nwith database():\n    pass"


def test_a_database_that_is_up_to_date_needs_no_alembic(tmp_path):
    assert "alembic" in loaded_by(OPEN, tmp_path)  # a new database does
    assert not {"alembic", "mako"} & loaded_by(OPEN, tmp_path)


def test_the_running_bot_loads_no_library_of_documents(tmp_path):
    assert not loaded_by("from bot.warm import warm_up; import bot.app; warm_up()", tmp_path) & set(NEVER)


def test_listening_waits_for_nothing_that_answering_needs(tmp_path):
    loaded = loaded_by("import bot.app", tmp_path)
    assert not {"handlers", "reports", "jinja2", "lxml", "rapidfuzz", "alembic", "uvicorn", "starlette"} & loaded
