"""Invitations on paper: what a sheet of slips holds, one slip a person. Its codes open, so it is kept nowhere."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

KIND = "slips"


@dataclass(frozen=True)
class Slip:
    """`scanned` is what the QR code holds: the link, or the code where there is no link; `code` is for typing."""

    name: str
    unit: str
    scanned: str
    code: str


@dataclass(frozen=True)
class Slips:
    """`until` is when the invitations end, as people read it; `linked` says whether scanning opens the bot."""

    office: str
    until: str
    linked: bool
    slips: tuple[Slip, ...]
    chat: str = "Đôn Đốc"  # what the bot's chat is called, for who types the code


def to_json(sheet: Slips) -> str:
    return json.dumps({"kind": KIND, **vars(sheet), "slips": [vars(slip) for slip in sheet.slips]}, ensure_ascii=False)


def from_json(content: Mapping[str, Any]) -> Slips:
    slips = tuple(Slip(**slip) for slip in content["slips"])
    return Slips(content["office"], content["until"], content["linked"], slips, content["chat"])
