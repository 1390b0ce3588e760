"""People and units changed on the command line: told, refused in one line, or only shown."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli import app
from plans.roster import read_roster

SAMPLE = Path(__file__).parent.parent / "examples" / "can-bo.xlsx"
ROSTER = read_roster(SAMPLE.read_bytes())
ONE, TWO = (unit.name for unit in ROSTER.units[1:3])
WHO = next(person.name for person in ROSTER.people if person.unit == ONE)


@pytest.fixture
def run(tmp_path: Path, migrated_url: str) -> Callable[..., Result]:
    """With the sample office taken in."""

    def run(*words: str | Path) -> Result:
        env = {"DONDOC_DATA_DIR": f"{tmp_path}/data", "DONDOC_DATABASE_URL": migrated_url}
        return CliRunner().invoke(app, [*map(str, words)], env=env)

    assert run("people", "import", SAMPLE).exit_code == 0
    return run


def test_what_was_exported_imports_without_a_change(run, tmp_path: Path):
    file = tmp_path / "ra.xlsx"
    assert run("people", "export", file).exit_code == 0
    assert "sửa 0; không đổi 29." in run("people", "import", file, "--dry-run").stdout


def test_a_merger_asks_who_heads_the_unit_and_stores_nothing_before(run):
    asked = run("unit", "merge", ONE, TWO, "--into", "Phòng Mới")
    assert asked.exit_code == 2
    assert "--all-heads" in asked.stderr
    assert ONE in run("people", "list").stdout
    assert run("unit", "merge", ONE, TWO, "--into", "Phòng Mới", "--all-heads").exit_code == 0
    listed = run("people", "list").stdout
    assert "Phòng Mới" in listed
    assert ONE not in listed


def test_a_dry_run_of_a_merger_asks_who_heads_the_unit_too(run):
    shown = run("unit", "merge", ONE, TWO, "--into", "Phòng Mới", "--dry-run")
    assert shown.exit_code == 0
    assert "--all-heads" in shown.stdout


def test_a_dry_run_of_a_renaming_stores_nothing(run):
    assert "Chưa lưu gì" in run("unit", "rename", ONE, "Phòng Mới", "--dry-run").stdout
    assert "Phòng Mới" not in run("people", "list").stdout


def test_a_person_moves_holds_a_further_post_and_leaves(run):
    assert f"chuyển sang {TWO}" in run("people", "transfer", WHO, TWO).stdout
    assert "kiêm" in run("people", "post", WHO, ONE).stdout
    assert run("people", "list").stdout.count(WHO) == 3  # in both units, and among those not reached
    assert "thôi kiêm" in run("people", "post", WHO, ONE, "--end").stdout
    assert "nghỉ" in run("people", "leave", WHO).stdout
    assert WHO not in run("people", "list").stdout


def test_a_name_that_is_taken_is_refused_in_one_line(run):
    refused = run("unit", "rename", ONE, TWO)
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)
