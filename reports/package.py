"""The .docx package: styles from the decree's table, page-number headers, a footer, and a zip of fixed bytes.

A whole package of our own is smaller and faster than one grown from a library's default template (which brings 400 KB
of styles, a thumbnail and another program's name), and is the same bytes for the same report.
"""

from reports.frozen import freeze
from reports.layout import FONT, STYLES, Style
from reports.ooxml import paragraph, safe, twips

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def _style(key: str, style: Style) -> str:
    keep = "<w:keepNext/>" if style.keep else ""
    line = f'w:line="{round(style.spacing * 240)}" w:lineRule="auto"'
    first = "firstLine" if style.first_line >= 0 else "hanging"
    indent = f'<w:ind w:left="{twips(style.left)}" w:{first}="{twips(abs(style.first_line))}"/>'
    level = f'<w:outlineLvl w:val="{style.level}"/>' if style.level is not None else ""
    weight = ("<w:b/>" if style.bold else "") + ("<w:i/>" if style.italic else "")
    half = round(style.size * 2)
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{keep}'
        f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}" {line}/>{indent}'
        f'<w:jc w:val="{style.align}"/>{level}</w:pPr>'
        f'<w:rPr>{weight}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr></w:style>'
    )


def _styles() -> str:
    fonts = " ".join(f'w:{kind}="{FONT}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        f"{_XML}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        '<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        f"{''.join(_style(key, style) for key, style in STYLES.items())}</w:styles>"
    )


def _header(content: str) -> str:
    return f'{_XML}<w:hdr {_W}><w:p><w:pPr><w:pStyle w:val="page_number"/></w:pPr>{content}</w:p></w:hdr>'


def _footer(words: str) -> str:
    return f"{_XML}<w:ftr {_W}>{paragraph(words, 'kept_as')}</w:ftr>"


_PAGE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_SETTINGS = (
    f'{_XML}<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="vi-VN"/>'
    "</w:settings>"
)


def _relations(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _types() -> str:
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    parts = [("/docProps/core.xml", core), ("/word/document.xml", f"{_WORD}.document.main+xml")]
    parts += [(f"/word/{name}.xml", f"{_WORD}.{name}+xml") for name in ("styles", "settings")]
    parts += [(f"/word/header{number}.xml", f"{_WORD}.header+xml") for number in (1, 2)]
    parts.append(("/word/footer1.xml", f"{_WORD}.footer+xml"))
    rows = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts)
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def _core(title: str, creator: str, moment: str) -> str:
    spaces = (
        f'xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        f"{_XML}<cp:coreProperties {spaces}><dc:title>{safe(title)}</dc:title>"
        f"<dc:creator>{safe(creator)}</dc:creator>{dates}</cp:coreProperties>"
    )


def package(body: str, title: str, creator: str, moment: str, footer: str = "") -> bytes:
    """A .docx; `footer` stands at the foot of every page.

    `moment` is its date of making (W3C, UTC), told by the caller so that nothing reads a clock.
    """
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _core(title, creator, moment),
        "word/document.xml": f"{_XML}<w:document {_W} {_R}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            (f"{_OFFICE}/styles", "styles.xml"),
            (f"{_OFFICE}/header", "header1.xml"),
            (f"{_OFFICE}/header", "header2.xml"),
            (f"{_OFFICE}/settings", "settings.xml"),
            (f"{_OFFICE}/footer", "footer1.xml"),
        ),
        "word/styles.xml": _styles(),
        "word/settings.xml": _SETTINGS,
        "word/header1.xml": _header(_PAGE),
        "word/header2.xml": _header(""),
        "word/footer1.xml": _footer(footer),
    }
    return freeze({name: content.encode() for name, content in parts.items()})
