"""What code may not call, where it may, and what to write instead; and the co_await rule."""

import re
from dataclasses import dataclass

from source import CPP, Finding, closing, code_of, line_of


@dataclass(frozen=True)
class Ban:
    rule: str
    pattern: re.Pattern
    rooms: tuple  # path prefixes where it is allowed
    instead: str


def _ban(rule, pattern, rooms, instead):
    return Ban(rule, re.compile(pattern), rooms, instead)


_MEASURES = ("tests/bench/", "tests/e2e/")

BANS = (
    _ban("clock", r"\b(?:system|steady|high_resolution|utc|tai)_clock\s*::\s*now\b",
         ("server/platform/", "clients/cli/", "tests/platform/", *_MEASURES),
         "take the time from ports::Clock"),
    _ban("clock", r"(?<![\w.>])(?:std\s*::\s*)?time\s*\(\s*(?:nullptr|NULL|0|&)|"
                  r"\b(?:gettimeofday|clock_gettime|localtime(?:_r)?|gmtime(?:_r)?)\s*\(",
         ("server/platform/",), "take the time from ports::Clock"),
    _ban("sleep", r"\b(?:sleep|usleep|nanosleep|sleep_for|sleep_until)\s*\(", (),
         "wait for the fact, with a timer or a future"),
    _ban("thread", r"\bstd\s*::\s*(?:thread|jthread|async|(?:recursive_|shared_|timed_)?mutex|"
                   r"condition_variable(?:_any)?|(?:scoped|unique|shared)_lock|lock_guard)\b",
         ("server/platform/", "server/journal/", "tests/"),
         "post to a strand; threads live in platform and journal"),
    _ban("random", r"\bstd\s*::\s*random_device\b|(?<![\w.>])(?:std\s*::\s*)?s?rand\s*\(",
         ("server/platform/",), "take a seed or an id as an argument"),
    _ban("regex", r"\bstd\s*::\s*w?s?regex\w*\b", (),
         "parse by hand; std::regex recurses and is slow"),
    _ban("print", r"\bstd\s*::\s*(?:cout|cerr|clog)\b|(?<![\w.>])(?:std\s*::\s*)?"
                  r"(?:v?f?printf|puts|putchar|fputs)\s*\(|\bfmt\s*::\s*print\b",
         ("clients/", "server/app/", "server/platform/", "tests/"),
         "log with spdlog, or return the text"),
)


def check(tree, allowances=None):
    """Findings for every ban; `allowances` is {(rule, path): reason} for single files."""
    allowances = allowances or {}
    used = set()
    for path, text in tree.items():
        if not path.endswith(CPP):
            continue
        code = code_of(path, text)
        for ban in BANS:
            if path.startswith(ban.rooms or ("\0",)):
                continue
            for match in ban.pattern.finditer(code):
                if (ban.rule, path) in allowances:
                    used.add((ban.rule, path))
                    continue
                yield Finding(path, line_of(code, match.start()), ban.rule,
                              f"`{match.group().strip()}` is not used here: {ban.instead}")
        yield from _co_await(path, code)
    for rule, path in sorted(set(allowances) - used):
        yield Finding(path, 1, "allowance", f"the allowance for `{rule}` is not needed any more")


# --- co_await: g++ 12 destroys temporaries of these shapes twice ---------------------------------

_LAMBDA = re.compile(r"(?:(?<![\w)\]\s])\s*|\bco_(?:await|return)\s*)"
                     r"\[[^\[\]]*\]\s*(?:\(|\{|mutable\b|->)")


def _co_await(path, code):
    for match in re.finditer(r"\bco_await\b", code):
        statement = _statement(code, match.start())
        for shape, found in (("a lambda", _LAMBDA.search(statement)),
                             ("a braced temporary", "{" in statement),
                             ("`?:`", "?" in statement)):
            if found:
                yield Finding(path, line_of(code, match.start()), "co_await",
                              f"{shape} in a co_await statement: name it first")
                break


def _statement(code, position):
    start = _start(code, position)
    control = re.compile(r"\s*(?:else\s+)?(?:if|while|switch|for)\s*(?:constexpr\s*)?\(")
    while match := control.match(code, start):
        end = closing(code, match.end() - 1)
        if position < end:
            return code[match.end() : end]
        start = end + 1
    return code[start : _end(code, position)]


def _start(code, position):
    """Back to the end of the statement before, over brackets that belong to this one."""
    depth = 0
    while position > 0:
        letter = code[position - 1]
        if letter == "}" and re.match(r"\s*[,).;\]?]", code[position:]) or letter in ")]":
            depth += 1
        elif letter in "([" and depth > 0 or letter == "{" and depth > 0:
            depth -= 1
        elif depth == 0 and letter in ";{}":
            return position
        position -= 1
    return 0


def _end(code, position):
    depth = 0
    while position < len(code):
        letter = code[position]
        if letter in "([{":
            depth += 1
        elif letter in ")]}":
            depth -= 1
        elif letter == ";" and depth <= 0:
            return position
        position += 1
    return position
