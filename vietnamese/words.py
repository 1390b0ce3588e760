"""Word lists as data, and the patterns made of them."""


def listed(words: str) -> tuple[str, ...]:
    """The entries of a list that commas part and that may run over several lines."""
    return tuple(entry.strip() for entry in " ".join(words.split()).split(",") if entry.strip())


def any_of(words: str, *patterns: str) -> str:
    """A pattern for one entry of a list, or for one of the patterns that a plain list cannot say."""
    return f"(?:{'|'.join((*listed(words), *patterns))})"
