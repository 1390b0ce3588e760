import re
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli import app
from plans.roster_template import write_template

SAMPLE = Path(__file__).parent.parent / "examples" / "can-bo.xlsx"
CODE = re.compile(r"(?:\w{4}-){6}\w{4}")

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, migrated_url: str) -> Run:
    nowhere = "http://127.0.0.1:9/bot"  # so that a token in the developer's .env is never used

    def run(*words: str | Path, api: str = nowhere) -> Result:
        env = {
            "DONDOC_DATA_DIR": f"{tmp_path}/data",
            "DONDOC_DATABASE_URL": migrated_url,
            "DONDOC_TELEGRAM_TOKEN": "1:secret",
            "DONDOC_TELEGRAM_API": api,
        }
        return CliRunner().invoke(app, ["people", *map(str, words)], env=env)

    return run


@pytest.fixture
def telegram() -> Iterator[str]:
    """A Bot API that knows its own name."""

    class Api(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            assert self.path == "/bot1:secret/getMe"
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"ok": true, "result": {"id": 1, "username": "don_doc_bot"}}')

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Api)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/bot"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_template_is_written_and_taken_in(run: Run, tmp_path: Path):
    file = tmp_path / "moi.xlsx"
    assert run("template", "--out", file).exit_code == 0
    assert "thêm 1 đơn vị, 1 người" in run("import", file).stdout


def test_a_filled_in_roster_is_never_overwritten(run: Run, tmp_path: Path):
    file = tmp_path / "can-bo.xlsx"
    file.write_bytes(b"filled in")
    result = run("template", "--out", file)
    assert (result.exit_code, file.read_bytes()) == (2, b"filled in")
    assert "đã có tệp này" in result.stderr


def test_the_sample_roster_is_taken_in_once(run: Run):
    assert "Đã thêm 8 đơn vị, 20 người" in run("import", SAMPLE).stdout
    assert "Đã thêm 0 đơn vị, 0 người; sửa 0; không đổi 29." in run("import", SAMPLE).stdout
    assert "0/20 người đã tham gia" in run("list").stdout


def test_a_dry_run_stores_nothing(run: Run):
    assert "Sẽ thêm 8 đơn vị, 20 người" in run("import", SAMPLE, "--dry-run").stdout
    assert "chưa có ai" in run("list").stdout


@pytest.mark.parametrize("content", [b"", b"not a workbook", write_template()[:3000], None])
def test_a_bad_file_is_one_line_and_stores_nothing(run: Run, tmp_path: Path, content: bytes | None):
    file = tmp_path / "x.xlsx"
    if content is not None:
        file.write_bytes(content)
    result = run("import", file)
    assert result.exit_code == 2
    assert re.fullmatch(r"x\.xlsx: .+\n", result.stderr)
    assert "chưa có ai" in run("list").stdout


def test_the_first_clerk_is_made_on_an_empty_installation(run: Run):
    result = run("invite", "--role", "clerk")
    assert result.exit_code == 0
    assert "Mời Văn thư tham gia" in result.stdout
    assert CODE.search(result.stdout)
    assert "▀" in result.stdout  # the QR code
    assert "Chưa biết tên bot" in result.stderr


def test_the_link_names_the_bot_that_the_token_belongs_to(run: Run, telegram: str):
    result = run("invite", "--role", "clerk", api=telegram)
    code = CODE.search(result.stdout)[0].replace("-", "")
    assert f"https://t.me/don_doc_bot?start={code}" in result.stdout
    assert result.stderr == ""


def test_the_token_is_never_shown(run: Run):
    result = run("invite", "--role", "clerk")
    assert "secret" not in result.output


def test_a_named_bot_is_taken_at_its_word(run: Run):
    assert "https://t.me/x_bot?start=" in run("invite", "--role", "clerk", "--bot", "@x_bot").stdout


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ((), 20),
        (("Phòng HCTP",), 3),
        (("Phòng HCTP", "--role", "head"), 1),
        (("--name", "tran thi lan"), 1),
        (("--role", "leader"), 2),
    ],
)
def test_invitations_go_to_those_who_were_asked_for(run: Run, tmp_path: Path, words: tuple[str, ...], count: int):
    run("import", SAMPLE)
    result = run("invite", *words, "--qr", tmp_path / "qr")
    assert len(set(CODE.findall(result.stdout))) == count
    pictures = list((tmp_path / "qr").iterdir())
    assert len(pictures) == count
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)


@pytest.mark.parametrize("words", [("Phòng Vũ trụ",), ("--name", "Không Có"), ("Phòng HCTP", "--role", "leader")])
def test_nobody_to_invite_is_one_line(run: Run, words: tuple[str, ...]):
    run("import", SAMPLE)
    result = run("invite", *words)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_an_empty_installation_has_nobody_to_invite(run: Run):
    result = run("invite")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_an_unwritable_folder_is_one_line(run: Run, tmp_path: Path):
    (tmp_path / "qr").write_text("a file, not a folder")
    result = run("invite", "--role", "clerk", "--qr", tmp_path / "qr")
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_the_list_ends_with_who_gets_no_message_and_what_to_do(run: Run):
    run("import", SAMPLE)
    whole, only = run("list").stdout, run("list", "--unreached").stdout
    assert only in whole
    assert "20/20" not in whole
    assert only.startswith("Chưa nhận được tin: 20")
    assert "gửi lại lời mời (/moi)" in only
    assert "Mời lại" not in only  # a terminal has no buttons


def test_an_empty_directory_says_where_to_begin(run: Run):
    assert "dondoc people template" in run("list").stdout


def test_a_file_that_is_not_there_is_said_to_be(run: Run, tmp_path: Path):
    assert run("import", tmp_path / "khong-co.xlsx").stderr == "khong-co.xlsx: không có tệp này.\n"
