"""Small .docx files for tests, built from raw XML so that every trap of Word can be set."""

import zipfile
from io import BytesIO
from struct import pack
from xml.sax.saxutils import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(text: str = "", *, inner: str = "", list_id: int | None = None, level: int = 0, style: str = "") -> str:
    """One paragraph; `inner` is raw XML after the text, `list_id` an automatic list."""
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>' if list_id else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{number}</w:pPr>{run(text) if text else ''}{inner}</w:p>"


def table(*rows: list[str]) -> str:
    """A table; a cell is text, or raw XML that opens with "<"."""
    cell = "".join
    lines = (cell(f"<w:tc>{text if text.startswith('<') else p(text)}</w:tc>" for text in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>"


def levels(*formats: tuple[str, str]) -> str:
    """numbering.xml with one list (id 1): a format and a pattern per level."""
    inner = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for at, (kind, pattern) in enumerate(formats)
    )
    return (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def docx(
    *body: str, numbering: str = "", prolog: str = "", types: str = "", extra: dict[str, bytes] | None = None
) -> bytes:
    """A package with the given body."""
    document = f"{prolog}<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>"
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f"<Types>{types}</Types>")
        archive.writestr("word/document.xml", document)
        if numbering:
            archive.writestr("word/numbering.xml", numbering)
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return packed.getvalue()


def ole(*names: str) -> bytes:
    """A container of before 2007 whose directory holds empty streams of these names."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(22) + pack("<H", 9) + bytes(16) + pack("<I", 1)
    header += bytes(68 - len(header)) + pack("<II", 0xFFFFFFFE, 0) + pack("<I", 0) + b"\xff" * (512 - 80)
    sectors = -(-len(names) // 4)
    table = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE]
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + pack("<HB", 2 * len(name) + 2, 5 if at == 0 else 2) + bytes(61)
        for at, name in enumerate(names)
    )
    return header + pack("<128I", *table, *[0xFFFFFFFF] * (128 - len(table))) + directory.ljust(512 * sectors, b"\0")
