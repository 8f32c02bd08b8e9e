"""The shape of ``assignment.yaml`` and of a rubric file: strict, every unknown key an error."""

from __future__ import annotations

from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field

from grader.model.assignment import Evidence, Visibility


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AssignmentFile(_Strict):
    """``assignment.yaml``."""

    title: str
    seed: int = 0
    time_limit_seconds: float = Field(default=600.0, gt=0, le=2400)
    call_seconds: float = Field(default=2.0, gt=0, le=600)
    import_seconds: float = Field(default=10.0, gt=0, le=600)
    packages: list[str] = ["numpy"]
    handout: str = ""
    questions: dict[str, str] = {}


class CheckEntry(_Strict):
    """The keys of a check that every kind shares; the others are the kind's own parameters."""

    points: Decimal = Field(ge=0)
    kind: str
    evidence: list[Evidence] = Field(default=[Evidence.WRITEUP], min_length=1)
    function: str = ""
    output: int | None = None
    confirm: list[Evidence] = []
    outcomes: dict[str, Decimal] = {}
    implies: list[str] = []
    lexicon: str = ""
    """``rubrics/lexicons/NAME.yaml``, whose concepts join the check's own `words`."""


class MistakeEntry(_Strict):
    """A known mistake: points left on each check it spoils, and the words for the student."""

    feedback: str = Field(min_length=1)
    credit: dict[str, Decimal] = {}
    code_credit: dict[str, Decimal] | None = None
    example: str | dict[str, object] | None = None
    """An answer with this mistake: `grader check` proves that it is caught, named, and left its credit."""


class RubricFile(_Strict):
    """``rubrics/<part>.yaml``, its checks not yet split into shared keys and the kind's parameters."""

    part: str
    title: str
    points: Decimal = Field(gt=0)
    symbols: dict[str, str] = {}
    given: list[str] = []
    functions: list[str] = []
    visibility: Visibility = Visibility.VISIBLE
    show_counterexample: bool = False
    checks: dict[str, dict[str, object]] = Field(min_length=1)
    mistakes: dict[str, MistakeEntry] = {}


def json_schema() -> dict[str, object]:
    """The JSON schema of a rubric file, for editors: each kind of check with its own parameters.

    Put ``# yaml-language-server: $schema=PATH/rubric.schema.json`` on a rubric's first line.
    """
    from grader.checks import WORDS, load_kind

    schema = RubricFile.model_json_schema()
    definitions: dict[str, object] = schema.setdefault("$defs", {})
    shared = CheckEntry.model_json_schema(ref_template="#/$defs/{model}")
    definitions.update(shared.pop("$defs", {}))
    choices = []
    for word in WORDS:
        own = load_kind(word).params.model_json_schema(ref_template="#/$defs/{model}")
        definitions.update(own.pop("$defs", {}))
        definitions[word] = {
            "type": "object",
            "description": own.get("description", ""),
            "properties": {**shared["properties"], **own.get("properties", {}), "kind": {"const": word}},
            "required": sorted({*shared["required"], *own.get("required", [])}),
            "additionalProperties": False,
        }
        choices.append({"$ref": f"#/$defs/{word}"})
    schema["properties"]["checks"]["additionalProperties"] = {"oneOf": choices}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
