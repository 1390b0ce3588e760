"""Catalogue row 47: what is secret is in no commit."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOKEN = re.compile(r"(?<!\d)\d{8,10}:[\w-]{35}(?![\w-])")
KEY = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----")


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("no git, or no clone")
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


def test_no_settings_database_or_key_is_committed(tracked: list[Path]):
    assert len(tracked) > 100
    secret = {".env", "secret.key"}
    assert not [file for file in tracked if file.name in secret or file.suffix in (".db", ".pem", ".key", ".sqlite3")]


def test_no_token_or_private_key_stands_in_a_committed_text(tracked: list[Path]):
    found = []
    for file in tracked:
        text = file.read_bytes().decode("utf-8", "ignore")
        found += [f"{file.name}: {each[0][:6]}..." for each in (*TOKEN.finditer(text), *KEY.finditer(text))]
    assert not found


@pytest.mark.parametrize("name", [".env", "data/dondoc.db", "data/secret.key", "data/files/abc"])
def test_git_leaves_out_what_an_installation_writes(tracked: list[Path], name: str):
    left_out = subprocess.run(["git", "check-ignore", "-q", "--no-index", name], cwd=ROOT, check=False)
    assert left_out.returncode == 0


def test_the_example_of_the_settings_holds_no_value_that_opens_anything(tracked: list[Path]):
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    given = dict(line.removeprefix("# ").split("=", 1) for line in lines if re.match(r"(# )?[A-Z_]+=", line))
    secret = {name: value for name, value in given.items() if re.search("TOKEN|SECRET|PASSWORD", name)}
    assert len(secret) >= 2
    assert not [name for name, value in secret.items() if value.strip()]
