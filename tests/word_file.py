"""Small .docx files for tests, built from raw XML so that every trap of Word can be set."""

import zipfile
from io import BytesIO
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
