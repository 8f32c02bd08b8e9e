"""What becomes of calls in the real sandbox: values, exceptions, time-outs, history, messages."""

from __future__ import annotations

import numpy as np
import pytest

from grader.execution.calls import (
    ArrayFunction,
    Call,
    Death,
    Died,
    Garble,
    Garbled,
    LoadedCode,
    NotRun,
    OutOfMemory,
    PrefixTable,
    Raised,
    Returned,
    Run,
    Skip,
    TimedOut,
    WrongSignature,
)
from grader.execution.sandbox import Sandbox
from grader.model.submission import CodeFile

TABLE = PrefixTable(2, 2, {(): np.log([0.25, 0.75]), (0,): np.log([0.5, 0.5])})


def run_one(box: Sandbox, source: str, *arguments: object, **options: object) -> Run:
    load(box, source)
    return box.run("f", [Call(tuple(arguments), **options)])[0]


def load(box: Sandbox, source: str, *others: tuple[str, str]) -> LoadedCode:
    files = [
        CodeFile("solutions.py", source.encode()),
        *(CodeFile(name, text.encode()) for name, text in others),
    ]
    return box.load(files, ["f", "g"])


RETURNED = [
    ("whole number", "def f(x): return 7 ** 400", 7**400),
    ("number of 9900 digits", "def f(x): return 10 ** 9900", 10**9900),
    ("nothing", "def f(x): pass", None),
    ("truth", "def f(x): return x == 1", True),
    ("text", "def f(x): return 'ab\\ud800'", "ab\ud800"),
    ("float", "def f(x): return 0.1", 0.1),
    ("infinite", "def f(x): return float('-inf')", float("-inf")),
    ("numpy float", "import numpy as np\ndef f(x): return np.float64(0.1)", 0.1),
    ("numpy int", "import numpy as np\ndef f(x): return np.int64(3)", 3),
    ("numpy bool", "import numpy as np\ndef f(x): return np.bool_(True)", True),
    ("0-d array", "import numpy as np\ndef f(x): return np.array(2.5)", 2.5),
    ("long double", "import numpy as np\ndef f(x): return np.longdouble(2.5)", 2.5),
    ("tuple of list", "def f(x): return ([1, 2], 0.5)", ([1, 2], 0.5)),
    ("long list", "def f(x): return [0.5] * 100", [0.5] * 100),
    ("long list of ints", "def f(x): return list(range(100))", list(range(100))),
    ("range", "def f(x): return range(3)", [0, 1, 2]),
    ("list of numpy ints", "import numpy as np\ndef f(x): return [np.int32(4)]", [4]),
    (
        "named tuple",
        "from collections import namedtuple\nP = namedtuple('P', 'a b')\ndef f(x): return P(1, 2)",
        (1, 2),
    ),
    ("fraction", "from fractions import Fraction\ndef f(x): return Fraction(1, 4)", 0.25),
    ("whole fraction", "from fractions import Fraction\ndef f(x): return Fraction(3)", 3),
    ("decimal", "from decimal import Decimal\ndef f(x): return Decimal('0.5')", 0.5),
    ("complex of rounding", "def f(x): return complex(2.0, 1e-17)", 2.0),
    ("object array", "import numpy as np\ndef f(x): return np.array([1, 2 ** 80], dtype=object)", [1, 2**80]),
    ("lambda", "f = lambda x: x + 1", 2),
    ("partial", "from functools import partial\nf = partial(max, 5)", 5),
    ("instance", "class F:\n    def __call__(self, x): return x\nf = F()", 1),
    ("cached", "from functools import lru_cache\n@lru_cache(None)\ndef f(x): return x", 1),
]


@pytest.mark.parametrize(
    ("source", "expected"), [row[1:] for row in RETURNED], ids=[row[0] for row in RETURNED]
)
def test_value_comes_back_in_plain_types(box: Sandbox, source: str, expected: object) -> None:
    outcome = run_one(box, source, 1).outcome

    assert outcome == Returned(expected)
    assert isinstance(outcome, Returned)
    assert type(outcome.value) is type(expected)


ARRAYS = [
    np.arange(6.0).reshape(2, 3).T,
    np.array([], dtype=float).reshape(0, 40),
    np.array([[1, 2]], dtype=np.int16),
    np.array([True, False]),
    np.array([np.nan, -np.inf, -0.0]),
    np.arange(20000.0),
]


@pytest.mark.parametrize("array", ARRAYS, ids=lambda array: f"{array.dtype}{array.shape}")
def test_array_goes_there_and_comes_back(box: Sandbox, array: np.ndarray) -> None:
    outcome = run_one(box, "def f(x): return x", array).outcome

    assert isinstance(outcome, Returned)
    assert isinstance(outcome.value, np.ndarray)
    assert outcome.value.dtype == array.dtype
    assert outcome.value.shape == array.shape
    assert outcome.value.tobytes() == np.ascontiguousarray(array).tobytes()


REFUSED = [
    ("generator", "def f(x): return (i for i in range(3))", Garbled(Garble.TYPE, "generator")),
    ("inner set", "def f(x): return [1, ({2},)]", Garbled(Garble.TYPE, "set", "[1][0]")),
    ("mapping", "def f(x): return {1: 2}", Garbled(Garble.TYPE, "dict")),
    ("zip", "def f(x): return zip([1], [2])", Garbled(Garble.TYPE, "zip")),
    ("function", "def f(x): return f", Garbled(Garble.TYPE, "function")),
    ("complex", "def f(x): return 1j", Garbled(Garble.TYPE, "complex")),
    (
        "dates",
        "import numpy as np\ndef f(x): return np.array(['2020-01-01'], 'M8[D]')",
        Garbled(Garble.TYPE, "array of datetime64[D]"),
    ),
    ("too many digits", "def f(x): return 1 << 40000", Garbled(Garble.TOO_LARGE, "int")),
    ("bytes", "def f(x): return b'1'", Garbled(Garble.TYPE, "bytes")),
]


@pytest.mark.parametrize(
    ("source", "expected"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_value_that_cannot_be_taken_is_named(box: Sandbox, source: str, expected: Garbled) -> None:
    assert run_one(box, source, 1).outcome == expected


ENDINGS = [
    ("def f(x): return 1 / 0", Raised("ZeroDivisionError", "division by zero", "solutions.py", 1, "f")),
    (
        "def g(x):\n    return [][x]\ndef f(x):\n    return g(x)",
        Raised("IndexError", "list index out of range", "solutions.py", 2, "g"),
    ),
    ("def f(x, y): return x", WrongSignature("(x, y)", "missing a required argument: 'y'")),
    ("def f(): return 1", WrongSignature("()", "too many positional arguments")),
    (
        "def f(x):\n    return len(5)",
        Raised("TypeError", "object of type 'int' has no len()", "solutions.py", 2, "f"),
    ),
    ("def f(x):\n    while True: pass", TimedOut(0.2)),
    ("def f(x): return bytearray(1 << 40)", OutOfMemory(512)),
    ("import os\ndef f(x): os._exit(3)", Died(Death.EXIT, "status 3")),
    ("import os\ndef f(x): os.abort()", Died(Death.CRASH, "SIGABRT")),
    ("def f(x):\n    while True: print('x' * 100000)", Died(Death.OUTPUT, "4 MB")),
    ("def f(x): raise SystemExit(0)", Raised("SystemExit", "0", "solutions.py", 1, "f")),
    ("f = 3", NotRun(Skip.NOT_CALLABLE)),
    ("h = 3", NotRun(Skip.MISSING)),
]


@pytest.mark.parametrize(("source", "expected"), ENDINGS, ids=[row[0][:40] for row in ENDINGS])
def test_ending_is_told_apart(box: Sandbox, source: str, expected: object) -> None:
    assert run_one(box, source, 1, timeout_seconds=0.2).outcome == expected


def test_named_argument_that_does_not_exist_is_a_wrong_signature(box: Sandbox) -> None:
    load(box, "def f(x, rho_1=0.5): return x")

    outcome = box.run("f", [Call((1,), {"rho1": 0.9})])[0].outcome

    assert outcome == WrongSignature("(x, rho_1=0.5)", "got an unexpected keyword argument 'rho1'")


def test_crash_costs_its_own_call_only(box: Sandbox) -> None:
    load(box, "import os\ndef f(x):\n    if x == 3: os._exit(1)\n    return x * 10")

    outcomes = [run.outcome for run in box.run("f", [Call((x,)) for x in range(6)], order_seed=4)]

    assert outcomes.pop(3) == Died(Death.EXIT, "status 1")
    assert outcomes == [Returned(x * 10) for x in (0, 1, 2, 4, 5)]


def test_rest_is_given_up_after_three_time_outs(box: Sandbox) -> None:
    load(box, "def f(x):\n    while True: pass")

    outcomes = [run.outcome for run in box.run("f", [Call((x,), timeout_seconds=0.05) for x in range(10)])]

    assert outcomes.count(TimedOut(0.05)) == 3
    assert outcomes.count(NotRun(Skip.GIVEN_UP)) == 7


def test_changed_input_is_reported(box: Sandbox) -> None:
    load(box, "def f(a, b, c=None):\n    b += 1\n    c.append(2)\n    return a")

    run = box.run("f", [Call((np.zeros(2), np.zeros(2)), {"c": [1]})])[0]

    assert isinstance(run.outcome, Returned)
    assert run.outcome.mutated == (1, "c")


def test_same_values_written_again_are_no_change(box: Sandbox) -> None:
    outcome = run_one(
        box,
        "def f(a):\n    a[...] = a * 1.0\n    a *= -1\n    a *= -1\n    return 1",
        np.array([0.0, np.nan]),
    ).outcome

    assert outcome == Returned(1)


def test_read_only_inputs_raise_when_written(box: Sandbox) -> None:
    outcome = run_one(box, "def f(a):\n    a += 1\n    return a", np.zeros(3), read_only=True).outcome

    assert isinstance(outcome, Raised)
    assert outcome.type_name == "ValueError"


def test_table_is_a_function_of_prefixes(box: Sandbox) -> None:
    load(box, "import numpy as np\ndef f(p): return [p(()), p((np.int64(0),)), p((1,)), p((0.0,))]")

    outcome = box.run("f", [Call((TABLE,))])[0].outcome

    assert isinstance(outcome, Returned)
    assert isinstance(outcome.value, list)
    for row, expected in zip(
        outcome.value, (TABLE.rows[()], TABLE.rows[(0,)], np.full(2, -np.inf), TABLE.rows[(0,)]), strict=True
    ):
        np.testing.assert_array_equal(row, expected)
    assert outcome.mutated == ()


@pytest.mark.parametrize("prefix", ["(0, 0)", "(5,)", "[0]", "0", "('a',)", "(0.5,)", "None", "(-1,)"])
def test_table_raises_for_what_is_no_prefix(box: Sandbox, prefix: str) -> None:
    assert isinstance(run_one(box, f"def f(p): return p({prefix})", TABLE).outcome, Raised)


def test_changing_a_row_of_the_table_changes_an_input(box: Sandbox) -> None:
    outcome = run_one(box, "def f(p):\n    p(())[0] = 0.0\n    return 1", TABLE).outcome

    assert outcome == Returned(1, mutated=(0,))


def test_array_function_crosses_as_its_name(box: Sandbox) -> None:
    outcome = run_one(box, "def f(s): return s([0.0, 1.0])", ArrayFunction("tanh", {"scale": 2.0})).outcome

    assert isinstance(outcome, Returned)
    np.testing.assert_allclose(outcome.value, 2.0 * np.tanh([0.0, 1.0]))


def test_printing_is_kept_with_its_call(box: Sandbox) -> None:
    load(box, "def f(x): print('got', x, end='')")

    runs = box.run("f", [Call((x,), public=x != 2) for x in range(4)], order_seed=2)

    assert [run.printed for run in runs] == ["got 0", "got 1", "", "got 3"]


def test_call_that_kills_its_worker_costs_the_call_sent_after_it_nothing(box: Sandbox) -> None:
    load(box, "import os, time\ndef f(x):\n    if x % 3 == 1: os._exit(3)\n    return x")

    outcomes = [run.outcome for run in box.run("f", [Call((x,)) for x in range(9)], order_seed=1)]

    assert [outcome for x, outcome in enumerate(outcomes) if x % 3 != 1] == [
        Returned(x) for x in range(9) if x % 3 != 1
    ]
    assert all(isinstance(outcome, Died) for outcome in outcomes[1::3])


def test_large_arguments_are_sent_ahead_whole(box: Sandbox) -> None:
    load(box, "def f(x): return x[::7]")
    arrays = [np.arange(300_000.0) + start for start in range(5)]

    runs = box.run("f", [Call((array,)) for array in arrays])

    for run, array in zip(runs, arrays, strict=True):
        assert isinstance(run.outcome, Returned)
        np.testing.assert_array_equal(run.outcome.value, array[::7])


def test_calls_go_on_after_others_were_given_up_in_the_same_worker(box: Sandbox) -> None:
    load(box, "def f(x):\n    if x < 4: raise MemoryError\n    return x")

    given_up = [run.outcome for run in box.run("f", [Call((x,)) for x in range(4)])]
    later = [run.outcome for run in box.run("f", [Call((x,)) for x in range(4, 8)])]

    assert given_up.count(NotRun(Skip.GIVEN_UP)) == 1
    assert later == [Returned(x) for x in range(4, 8)]


def test_state_kept_between_calls_is_found(box: Sandbox) -> None:
    load(box, "seen = []\ndef f(x):\n    seen.append(x)\n    return len(seen)")

    runs = box.run("f", [Call((x,)) for x in range(4)], recheck=lambda index, outcome: outcome != Returned(1))

    assert sum(run.depends_on_history for run in runs) == 3
    assert {run.alone for run in runs if run.alone} == {Returned(1)}


def test_nothing_is_left_of_earlier_calls_in_a_renewed_worker(box: Sandbox) -> None:
    load(box, "seen = []\ndef f(x):\n    seen.append(x)\n    return seen")
    box.run("f", [Call((1,)), Call((2,))])

    box.renew()

    assert [run.outcome for run in box.run("f", [Call((3,))])] == [Returned([3])]


def test_place_of_an_exception_that_no_file_has_is_left_out(box: Sandbox) -> None:
    load(box, "def f(x):\n    exec(compile('\\n' * x + 'raise KeyError', 'secret', 'exec'), globals())")

    (run,) = box.run("f", [Call((3,))])

    assert run.outcome == Raised("KeyError")


def test_state_is_found_in_a_sample_that_nobody_asked_for(box: Sandbox) -> None:
    load(box, "seen = []\ndef f(x):\n    seen.append(x)\n    return len(seen)")

    calls = [Call((x,)) for x in range(6)]

    assert any(run.depends_on_history for run in box.run("f", calls, recheck=lambda index, outcome: False))


def test_random_answer_is_not_blamed_on_history(box: Sandbox) -> None:
    load(box, "import random\ndef f(x): return random.random()")

    runs = box.run("f", [Call((x,)) for x in range(3)], recheck=lambda index, outcome: True)

    assert any(run.is_random for run in runs)
    assert not any(run.depends_on_history for run in runs)


def test_plain_error_does_not_depend_on_history(box: Sandbox) -> None:
    load(box, "def f(x): return x - 1")

    runs = box.run("f", [Call((x,)) for x in range(3)], recheck=lambda index, outcome: True)

    assert [run.alone for run in runs] == [Returned(-1), Returned(0), Returned(1)]
    assert not any(run.depends_on_history for run in runs)


def test_hash_order_is_the_same_in_every_run(box: Sandbox) -> None:
    source = "def f(x): return list({'alpha', 'beta', 'gamma', 'delta'})"

    first, second = run_one(box, source, 1).outcome, run_one(box, source, 1).outcome

    assert first == second


def test_matrix_product_and_its_kin_work_without_threads(box: Sandbox) -> None:
    source = (
        "import numpy as np\ndef f(a):\n    np.linalg.svd(a); np.linalg.eigh(a @ a.T); np.fft.fft(a)\n"
        "    rng = np.random.default_rng(3); rng.normal(size=3)\n    return float(np.einsum('ij,jk->', a, a))"
    )

    outcome = run_one(box, source, np.ones((200, 200))).outcome

    assert outcome == Returned(200.0**3)


def test_no_call_is_begun_once_time_is_up() -> None:
    from grader.execution.sandbox import open_sandbox

    left = [1.0]
    with open_sandbox(time_left=lambda: left[0]) as box:
        load(box, "def f(x): return x")
        left[0] = 0.0
        outcome = box.run("f", [Call((1,))])[0].outcome

    assert isinstance(outcome, NotRun)
    assert outcome.is_ours


def test_file_that_is_slow_to_load_is_loaded_once_for_all_its_functions(
    box: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grader.execution.sandbox._SLOW_SECONDS", 0.0)
    load(box, "import os\ndef f(x): return os.getpid()\ndef g(x): return os.getpid()")

    processes = {run.outcome for name in ("f", "g") for run in box.run(name, [Call((x,)) for x in range(3)])}

    assert len(processes) == 1


def test_functions_do_not_share_a_process(box: Sandbox) -> None:
    load(box, "import os\ndef f(x): return os.getpid()\ndef g(x): return os.getpid()")

    assert box.run("f", [Call((1,))])[0].outcome != box.run("g", [Call((1,))])[0].outcome


def test_file_that_loads_only_the_first_time_is_given_up_soon(box: Sandbox) -> None:
    # Each load has its own seed: the first draws 0.13, those after it more than 0.2.
    load(box, "import random, os\ndef f(x): return 1\nif random.random() > 0.14:\n    os._exit(1)")

    outcomes = {run.outcome for run in box.run("f", [Call((x,)) for x in range(50)])}

    assert outcomes == {NotRun(Skip.NOT_LOADED)}


def test_printing_much_in_many_calls_is_no_flood(box: Sandbox) -> None:
    load(box, "def f(x):\n    print('x' * 300_000)\n    return x")

    runs = box.run("f", [Call((x,), public=x < 10) for x in range(20)])

    assert [run.outcome for run in runs] == [Returned(x) for x in range(20)]
    assert all(len(run.printed) < 70_000 for run in runs)
