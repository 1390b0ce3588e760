"""What a file is called where it is handed on, by HTTP and in e-mails."""

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
}


def media_type(name: str) -> str:
    """By the ending; what is none of ours is called nothing that a program would show or open of itself."""
    return _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
