"""/chitieu: the office's own list of what is counted, with the words by which its people mean it."""

from sqlmodel import col, select

from handlers.talk import Reply, Talk
from messages.indicators import INDICATORS, OTHERS, indicator
from messages.listing import Change, Order, parse_listing
from models.acts import Act
from models.indicator import Indicator
from models.terms import meant, same_noun
from vietnamese.text import squash

LONGEST = 60  # letters of a name or synonym
MOST = 20  # synonyms of one indicator


def indicators(talk: Talk, argument: str) -> list[Reply]:
    """/chitieu [thêm | sửa | đổi tên | bỏ ...]: what is counted, or one change of it."""
    order = parse_listing(argument)
    match order.change:
        case Change.SHOW:
            return [_show(talk, order.name)]
        case Change.RENAME:
            return [_rename(talk, order)]
        case Change.REMOVE:
            return [_remove(talk, order.name)]
    return [_put(talk, order)]


def _show(talk: Talk, name: str) -> Reply:
    rows = talk.indicators
    built_in = [noun for noun in INDICATORS if noun not in OTHERS and meant(noun, rows) is None]
    if not name:
        return talk.say("indicators", rows=rows, built_in=built_in)
    row = meant(name, rows)
    if row is not None:
        return talk.say("indicators", rows=[row], built_in=[])
    known = indicator(name.lower())
    if known in INDICATORS:
        return talk.say("indicator_built_in", name=known, forms=INDICATORS[known])
    return _wrong(talk, "unknown", name)


def _put(talk: Talk, order: Order) -> Reply:
    """Add the indicator, or give the one of that name these synonyms."""
    rows = talk.indicators
    row = next((row for row in rows if same_noun(row.name, order.name)), None)
    before = row.synonyms if row is not None and order.change is Change.ADD else []
    synonyms = _distinct([*before, *(word.lower() for word in order.synonyms)], order.name)
    wrong = _objection(talk, order.name, synonyms, row)
    if wrong is not None:
        return wrong
    if row is None:
        row = _row_of(talk, order.name)
    row.synonyms, row.unit, row.active = synonyms, order.unit or row.unit, True
    return _kept(talk, row)


def _distinct(words: list[str], name: str) -> list[str]:
    """Each once. Those that differ in accents only stay, for people type both."""
    unique = dict.fromkeys(squash(word) for word in words)
    return [word for word in unique if word != name.lower()]


def _rename(talk: Talk, order: Order) -> Reply:
    """The old name stays a synonym, so that words already said keep their meaning."""
    row = meant(order.name, talk.indicators)
    known = indicator(order.name.lower())
    if row is None and known not in INDICATORS:
        return _wrong(talk, "unknown" if order.name else "nameless", order.name)
    wrong = _objection(talk, order.new_name, [], row)
    if wrong is not None:
        return wrong
    old = row.name if row is not None else known
    synonyms = [*(row.synonyms if row is not None else []), old.lower()]
    if row is None or not same_noun(row.name, order.new_name):
        _drop_unused(talk, order.new_name)
    if row is None:
        row = _row_of(talk, order.new_name)
    row.name, row.synonyms = order.new_name, _distinct(synonyms, order.new_name)
    return _kept(talk, row)


def _remove(talk: Talk, name: str) -> Reply:
    row = meant(name, talk.indicators)
    if row is None:
        why = "nameless" if not name else "built_in" if indicator(name.lower()) in INDICATORS else "unknown"
        return _wrong(talk, why, name)
    row.active = False
    talk.session.add(row)
    talk.note(Act.SETTING_CHANGED, f"indicator {row.id}", active=False)
    return talk.say("indicator_removed", name=row.name)


def _objection(talk: Talk, name: str, synonyms: list[str], row: Indicator | None) -> Reply | None:
    """What is wrong first, and where; None where the list may change so."""
    if not name:
        return _wrong(talk, "nameless", "")
    others = [other for other in talk.indicators if row is None or other.id != row.id]
    for place, word in enumerate([name, *synonyms]):
        if sum(map(str.isalpha, word)) < 2:
            return _wrong(talk, "no_word", word, place)
        if len(word) > LONGEST:
            return _wrong(talk, "too_long", word[:LONGEST], place)
        other = meant(word, others)
        if other is not None:
            return _wrong(talk, "taken", word, place, other.name)
    return _wrong(talk, "too_many", synonyms[MOST], MOST + 1) if len(synonyms) > MOST else None


def _row_of(talk: Talk, name: str) -> Indicator:
    """A row for the name; one that was removed before comes back."""
    old = _unused(talk, name)
    return old or Indicator(office_id=talk.office.id or 0, name=name)


def _unused(talk: Talk, name: str) -> Indicator | None:
    query = select(Indicator).where(Indicator.office_id == talk.office.id, Indicator.name == name)
    return talk.session.exec(query.where(col(Indicator.active).is_(False))).first()


def _drop_unused(talk: Talk, name: str) -> None:
    old = _unused(talk, name)
    if old is not None:
        talk.session.delete(old)
        talk.session.flush()


def _kept(talk: Talk, row: Indicator) -> Reply:
    talk.session.add(row)
    talk.session.flush()
    talk.note(Act.SETTING_CHANGED, f"indicator {row.id}", active=True)
    return talk.say("indicator_kept", row=row)


def _wrong(talk: Talk, why: str, word: str, place: int = 0, other: str = "") -> Reply:
    return talk.say("indicator_wrong", why=why, word=word, place=place, other=other)
