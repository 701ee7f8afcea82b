"""Other ways that meet the rule: less risk for less detail."""

from dataclasses import replace

from reintegration_desktop.reports.protector.search import Watch
from reintegration_desktop.reports.records.rule import Rule
from reintegration_desktop.reports.records.search import Best, Found, Question, Search

MOST = 5


def first_and_others(question: Question, rule: Rule, watch: Watch) -> tuple[Found, ...]:
    """What loses least under the rule, then what does when more have to be alike: up to five, ever less at risk.

    Each is searched as the first one, for twice as many alike as were found before, or else for one more. None is
    among them that loses as much as another and leaves more at risk. Where time is up, those found by then.
    """
    found = Search(question, rule, watch, question.nothing_known()).run()
    ways = [found]
    while found.best is not None and len(ways) < MOST and watch.now() < watch.until:
        following = _next(question, rule, watch, found, found.best)
        if following is None:
            break
        ways.append(found := following)
    return tuple(ways)


def _next(question: Question, rule: Rule, watch: Watch, found: Found, best: Best) -> Found | None:
    smallest = int(best.sizes.min())
    for k in (max(2 * rule.k, 2 * smallest), smallest + 1):
        following = Search(question, replace(rule, k=k), watch, found.known).run()
        if following.best is not None and following.best.loss > best.loss:
            return following
    return None
