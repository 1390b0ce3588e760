"""dondoc plan: several files, earlier plans and second versions, from the command line."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app

FIRST = """SỞ TƯ PHÁP
Số: 12/KH-STP
Vĩnh An, ngày 20 tháng 5 năm 2026
KẾ HOẠCH
Triển khai Tháng hành động vì trẻ em năm 2026
II. NỘI DUNG
1. Tổ chức hội nghị tuyên truyền pháp luật về trẻ em tại các xã vùng cao.
- Chủ trì: Văn phòng Sở.
- Thời gian: trước ngày 15/6/2026.
2. Trợ giúp pháp lý miễn phí cho trẻ em có hoàn cảnh đặc biệt.
- Chủ trì: Văn phòng Sở.
- Thời gian: trước ngày 20/6/2026.
"""
SECOND = FIRST.replace("12/KH-STP", "20/KH-STP").replace("15/6/2026", "25/6/2026") + (
    "3. Treo băng rôn, khẩu hiệu hưởng ứng tại trụ sở cơ quan.\n- Chủ trì: Văn phòng Sở.\n"
    "III. TỔ CHỨC THỰC HIỆN\nKế hoạch này thay thế Kế hoạch số 12/KH-STP ngày 20/5/2026 của Sở Tư pháp.\n"
)
NEXT_YEAR = (
    FIRST.replace("2026", "2027").replace("12/KH", "7/KH").replace("- Chủ trì: Văn phòng Sở.\n", "- Phối hợp: X.\n", 1)
)
APPENDIX = """<html><body><p>PHỤ LỤC</p><table>
<tr><td>STT</td><td>Nội dung công việc</td><td>Chủ trì</td><td>Thời gian</td></tr>
<tr><td>1</td><td>Viết tin, bài đăng trên trang thông tin điện tử của Sở</td><td>Văn phòng Sở</td><td>10/6</td></tr>
</table></body></html>"""


class Shell:
    """Commands on one database, in a folder with the sample files."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder, self.database = folder, database
        files = {"kh.txt": FIRST, "kh2.txt": SECOND, "sau.txt": NEXT_YEAR, "phuluc.html": APPENDIX}
        for name, text in files.items():
            (folder / name).write_text(text)

    def run(self, *arguments: str) -> Result:
        given = [str(self.folder / part) if "." in part else part for part in arguments]
        return CliRunner().invoke(app, given, env=self.env)

    @property
    def env(self) -> dict[str, str]:
        return {"DONDOC_DATA_DIR": str(self.folder), "DONDOC_DATABASE_URL": self.database}

    def says(self, *arguments: str) -> str:
        result = self.run(*arguments)
        assert result.exit_code == 0, (result.output, result.exception)
        return result.output


@pytest.fixture
def shell(tmp_path: Path, migrated_url: str) -> Shell:
    shell = Shell(tmp_path, migrated_url)
    roster = Path(__file__).parent.parent / "examples" / "can-bo.xlsx"
    assert CliRunner().invoke(app, ["people", "import", str(roster)], env=shell.env).exit_code == 0
    shell.says("plan", "add", "kh.txt")
    shell.says("plan", "approve", "1")
    return shell


def test_the_differences_are_printed_and_nothing_is_stored(shell: Shell):
    said = shell.says("plan", "revise", "kh2.txt")
    assert "hạn: 15/6/2026 → 25/6/2026" in said
    assert "Thêm Treo băng rôn" in said
    assert shell.says("plan", "list").count("\n") == 1


def test_the_changes_are_applied(shell: Shell):
    said = shell.says("plan", "revise", "kh2.txt", "--apply")
    assert "Đã áp dụng vào kế hoạch 1" in said
    assert "đã nhập (vào kế hoạch 1)" in shell.says("plan", "list")
    again = shell.run("plan", "revise", "kh2.txt", "--apply")
    assert (again.exit_code, "đã nhận trước đây" in again.stderr) == (2, True)


def test_the_plan_may_be_named(shell: Shell):
    unknown = shell.run("plan", "revise", "sau.txt")
    assert (unknown.exit_code, "--plan" in unknown.stderr) == (2, True)
    assert "15/6/2026 → 15/6/2027" in shell.says("plan", "revise", "sau.txt", "--plan", "1")
    assert shell.run("plan", "revise", "sau.txt", "--plan", "9").exit_code == 2


def test_adding_says_that_it_may_be_a_second_version(shell: Shell):
    assert "bản điều chỉnh của kế hoạch 1" in shell.says("plan", "add", "kh2.txt")


def test_several_files_are_one_plan(shell: Shell):
    assert "3 nhiệm vụ" in shell.says("plan", "add", "sau.txt", "phuluc.html")
    assert '"7/KH-STP"' in shell.says("read", "phuluc.html", "sau.txt", "--json")
    refused = shell.run("plan", "add", "phuluc.html")
    assert (refused.exit_code, "kế hoạch 2" in refused.stderr) == (2, True)


def test_proposals_are_counted_and_taken_over_only_when_asked(shell: Shell):
    assert "1 nhiệm vụ có đề xuất theo kế hoạch trước (1)" in shell.says("plan", "add", "sau.txt")


def test_an_earlier_plan_is_followed_when_named(shell: Shell):
    said = shell.says("plan", "add", "sau.txt", "--like", "1")
    assert "NV1 theo" in said
    assert "Văn phòng Sở chủ trì" in said
    assert shell.run("plan", "add", "phuluc.html", "--like", "9").exit_code == 2


def test_the_calendar_is_printed_or_written_as_three_files(shell: Shell):
    printed = shell.says("plan", "calendar", "1")
    assert "Lịch nhắc còn lại: " in printed
    said = CliRunner().invoke(app, ["plan", "calendar", "1", "--out", f"{shell.folder}/lich"], env=shell.env).output
    assert [Path(line).name for line in said.split()] == [f"lich-nhac-1.{form}" for form in ("txt", "xlsx", "png")]
    assert [path.read_bytes()[:4] for path in map(Path, said.split()[1:])] == [b"PK\x03\x04", b"\x89PNG"]
    assert "Lịch nhắc còn lại: " in Path(said.split()[0]).read_text(encoding="utf-8")
