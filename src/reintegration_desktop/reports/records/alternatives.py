"""Other ways that meet the rule: less risk for less detail."""

from dataclasses import dataclass, replace

from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.reports.protector.search import Watch
from reintegration_desktop.reports.records.rule import Rule
from reintegration_desktop.reports.records.search import Best, Found, Question, Search

MOST = 5


@dataclass(slots=True)
class _Overall:
    """One progress for all searches, which never goes back."""

    progress: Progress
    nodes: int
    before: int = 0
    farthest: int = 0

    def report(self, done: int, total: int = 0) -> None:
        """Tell how far the search that goes on is, after those ``before``."""
        self.farthest = max(self.farthest, self.before + min(done, total))
        self.progress.report(self.farthest, MOST * self.nodes)


def first_and_others(question: Question, rule: Rule, watch: Watch) -> tuple[Found, ...]:
    """What loses least under the rule, then what does when more have to be alike: up to five, ever less at risk.

    Each is searched as the first one, for twice as many alike as were found before, or else for one more. None is
    among them that loses as much as another and leaves more at risk. Where time is up, those found by then.
    """
    overall = _Overall(watch.progress, question.lattice.nodes)
    watch = replace(watch, progress=overall)
    found = Search(question, rule, watch, question.nothing_known()).run()
    ways = [found]
    while found.best is not None and len(ways) < MOST and watch.now() < watch.until:
        overall.before += question.lattice.nodes
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
