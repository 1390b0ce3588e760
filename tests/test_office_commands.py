"""Several offices in one database, by the command line: each command works for the chosen one alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli import app

EXAMPLES = Path(__file__).parent.parent / "examples"
ROSTER, PLAN = EXAMPLES / "can-bo.xlsx", EXAMPLES / "ke-hoach.docx"

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, migrated_url: str) -> Run:
    env = {"DONDOC_DATA_DIR": f"{tmp_path}/data", "DONDOC_DATABASE_URL": migrated_url, "DONDOC_OFFICE": ""}
    return lambda *words: CliRunner().invoke(app, [*map(str, words)], env=env)


@pytest.fixture
def both(run: Run) -> Run:
    """The sample's office, and a second one without people."""
    assert run("people", "import", ROSTER).exit_code == 0
    assert run("office", "add", "Sở Khác", "code=SK", "place=Nơi khác").exit_code == 0
    return run


def test_each_office_has_its_own_people(both: Run):
    first, second = both("office", "list").stdout.splitlines()
    assert first.startswith("1\t")
    assert second == "2\tSở Khác\t0 người\t0 kế hoạch đang thực hiện"
    assert "Đoàn thanh niên Sở" in both("--office", "1", "people", "list").stdout
    assert "Đoàn thanh niên Sở" not in both("--office", "SK", "people", "list").stdout
    assert "Đoàn thanh niên Sở" not in both("--office", "sở khác", "people", "list").stdout


def test_a_command_that_needs_an_office_asks_which(both: Run):
    asked = both("people", "list")
    assert asked.exit_code == 2
    assert asked.stderr.startswith("Có nhiều cơ quan, hãy chọn một: dondoc --office SỐ ... 1 ")
    assert "2 Sở Khác" in asked.stderr
    unknown = both("--office", "Sở Lạ", "people", "list")
    assert unknown.exit_code == 2
    assert unknown.stderr.startswith("Không có cơ quan “Sở Lạ”.")


def test_a_plan_of_another_office_is_not_found(both: Run):
    assert both("--office", "1", "plan", "add", PLAN).exit_code == 0
    assert both("--office", "2", "plan", "list").stdout == ""
    for words in (("plan", "approve", "1"), ("report", "1"), ("plan", "calendar", "1")):
        refused = both("--office", "2", *words)
        assert refused.exit_code == 2, words
    assert both("--office", "1", "plan", "approve", "1").exit_code == 0


def test_what_an_office_is_called_is_set_and_shown(both: Run):
    shown = both("--office", "2", "office", "set", "signer_title=KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC", "timezone=Asia/Bangkok")
    assert "signer_title\tchức vụ người ký\tKT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC" in shown.stdout
    assert "timezone\tmúi giờ\tAsia/Bangkok" in both("--office", "2", "office", "set").stdout
    assert "timezone\tmúi giờ\tAsia/Ho_Chi_Minh" in both("--office", "1", "office", "set").stdout


@pytest.mark.parametrize("pair", ["timezone=Mặt Trăng", "language=fr", "name=", "name=sở khác", "color=red", "signer"])
def test_a_wrong_value_is_refused_and_nothing_changes(both: Run, pair: str):
    before = both("--office", "1", "office", "set").stdout
    refused = both("--office", "1", "office", "set", "signer=Trần Văn B", pair)
    assert refused.exit_code == 2
    assert len(refused.stderr.splitlines()) == 1
    assert both("--office", "1", "office", "set").stdout == before


def test_the_roster_of_one_office_is_not_taken_into_another(both: Run):
    before = both("--office", "2", "people", "list").stdout
    refused = both("--office", "2", "people", "import", ROSTER)
    assert refused.exit_code == 2
    assert "còn đây là “Sở Khác”" in refused.stderr
    assert both("--office", "2", "people", "list").stdout == before
    assert "2\tSở Khác" in both("office", "list").stdout
