"""What the rules read: the tree of committed files, and C++ and TypeScript without their comments.

A tree is a plain dictionary of path to text, so that a test can plant one in memory. Nothing here
knows a rule. The reading is by braces and parentheses, not a parser: good enough for code that is
also formatted by machine, and quick enough to run on every change.
"""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

CPP = (".cpp", ".hpp")
SCRIPT = (".ts", ".tsx", ".mjs", ".js")


@dataclass(frozen=True)
class Finding:
    path: str
    line: int
    rule: str
    words: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.rule}: {self.words}"


@dataclass(frozen=True)
class Function:
    name: str
    first_line: int
    last_line: int

    @property
    def lines(self):
        return self.last_line - self.first_line + 1


@dataclass(frozen=True)
class Head:
    """The text before a body or a semicolon, outside functions: what may be a declaration."""

    text: str
    line: int


def read_tree(root):
    """All text files of the working copy that are committed or could be."""
    listed = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=True,
        capture_output=True,
    ).stdout.decode()
    tree = {}
    for path in sorted(set(filter(None, listed.split("\0")))):
        file = Path(root) / path
        if not file.is_file():
            continue
        content = file.read_bytes()
        if b"\0" not in content:
            tree[path] = content.decode("utf-8", errors="replace")
    return tree


def line_of(text, position):
    return text.count("\n", 0, position) + 1


_LITERALS_CPP = re.compile(
    r"""//[^\n]*|/\*.*?\*/|R"(?P<mark>[^(\s]{0,16})\(.*?\)(?P=mark)"|"""
    r""""(?:\\.|[^"\\\n])*"|(?<![0-9A-Za-z])'(?:\\.|[^'\\\n])+'""",
    re.DOTALL,
)
_LITERALS_SCRIPT = re.compile(
    r"""//[^\n]*|/\*.*?\*/|`(?:\\.|[^`\\])*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""",
    re.DOTALL,
)
_DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.MULTILINE)


def _blank(match):
    return re.sub(r"[^\n]", " ", match.group())


def code_of(path, text):
    """The text with comments, literals and directives blanked; positions stay where they were."""
    if path.endswith(CPP):
        return _DIRECTIVE.sub(_blank, _LITERALS_CPP.sub(_blank, text))
    if path.endswith(SCRIPT):
        return _LITERALS_SCRIPT.sub(_blank, text)
    return text


def closing(code, opening):
    """Position of the bracket that closes the one at `opening`, or the end of the text."""
    pairs = {"(": ")", "{": "}", "[": "]"}
    depth = 0
    for position in range(opening, len(code)):
        if code[position] in pairs:
            depth += 1
        elif code[position] in pairs.values():
            depth -= 1
            if depth == 0:
                return position
    return len(code) - 1


_SCOPE = re.compile(r"\b(namespace|class|struct|union)\b|\bextern\s*$")
_CALLABLE_END = re.compile(r"\)[\w\s:&<>,*\->\[\]]*$")


def _opens(head):
    """What a brace after this head opens: `scope`, `function`, or `value` (an initialiser)."""
    if head.count("(") != head.count(")"):
        return "value"
    if "(" in head and (_CALLABLE_END.search(head) or re.search(r"\)\s*:[^:]", head)):
        return "value" if re.search(r"[^=!<>]=\s*[\w:<>, ]+\(", head) else "function"
    return "scope" if _SCOPE.search(head) else "value"


_NAME = re.compile(r"([~\w:]+|operator\s*\S+?)\s*\(")


def cpp_structure(code):
    """The functions of a C++ text and the heads outside them."""
    functions, heads = [], []
    start = position = 0
    while position < len(code):
        letter = code[position]
        if letter in ";}":
            heads.append(_head(code, start, position))
            start = position + 1
        elif letter == "{":
            head = code[start:position]
            kind = _opens(head)
            if kind == "scope":
                start = position + 1
            else:
                end = closing(code, position)
                following = code[end + 1 :].lstrip()[:1]
                if kind == "function" and following not in (",", "{"):
                    heads.append(_head(code, start, position))
                    functions.append(_function(code, heads[-1], end))
                    start = end + 1
                position = end
        position += 1
    return functions, heads


def _head(code, start, end):
    text = code[start:end]
    spaces = len(text) - len(text.lstrip())
    return Head(re.sub(r"^\s*(?:(?:public|private|protected)\s*:\s*)+", "", text).strip(),
                line_of(code, start + spaces))


def _function(code, head, end):
    name = _NAME.search(head.text)
    return Function(name.group(1) if name else "a function", head.line, line_of(code, end))


_SCRIPT_FUNCTION = re.compile(
    r"\bfunction\b\s*\*?\s*(?P<a>\w*)\s*(?:<[^(]*>)?\s*\(|"
    r"\b(?:const|let)\s+(?P<b>\w+)[^=\n]*=\s*(?:async\s*)?(?:<[^(]*>)?\("
)


def script_functions(code):
    """The named functions of a TypeScript text."""
    functions = []
    for match in _SCRIPT_FUNCTION.finditer(code):
        end_of_parameters = closing(code, match.end() - 1)
        opening = re.compile(r"[^;{]*?(\{)").match(code, end_of_parameters + 1)
        if match.group("b") and not re.match(r"[^;{]*?=>\s*[({]", code[end_of_parameters + 1 :]):
            continue
        if opening:
            end = closing(code, opening.end() - 1)
            functions.append(Function(match.group("a") or match.group("b") or "a function",
                                      line_of(code, match.start()), line_of(code, end)))
    return functions


def parameters(head_text):
    """How many parameters the declaration in this head takes, with its name; None if it is none."""
    position = _first_parenthesis(head_text)
    if position is None:
        return None
    name = re.search(r"([~\w]+)\s*$", head_text[:position])
    if name is None or re.search(r"(?<![=!<>])=(?!=)", head_text[:position]):
        return None
    inside = head_text[position + 1 : closing(head_text, position)]
    if not inside.strip() or inside.strip() == "void":
        return name.group(1), 0
    return name.group(1), 1 + _commas(inside)


def _first_parenthesis(text):
    depth = 0
    for position, letter in enumerate(text):
        if letter == "<":
            depth += 1
        elif letter == ">" and text[position - 1] != "-":
            depth -= 1
        elif letter == "(" and depth == 0:
            return position
    return None


def _commas(text):
    depth = count = 0
    for position, letter in enumerate(text):
        if letter in "([{<":
            depth += 1
        elif letter in ")]}" or (letter == ">" and text[position - 1] != "-"):
            depth -= 1
        elif letter == "," and depth == 0:
            count += 1
    return count
