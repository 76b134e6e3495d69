"""How large things may be: files, functions, lines, parameter lists."""

import ast
import re

from source import CPP, SCRIPT, Finding, code_of, cpp_structure, parameters, script_functions

FILE_LINES = 500
FUNCTION_LINES = 70
LINE_LETTERS = 100
# Markup and texts in two languages stand in the dashboard's code, and count less.
SCRIPT_FUNCTION_LINES = 160
SCRIPT_LINE_LETTERS = 140
PARAMETERS = 4


def is_source(path):
    name = path.rsplit("/", 1)[-1]
    return path.endswith((*CPP, *SCRIPT, ".py", ".sh")) or name in ("dev", "run", "CMakeLists.txt")


def check(tree):
    for path, text in tree.items():
        if is_source(path):
            yield from _lines(path, text)
            yield from _functions(path, text)


def _lines(path, text):
    lines = text.splitlines()
    if len(lines) > FILE_LINES:
        yield Finding(path, 1, "file-size", f"{len(lines)} lines; {FILE_LINES} is the limit")
    limit = SCRIPT_LINE_LETTERS if path.endswith(SCRIPT) else LINE_LETTERS
    for number, line in enumerate(lines, 1):
        if _letters(path, line) > limit and not re.search(r"https?://\S{60}", line):
            yield Finding(path, number, "line-length", f"{len(line)} letters; {limit} is the limit")


def _letters(path, line):
    if path.endswith(SCRIPT):
        line = re.sub(r"""(['"`]).*?(?<!\\)\1""", "", line)
    return len(line)


def _functions(path, text):
    code = code_of(path, text)
    if path.endswith(CPP):
        functions, heads = cpp_structure(code)
        yield from _too_long(path, functions, FUNCTION_LINES)
        yield from _too_many_parameters(path, heads)
    elif path.endswith(SCRIPT):
        yield from _too_long(path, script_functions(code), SCRIPT_FUNCTION_LINES)
    elif path.endswith(".py"):
        yield from _python(path, text)


def _too_long(path, functions, limit):
    for function in functions:
        if function.lines > limit:
            words = f"{function.name} has {function.lines} lines; {limit} is the limit"
            yield Finding(path, function.first_line, "function-size", words)


_NOT_OURS = re.compile(r"\b(override|final|using|typedef|static_assert|friend|return|concept)\b")


def _too_many_parameters(path, heads):
    for head in heads:
        if _NOT_OURS.search(head.text):
            continue  # a signature fixed by another type, or no declaration at all
        found = parameters(head.text)
        if found and found[1] > PARAMETERS and not found[0].isupper():
            words = f"{found[0]} takes {found[1]}; {PARAMETERS} is the limit: make it a struct"
            yield Finding(path, head.line, "parameters", words)


def _python(path, text):
    try:
        nodes = ast.walk(ast.parse(text))
    except SyntaxError as error:
        yield Finding(path, error.lineno or 1, "syntax", str(error.msg))
        return
    for node in nodes:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            lines = node.end_lineno - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield Finding(path, node.lineno, "function-size",
                              f"{node.name} has {lines} lines; {FUNCTION_LINES} is the limit")
