"""The kinds of check, by the YAML word that names them.

To add one: write ``grader/checks/WORD.py`` with ``class WordParams(Params)``, ``check_word(request)`` and
``WORD = CheckKind("word", WordParams, check_word)``, and list the word here.
"""

from __future__ import annotations

from importlib import import_module

from grader.checks.request import CheckKind, Params

WORDS = ("symbolic", "growth", "tensor", "sequence", "claim", "derivation", "pseudocode", "code")
"""Kinds that judge the write-up, and ``code`` for a check that only code can answer.

Code is judged by `grader.checks.code` for any check that names a function, whatever its kind.
"""


def load_kind(word: str) -> CheckKind[Params]:
    """The kind of that word, imported when first asked for; KeyError where there is none.

    >>> load_kind("tensor").word
    'tensor'
    """
    if word not in WORDS:
        raise KeyError(word)
    kind = getattr(import_module(f"grader.checks.{word}"), word.upper())
    assert isinstance(kind, CheckKind)
    return kind
