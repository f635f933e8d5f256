"""Time, randomness and arithmetic come only from what a component is handed."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Ban:
    pattern: re.Pattern
    message: str
    allowed: tuple = ()  # beginnings of paths
    in_tests: bool = True


def words(*patterns):
    return re.compile("|".join(patterns))


UNQUALIFIED = r"(?<![\w.>:])"  # neither a method nor another namespace's

BANS = (
    Ban(
        words(
            r"\b(?:steady|system|high_resolution|utc|file)_clock\b",
            r"\b(?:clock_gettime|gettimeofday|localtime|gmtime|strftime)\b",
            r"\bstd::(?:time|clock)\s*\(",
            UNQUALIFIED + r"time\s*\(\s*(?:nullptr|NULL|0)\s*\)",
        ),
        "an OS clock: take the time from the Runtime you are handed",
        allowed=("harness/engine/cell.cc", "harness/engine/matrix.cc", "harness/cli/"),
    ),
    Ban(
        words(r"\bthis_thread\s*::\s*sleep_\w+", UNQUALIFIED + r"(?:usleep|nanosleep|clock_nanosleep)\s*\("),
        "a thread that sleeps: await Runtime::sleep",
    ),
    Ban(
        words(
            r"\bstd::(?:uniform_int|uniform_real|bernoulli|binomial|geometric|negative_binomial|poisson|exponential"
            r"|gamma|weibull|extreme_value|normal|lognormal|chi_squared|cauchy|fisher_f|student_t|discrete"
            r"|piecewise_constant|piecewise_linear)_distribution\b",
            r"\bstd::shuffle\b",
        ),
        "a distribution whose draws differ between libraries: use harness/base/distribution.h",
    ),
    Ban(
        words(
            r"\brandom_device\b",
            r"\bstd::(?:mt19937(?:_64)?|minstd_rand0?|default_random_engine|ranlux\w+|knuth_b)\b",
            UNQUALIFIED + r"(?:std::)?s?rand\s*\(",
        ),
        "randomness that nobody handed in: draw from a stream of harness/base/random.h",
    ),
    Ban(
        words(
            r"\bstd::(?:log(?:10|2|1p)?|exp(?:2|m1)?|pow|cbrt|hypot|a?sinh?|a?cosh?|a?tanh?|atan2|erfc?|[lt]gamma)"
            r"[fl]?\s*\(",
            UNQUALIFIED + r"(?:log10|log2|log1p|exp2|expm1|pow|lgamma|tgamma|erfc?)[fl]?\s*\(",
        ),
        "libm, which differs in its last bit between machines: use harness/base/math.h",
        in_tests=False,
    ),
)


def forbidden_sources(source):
    if not source.is_cpp:
        return
    for ban in BANS:
        if (source.is_test and not ban.in_tests) or source.path.startswith(ban.allowed):
            continue
        for match in ban.pattern.finditer(source.code):
            yield source.finding(match.start(), f"'{match.group().rstrip('( ')}' is {ban.message}")
