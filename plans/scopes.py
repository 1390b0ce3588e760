"""What a heading says for all that stands under it: whether it is work, whose, and when."""

import re
from dataclasses import replace

from plans.draft import Kind
from plans.fields import Scope
from plans.heading_times import heading_timing
from plans.items import opens_list
from plans.markers import Level
from plans.outline import Node
from plans.prose import cooperators_of, subject_of, units_of_heading
from plans.sections import Section, names_section, opens_skipped, section_of
from plans.why import ACTIVITY, NOBODY, Way, found_in


def enter(node: Node, scope: Scope, *, top: bool) -> Scope:
    """The scope that a heading makes for what stands under it."""
    section = section_of(node.text) if top or node.level <= Level.SECTION else None
    # "3. Thời gian: ..." can stand among the work itself and orders nothing.
    if section is None and node.level < Level.OPENER and opens_skipped(node.text):
        section = Section.SKIP
    if section is None and node.level <= Level.NUMBER and node.children and _is_duty_heading(node.text):
        section = Section.DUTY
    if section is Section.SKIP:
        scope = replace(scope, is_read=False)
    elif section is not None:
        money = bool(re.match(r"(?:nguồn |dự toán |bảo đảm |đảm bảo )?kinh phí", node.text, re.I))
        is_duty = section is Section.DUTY
        kind = found_in(Kind.DUTY, Way.SECTION, (node.start, node.end)) if is_duty else ACTIVITY
        scope = replace(scope, is_read=True, kind=kind, is_money=money)
    if not node.children:
        return scope
    place = (node.start, node.end)
    # "NHIỆM VỤ CHUNG" names no unit "CHUNG".
    units = [] if names_section(node.text) else units_of_heading(node.text)
    named = found_in(tuple(units), Way.HEADING, place)
    told = found_in(tuple(subject_of(node.text) if opens_list(node) else ()), Way.LEAD_IN, place)
    beside = found_in(tuple(cooperators_of(node.text) if opens_list(node) else ()), Way.LEAD_IN, place)
    timing = heading_timing(node.text, scope.year)
    return replace(
        scope,
        leads=named or told or scope.leads,
        cooperators=beside or (NOBODY if named or told else scope.cooperators),
        timing=found_in(timing, Way.HEADING, place) if timing else scope.timing,
    )


def _is_duty_heading(text: str) -> bool:
    return len(text) < 60 and bool(
        re.fullmatch(r"(?:tổ chức thực hiện|chế độ (?:thông tin,? )?báo cáo|báo cáo)\W*", text, re.I)
    )
