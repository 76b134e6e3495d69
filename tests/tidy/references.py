"""What must hang together: files that somebody uses, and legal bases that somebody tests."""

import re

from source import Finding, line_of

_CPP_INCLUDE = re.compile(r'#[ \t]*include[ \t]+"([^"]+)"')


def check(tree):
    yield from _headers(tree)
    yield from _channels(tree)
    yield from _scripts(tree)
    yield from _mentions(tree)
    yield from _bases(tree)
    yield from _lock_files(tree)


def _lock_files(tree):
    """npm reads the .npmrc beside a lock file only; without it the next install adds addresses."""
    for path in tree:
        if re.search(r"(?:^|/)package-lock\.json$", path):
            beside = path.removesuffix("package-lock.json") + ".npmrc"
            if "omit-lockfile-registry-resolved=true" not in tree.get(beside, ""):
                yield Finding(path, 1, "lock-file",
                              f"{beside} must say omit-lockfile-registry-resolved=true")


def _headers(tree):
    """A header that only its own .cpp includes is known to nobody."""
    included_by = {}
    for path, text in tree.items():
        for include in _CPP_INCLUDE.findall(text):
            included_by.setdefault(include, set()).add(path)
    for path in tree:
        if not path.endswith(".hpp"):
            continue
        names = {path, re.sub(r"^(?:server|clients|tests)/", "", path)}
        users = set().union(*(included_by.get(name, set()) for name in names))
        if not users - {path, path.removesuffix(".hpp") + ".cpp"}:
            yield Finding(path, 1, "unreferenced", "no other file includes this header")


def _channels(tree):
    """A channel without a header of its own exists only if the one list names it."""
    listed = tree.get("server/delivery/channels.hpp", "")
    for path in tree:
        match = re.fullmatch(r"server/delivery/(\w+)\.cpp", path)
        if match and path.removesuffix(".cpp") + ".hpp" not in tree:
            if not re.search(rf"(?<![a-z]){match.group(1)}(?![a-z])", listed):
                yield Finding(path, 1, "unreferenced", "channels.hpp does not name it")


def _scripts(tree):
    """A module of the dashboard that nothing imports."""
    modules = {path: text for path, text in tree.items()
               if path.startswith("clients/dashboard/") and re.search(r"\.(tsx?|mjs|html)$", path)}
    imported = " ".join(re.findall(r"""['"][^'"\n]*['"]""", "\n".join(modules.values())))
    for path in modules:
        name = path.rsplit("/", 1)[-1]
        if re.search(r"\.(test|config|d)\.ts$|\.test\.tsx$|\.html$", name) or "/test/" in path:
            continue
        stem = re.escape(re.sub(r"\.(tsx?|mjs)$", "", name))
        index = re.escape(path.split("/")[-2])
        pattern = rf"/{stem}(?:\.\w+)?(?:\?[\w&]+)?['\"]"
        if stem == "index":
            pattern += rf"|/{index}['\"]"
        if not re.search(pattern, imported) and f"/{name}" not in tree.get(
                "clients/dashboard/package.json", ""):
            yield Finding(path, 1, "unreferenced", "nothing imports this module")


_SPOKEN_OF = re.compile(r"(?:docs|deploy|config|tests)/.*\.(?:md|py|sh|yaml|json|service|svg|png)$")
_KNOWN_BY_PLACE = re.compile(
    r"(?:^|/)(?:README\.md|package(?:-lock)?\.json|tsconfig\.json)$|_test\.py$|"
    r"tests/(?:golden|fuzz|scenarios|proof/vectors)/|docs/decisions/\d")


def _mentions(tree):
    """A page, a script or a piece of configuration that nothing speaks of."""
    for path in tree:
        if not _SPOKEN_OF.match(path) or _KNOWN_BY_PLACE.search(path):
            continue
        name = path.rsplit("/", 1)[-1]
        names = {name, name.rsplit(".", 1)[0]} if path.endswith(".py") else {name}
        if not any(name in text for other, text in tree.items() if other != path for name in names):
            yield Finding(path, 1, "unreferenced", "no other file mentions it")


# --- legal bases: data in the procedure table, quoted by a law test or a scenario ----------------

_STRINGS = r'((?:"(?:[^"\\\n]|\\.)*"\s*)+)'
_ROW = re.compile(r"(?:\bBasis(?:\s+\w+)?\s*\{|\breading\()\s*" + _STRINGS)
_COMMENT_GOES_ON = re.compile(r"\n[ \t]*(?://|#)[ \t]*(?!Basis:)(?=\S)")


def bases_of_procedure(tree):
    """{basis text: (path, line)} of the sources that the table's rows rest on."""
    found = {}
    for path, text in tree.items():
        if re.match(r"server/domain/procedure\w*\.[ch]pp$", path):
            for row in _ROW.finditer(text):
                words = "".join(re.findall(r'"((?:[^"\\\n]|\\.)*)"', row.group(1)))
                found.setdefault(words, (path, line_of(text, row.start())))
    return found


def _rule_ids(tree):
    return set(re.findall(r'"([A-Z]\d\d)"', "".join(
        text for path, text in tree.items() if path.startswith("server/domain/procedure"))))


def _quotes(text):
    """(line, what follows `Basis:`) for each quotation; a comment may run over several lines."""
    lines = [line_of(text, match.start()) for match in re.finditer("Basis:", text)]
    flat = _COMMENT_GOES_ON.sub(" ", text)
    return zip(lines, flat.split("Basis:")[1:])


def _known(quotation, table):
    """The bases that a quotation names, up to the first words that are none of them."""
    found, rest = [], quotation.lstrip(" \t")
    while best := max((words for words in table if rest.startswith(words)), key=len, default=None):
        found.append(best)
        rest = rest[len(best) :].lstrip(" \t")
        if not rest.startswith(";"):
            break
        rest = rest[1:].lstrip()
    return found


def _bases(tree):
    table, ids, tested = bases_of_procedure(tree), _rule_ids(tree), set()
    if not table:
        return
    for path, text in tree.items():
        if not re.match(r"tests/|config/scenarios/", path) or path.startswith("tests/tidy/"):
            continue
        for line, quotation in _quotes(text):
            known = _known(quotation, table)
            tested.update(known)
            words = quotation.split("\n")[0].strip()
            if not known and not ids.intersection(re.findall(r"\b[A-Z]\d\d\b", words)):
                yield Finding(path, line, "basis",
                              f"«{words}» names no basis and no rule of the procedure table")
    for words, (path, line) in table.items():
        if words not in tested:
            yield Finding(path, line, "basis", f"no law test or scenario quotes «{words}»")
