"""What is found when a student's files are loaded: layouts, notebooks, encodings, imports that go wrong."""

from __future__ import annotations

import pytest

from grader.execution.calls import Call, LoadedCode, LoadTrouble, Returned
from grader.execution.sandbox import Sandbox
from grader.model.submission import CodeFile, Place


def load(box: Sandbox, **files: str | bytes) -> LoadedCode:
    """Load files given as keywords; ``__`` stands for a slash, a suffix is ``.py`` unless it ends in _ipynb."""
    return box.load([CodeFile(*_named(name, source)) for name, source in files.items()], ["f", "g", "h"])


def _named(name: str, source: str | bytes) -> tuple[str, bytes]:
    path = name.replace("__", "/")
    path = f"{path[:-6]}.ipynb" if path.endswith("_ipynb") else f"{path}.py"
    return path, source if isinstance(source, bytes) else source.encode()


def value(box: Sandbox, function: str = "f", *arguments: object) -> object:
    outcome = box.run(function, [Call(arguments)])[0].outcome
    assert isinstance(outcome, Returned), outcome
    return outcome.value


def troubles(code: LoadedCode) -> list[tuple[LoadTrouble, str]]:
    return [(problem.trouble, str(problem.place)) for problem in code.problems]


def test_first_file_that_defines_a_function_counts(box: Sandbox) -> None:
    code = load(box, b="def f(): return 'b'", a="def f(): return 'a'", c="def g(): return 'c'")

    assert (code.definitions["f"].file, code.definitions["f"].also_in) == ("a.py", ("b.py",))
    assert (value(box), value(box, "g")) == ("a", "c")


def test_import_of_a_function_is_no_definition(box: Sandbox) -> None:
    code = load(box, a_main="from solutions import *\nfrom solutions import f", solutions="def f(): return 1")

    assert (code.definitions["f"].file, code.definitions["f"].also_in) == ("solutions.py", ())
    assert value(box) == 1


def test_import_under_another_name_is_a_definition(box: Sandbox) -> None:
    code = load(box, main="from solutions import mine as f", solutions="def mine(): return 1")

    assert code.definitions["f"].file == "main.py"


IMPORTS = [
    {"a": "import tools\ndef f(): return tools.one()", "tools": "def one(): return 1"},
    {"a": "from tools import one\ndef f(): return one()", "src__tools": "def one(): return 1"},
    {"src__a": "from .tools import one\ndef f(): return one()", "src__tools": "def one(): return 1"},
    {"a": "from .tools import one\ndef f(): return one()", "tools": "def one(): return 1"},
    {"a": "from src.tools import one\ndef f(): return one()", "hw__src__tools": "def one(): return 1"},
    {
        "a": "import src.tools as t\ndef f(): return t.one()",
        "src____init__": "",
        "src__tools": "def one(): return 1",
    },
    {"a": "from code import one\ndef f(): return one()", "code": "def one(): return 1"},
    {"a": "import random\ndef f(): return int(random.random() >= 0)", "random": "1 / 0"},
    {"a": "import b\ndef f(): return b.g()", "b": "import a\ndef g(): return 1"},
    {"a": "def f():\n    from tools import one\n    return one()", "tools": "def one(): return 1"},
    {"my solutions (1)": "def f(): return 1"},
    {"1": "from __future__ import annotations\ndef f(x: Unknown = 0) -> Unknown: return 1"},
    {"a": "from dataclasses import dataclass\n@dataclass\nclass C:\n    x: int = 1\ndef f(): return C().x"},
    {"a": "import wave, heapq, statistics, typing, logging, unittest\ndef f(): return 1"},
    {"a": "import numpy.testing, numpy.polynomial\ndef f(): return 1"},
    {"a": "if __name__ == '__main__':\n    1 / 0\ndef f(): return 1"},
    {"a": "try:\n    import matplotlib\nexcept ImportError:\n    pass\ndef f(): return 1"},
    {"a": "\ufeffdef f(): return 1"},
    {"a": b"def f():\r\n    return 1\r\n"},
    {"a": "def f(): return 1".encode("utf-16")},
    {"a": b"# -*- coding: latin-1 -*-\n# \xe9\ndef f(): return 1"},
]


@pytest.mark.parametrize("files", IMPORTS, ids=lambda files: " ".join(files)[:30])
def test_layout_works_without_a_word(box: Sandbox, files: dict[str, str | bytes]) -> None:
    code = load(box, **files)

    assert [p for p in troubles(code) if not p[1].startswith("random.py")] == []
    assert value(box) == 1


@pytest.mark.parametrize("package", ["sympy", "scipy", "matplotlib", "pytest", "torch"])
def test_missing_package_is_named_and_costs_nothing_else(box: Sandbox, package: str) -> None:
    code = load(box, a=f"import numpy as np\nimport {package}.pyplot as plt\ndef f(): return 1")

    assert [(p.trouble, p.package, p.place) for p in code.problems] == [
        (LoadTrouble.MISSING_PACKAGE, package, Place("a.py", 2))
    ]
    assert value(box) == 1


def test_functions_before_an_import_that_fails_count(box: Sandbox) -> None:
    code = load(box, a="def f(): return 1\nraise ValueError('data is missing')\ndef g(): return 2")

    assert troubles(code) == [(LoadTrouble.RAISED, "a.py:2")]
    assert code.problems[0].message == "data is missing"
    assert set(code.definitions) == {"f"}
    assert code.unreached == {"g": Place("a.py", 3)}


def test_functions_after_a_statement_that_fails_count_too(box: Sandbox) -> None:
    code = load(box, a="data = open('data.csv').read()\ndef f(): return 1\nprint(data)")

    assert troubles(code) == [(LoadTrouble.RAISED, "a.py:1"), (LoadTrouble.RAISED, "a.py:3")]
    assert value(box) == 1


def test_leaving_while_loading_ends_the_file_there(box: Sandbox) -> None:
    code = load(box, a="import sys\ndef f(): return 1\nsys.exit()\ndef g(): return 2")

    assert troubles(code) == [(LoadTrouble.LEFT, "a.py:3")]
    assert set(code.definitions) == {"f"}


STOPS = [
    ("while True: pass", LoadTrouble.TIMED_OUT),
    ("import time; time.sleep(100)", LoadTrouble.TIMED_OUT),
    ("import os; os._exit(2)", LoadTrouble.LEFT),
    ("import os; os.abort()", LoadTrouble.DIED),
    ("x = bytearray(1 << 40)", LoadTrouble.OUT_OF_MEMORY),
]


@pytest.mark.parametrize(("statement", "trouble"), STOPS, ids=[row[0] for row in STOPS])
def test_statement_that_stops_the_loading_is_left_out(
    box: Sandbox, statement: str, trouble: LoadTrouble
) -> None:
    lines = statement.split("; ")
    code = load(box, a="\n".join(["def f(): return 1", *lines, "def g(): return 2"]))

    assert troubles(code) == [(trouble, f"a.py:{1 + len(lines)}")]
    assert (value(box), value(box, "g")) == (1, 2)


SYNTAX = [
    ("def f():\n\treturn 1\ndef g():\n        x = 1\n\treturn 2", LoadTrouble.TABS, 5),
    ("def f():\nreturn 1", LoadTrouble.INDENTATION, 2),
    ("def f() return 1", LoadTrouble.SYNTAX, 1),
    ("def f(): return 1\nprint 'done'", LoadTrouble.SYNTAX, 2),
    ("def f(): return 1\x00", LoadTrouble.SYNTAX, 1),
    ("def f(): return " + "(" * 500, LoadTrouble.SYNTAX, 1),
]


@pytest.mark.parametrize(("source", "trouble", "line"), SYNTAX, ids=[str(row[1:]) for row in SYNTAX])
def test_file_that_is_no_python_is_said_where(
    box: Sandbox, source: str, trouble: LoadTrouble, line: int
) -> None:
    code = load(box, a=source)

    assert troubles(code) == [(trouble, f"a.py:{line}")]
    assert code.problems[0].is_fatal
    assert code.is_handed_in("f")
    assert "f" not in code.definitions


def test_broken_file_costs_no_other_file(box: Sandbox) -> None:
    code = load(box, a="def f(:", b="def f(): return 'b'", c="def g(): return 'c'")

    assert code.definitions["f"].file == "b.py"
    assert value(box, "g") == "c"


def test_unknown_encoding_is_read_as_latin_1_and_said(box: Sandbox) -> None:
    code = load(box, a=b"# caf\xe9\ndef f(): return '\xe9'")

    assert troubles(code) == [(LoadTrouble.ENCODING, "a.py:1")]
    assert value(box) == "\u00e9"


def test_function_inside_a_class_is_not_found_but_seen(box: Sandbox) -> None:
    code = load(
        box, a="class Solution:\n    def f(self): return 1\nif __name__ == '__main__':\n    def g(): pass"
    )

    assert code.nested == {"f": Place("a.py", 2), "g": Place("a.py", 4)}
    assert not code.definitions


def test_name_that_is_no_function_is_said(box: Sandbox) -> None:
    code = load(box, a="f = 3")

    assert code.not_callable == {"f": Place("a.py", 0)}


def test_printing_while_loading_is_kept_apart(box: Sandbox) -> None:
    code = load(box, a="print('loading')\ndef f(): return 1")

    assert code.printed == "loading\n"
    assert box.run("f", [Call(())])[0].printed == ""


NOTEBOOK = """\
# In[1]:
import numpy as np
%matplotlib inline
!pip install torch
files = !ls

# In[2]:
%%time
def f():
    return 1

# In[3]:
1 / 0
def after_the_error(): pass

# In[4]:
def g(:

# In[5]:
%%bash
rm -rf /

# In[6]:
def g(): return 2
g?
x = 7 \\
  % 4
display(x)
"""


def test_notebook_is_loaded_cell_by_cell(box: Sandbox) -> None:
    code = load(box, work_ipynb=NOTEBOOK)

    assert troubles(code) == [(LoadTrouble.RAISED, "work.ipynb:13"), (LoadTrouble.SYNTAX, "work.ipynb:17")]
    assert (value(box), value(box, "g")) == (1, 2)
    assert code.printed == "3\n"
    assert code.definitions["g"].line == 24


def test_too_large_a_file_is_left_out(box: Sandbox) -> None:
    code = load(box, a="#" * (2 << 20), b="def f(): return 1")

    assert troubles(code) == [(LoadTrouble.TOO_LARGE, "a.py")]
    assert value(box) == 1


def test_nothing_to_load_gives_nothing(box: Sandbox) -> None:
    assert box.load([], ["f"]) == LoadedCode()


def test_signature_and_line_are_told(box: Sandbox) -> None:
    definition = load(box, a="\n\ndef f(P, bos, T=3, *, fast=False): pass").definitions["f"]

    assert (definition.line, definition.signature) == (3, "(P, bos, T=3, *, fast=False)")


def test_loading_again_forgets_what_was_there(box: Sandbox) -> None:
    load(box, a="def f(): return 1\nleft = 1")

    code = load(box, b="def g(): return 'left' in globals()")

    assert set(code.definitions) == {"g"}
    assert value(box, "g") is False


def test_files_deep_in_folders_do_not_crowd_out_the_others(box: Sandbox) -> None:
    many = {f"env__lib__package__m{number}": "x = 1" for number in range(210)}

    code = load(box, **many, solutions="def f(): return 1")

    assert {problem.trouble for problem in code.problems} == {LoadTrouble.TOO_LARGE}
    assert value(box) == 1
