"""Evaluate a tree in a world: names by what the world says they are, derivatives exactly."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from grader.maths import values
from grader.maths.derivations.ellipses import filled, repeated
from grader.maths.derivations.entries import entry, is_column, kronecker
from grader.maths.derivations.folding import fold, folded, indices_of, is_random, repeated_letter
from grader.maths.derivations.names import name_of
from grader.maths.derivations.rates import primed, rate_of
from grader.maths.derivations.scene import (
    BEFORE,
    BROADCAST,
    EINSTEIN,
    ENTRYWISE,
    EVALUATORS,
    MEND_IDENTITY,
    SAMPLES,
    SINGLE_BARS,
    STEEPEST,
    Definition,
    Scene,
    index_value,
    value_at,
)
from grader.maths.derivations.tree import (
    Application,
    Bars,
    Dots,
    Factors,
    Folded,
    Indexed,
    Limit,
    Numeral,
    Raised,
    Rate,
    Ratio,
    Slope,
    Superscripted,
    Symbol,
    Terms,
    Transposed,
    Tree,
    is_zero,
)
from grader.maths.values import OPERATORS, PRODUCTS, NotUnderstood, Value, value_of
from grader.maths.worlds import slope


def evaluate(scene: Scene, tree: Tree) -> Value:
    """The value of a tree; raises IllTyped or NotUnderstood."""
    return value_at(scene, tree)


def _numeral(scene: Scene, tree: Numeral) -> Value:
    return value_of(tree.value)


def _symbol(scene: Scene, tree: Symbol) -> Value:
    name = scene.world.resolve(tree.name)
    if BEFORE in scene.readings:
        name = scene.world.before.get(name, name)
    name = _other_value(scene, name, tree.name)
    if name in scene.bound:
        return value_of(float(scene.bound[name]))
    if tree.name in scene.definitions:
        definition = scene.definitions[tree.name]
        return evaluate(scene, definition.body)
    found = scene.world.values.get(name)
    if found is not None:
        return found
    if name in scene.world.indices:
        return value_of(float(scene.world.indices[name]))
    raise NotUnderstood(f"the unknown name '{tree.name}'")


def _other_value(scene: Scene, name: str, written: str = "") -> str:
    """What a name, as it was `written` or resolved, means under the readings that are its own."""
    for reading in scene.readings & scene.world.other_values.keys():
        others = scene.world.other_values[reading]
        name = others.get(written, others.get(name, (name,)))[0]
    return name


def _indexed(scene: Scene, tree: Indexed) -> Value:
    world = scene.world
    base = name_of(tree.base)
    full = _other_value(scene, world.resolve(f"{base}_{tree.spelling}"))
    if tree.spelling in scene.bound and full == world.resolve(base) and is_column(world.values.get(full)):
        full = ""  # a letter that a sum runs over counts entries, whatever it means elsewhere
    if isinstance(tree.base, Numeral):
        return evaluate(scene, tree.base)
    if len(tree.indices) == 1 and isinstance(tree.indices[0], Indexed):
        whole = f"{base}_{name_of(tree.indices[0].base)}"  # the mean of x_i is an entry of that of x
        if world.resolve(whole) in world.values:
            return entry(scene, world.values[world.resolve(whole)], tree.indices[0].indices)
    if SAMPLES in scene.readings and tree.indices and is_random(world.values.get(world.resolve(base))):
        sampled = world.values[world.resolve(base)]
        return entry(scene, sampled, indices_of(tree)[1:]) if len(indices_of(tree)) > 1 else sampled
    for own in (f"{base}_{tree.spelling}", full):
        if own in scene.definitions:
            return evaluate(scene, scene.definitions[own].body)
    if base in scene.definitions and scene.definitions[base].index and len(tree.indices) == 1:
        definition = scene.definitions[base]
        step = index_value(scene, tree.indices[0])
        inner = replace(scene, bound={**scene.bound, definition.index: step}, shift=0)
        return evaluate(inner, definition.body)
    if base in scene.definitions and tree.indices and not scene.definitions[base].parameters:
        vector = evaluate(scene, scene.definitions[base].body)
        if vector.shape[1] > 1:
            return entry(scene, vector, tree.indices)  # of a vector that the answer has defined
    root = world.resolve(base)
    if root in world.sequences and tree.indices:
        step = index_value(scene, tree.indices[0])
        found = world.values.get(f"{root}_{step}")
        if found is None:
            raise NotUnderstood(f"the step {step} of '{base}'")
        return entry(scene, found, tree.indices[1:]) if len(tree.indices) > 1 else found
    if full in world.values:
        return world.values[full]
    if base == "I" and len(indices_of(tree)) == 1 and full not in world.values and "I" in world.values:
        return world.values["I"]
    if root in world.values and (root not in world.opaque):
        return entry(scene, evaluate(scene, tree.base), tree.indices)
    if not base and tree.indices:
        return entry(scene, evaluate(scene, tree.base), tree.indices)
    if f"the {full}" in world.values:
        return world.values[f"the {full}"]
    if base == "delta" and tree.indices and root not in world.values:
        return kronecker(scene, tree)
    if isinstance(tree.base, Indexed) and tree.indices:
        return entry(scene, evaluate(scene, tree.base), tree.indices)
    if base == "e" and len(tree.indices) == 1 and "I" in world.values:
        column = index_value(scene, tree.indices[0]) - 1
        return world.values["I"][:, :, column : column + 1]  # a unit vector
    raise NotUnderstood(f"the unknown name '{base}_{tree.spelling}'")


def _superscripted(scene: Scene, tree: Superscripted) -> Value:
    full = scene.world.resolve(name_of(tree))
    if full in scene.world.values:
        return scene.world.values[full]
    is_sampled = SAMPLES in scene.readings and is_random(
        scene.world.values.get(scene.world.resolve(name_of(tree.base)))
    )
    if (name_of(tree.base) in scene.world.opaque or is_sampled) and tree.spelling.startswith("("):
        return evaluate(scene, tree.base)  # of which example it is
    raise NotUnderstood(f"the superscript '{tree.spelling}'")


def _slope(scene: Scene, tree: Slope) -> Value:
    """A slope without its argument: at the place that the world's default argument says."""
    if name_of(tree.function) in scene.world.opaque:
        return evaluate(scene, primed(scene, tree))
    if isinstance(tree.function, Symbol) and tree.function.name not in scene.world.elementwise:
        return values.transpose(evaluate(scene, tree.function))  # W'W
    if not scene.world.default_argument or not isinstance(tree.function, Symbol):
        raise NotUnderstood("a derivative of a function at no point")
    argument = scene.world.values[_default_argument(scene)]
    return _sloped(scene, tree, argument)


def _default_argument(scene: Scene) -> str:
    """Where a slope without an argument is taken: in a product over the steps, at each of them."""
    name = scene.world.default_argument
    root = name.rpartition("_")[0]
    if "t" not in scene.bound or root not in scene.world.sequences:
        return name
    step = f"{root}_{scene.bound['t'] - 1}"
    return step if step in scene.world.values else name


def _sloped(scene: Scene, tree: Slope, argument: Value) -> Value:
    name = name_of(tree.function)
    if name not in scene.world.elementwise:
        raise NotUnderstood(f"the derivative of '{name}'")
    found = slope(scene.world, name, argument)
    if (tree.differential or "slope-matrix" in scene.readings) and not values.is_scalar(found):
        return values.diagonal(found)
    return found


def _application(scene: Scene, tree: Application) -> Value:
    function = tree.function
    if isinstance(function, Slope):
        return _sloped(scene, function, evaluate(scene, tree.arguments[0]))
    name = name_of(function)
    own = _own_meant(scene, function)
    if own is not None:
        return _own_function(scene, *own, tree.arguments)
    if name == "d" and len(tree.arguments) == 1:
        # the differential of a formula: its derivative times the change of the variable
        slopes = evaluate(scene, Rate(tree.arguments[0], None))
        change = scene.world.values[f"d {scene.world.default_variable}"]
        return values.multiply(slopes if slopes.shape[2] > 1 else values.transpose(slopes), change)
    arguments = [evaluate(scene, argument) for argument in tree.arguments]
    if name in scene.world.elementwise and len(arguments) == 1:
        with np.errstate(all="ignore"):
            result: Value = scene.world.elementwise[name](arguments[0])
        return result
    if name == "norm" and len(tree.arguments) == 2 and tree.arguments[1] == Numeral(2.0):
        arguments = arguments[:1]  # as libraries have it, the order behind a comma
    if name in ("Cov", "cov") and len(arguments) == 2:
        return values.covariance(*arguments)
    if name in PRODUCTS and len(arguments) == 2:
        product: Value = PRODUCTS[name](*arguments)
        return product
    if name in OPERATORS and len(arguments) == 1:
        operated: Value = OPERATORS[name](arguments[0])
        return operated
    raise NotUnderstood(f"the function '{name}'")


def _own_meant(scene: Scene, function: Tree) -> tuple[Definition, Scene] | None:
    """What the answer has defined a function to be, and where: ``F_{t-1}`` is ``F_t`` a step before."""
    own = scene.definitions.get(name_of(function))
    if own is not None or not isinstance(function, Indexed) or len(function.indices) != 1:
        return None if own is None else (own, scene)
    own = scene.definitions.get(name_of(function.base))
    if own is None or not own.parameters:
        return None
    step = {own.index: index_value(scene, function.indices[0])} if own.index else {}
    return own, replace(scene, bound={**scene.bound, **step}, shift=0)


def _own_function(scene: Scene, own: Definition, where: Scene, arguments: tuple[Tree, ...]) -> Value:
    """A function that the answer has defined, at its arguments."""
    if len(arguments) != len(own.parameters):
        raise NotUnderstood("another number of arguments")
    world, definitions = scene.world, dict(scene.definitions)
    for parameter, argument in zip(own.parameters, arguments, strict=True):
        world = world.imposing(world.resolve(parameter), evaluate(scene, argument))
        definitions.pop(parameter, None)
    return evaluate(replace(where, world=world, definitions=definitions), own.body)


def _terms(scene: Scene, tree: Terms) -> Value:
    listed = [term for _, term in tree.terms]
    if any(isinstance(term, Dots) for term in listed):
        if any(sign < 0 for sign, _ in tree.terms):
            raise NotUnderstood("dots in a difference")
        return fold(values.add, [evaluate(inner, term) for inner, term in filled(scene, listed)])
    total: Value | None = None
    for sign, term in tree.terms:
        if is_zero(term) and len(tree.terms) > 1:
            continue
        value = evaluate(scene, term)
        value = value if sign > 0 else -value
        if total is None:
            total = value
            continue
        mend, broadcast = MEND_IDENTITY in scene.readings, BROADCAST in scene.readings
        total = values.add(total, value, mend=mend, broadcast=broadcast)
    return total if total is not None else value_of(0.0)


def _summed(scene: Scene, tree: Tree) -> Value | None:
    """The sum over a letter that stands twice, where that is how it is read; None where none does."""
    if EINSTEIN not in scene.readings or SAMPLES in scene.readings:
        return None
    letter = repeated_letter(scene.world, tree, scene.bound)
    return evaluate(scene, Folded("sum", letter, None, None, tree)) if letter else None


def _factors(scene: Scene, tree: Factors) -> Value:
    if (total := _summed(scene, tree)) is not None:
        return total
    if any(isinstance(factor, Dots) for factor in tree.factors):
        equal = repeated(scene, tree)
        if equal is not None:
            return values.power(evaluate(scene, equal), value_of(float(scene.world.indices["T"])))
        if isinstance(tree.factors[-1], Dots):
            raise NotUnderstood("a product that does not say where it ends")
        return fold(values.multiply, [evaluate(inner, each) for inner, each in filled(scene, tree.factors)])
    operation = values.entrywise if tree.entrywise else values.multiply
    found = [evaluate(scene, factor) for factor in tree.factors]
    if tree.dotted:
        return _dotted(found, tree.dotted)
    return fold(operation, found)


def _dotted(found: list[Value], dotted: frozenset[int]) -> Value:
    """The product from left to right; of two columns joined by a dot, the inner product."""
    total = found[0]
    for place, value in enumerate(found[1:], start=1):
        alike = total.shape[1:] == value.shape[1:]  # one of them may be random
        is_inner = place in dotted and alike and value.shape[1] > 1 == value.shape[2]
        total = values.multiply(values.transpose(total) if is_inner else total, value)
    return total


def _ratio(scene: Scene, tree: Ratio) -> Value:
    return values.divide(evaluate(scene, tree.numerator), evaluate(scene, tree.denominator))


def _raised(scene: Scene, tree: Raised) -> Value:
    if tree.base == Symbol("e") and tree.exponent not in (Symbol("T"), Numeral(2.0)) and _is_euler(scene):
        exponential: Value = OPERATORS["exp"](evaluate(scene, tree.exponent))
        return exponential
    if (total := _summed(scene, tree)) is not None:
        return total
    base = evaluate(scene, tree.base)
    if tree.exponent == Numeral(2.0) and base.shape[1] > 1 == base.shape[2]:
        square: Value = base * base
        return square if ENTRYWISE in scene.readings else square.sum(axis=1, keepdims=True)
    if tree.exponent == Symbol("T") and not values.is_scalar(base) and "power" not in scene.readings:
        return values.transpose(base)
    if not values.is_scalar(base) and 1 in base.shape[1:]:
        raise NotUnderstood("a power of a vector")
    return values.power(base, evaluate(scene, tree.exponent))


def _is_euler(scene: Scene) -> bool:
    """Whether the letter e, raised, is the number, and nothing that the world or the answer calls so."""
    own = scene.definitions.get("e")
    return (own is None or own.supposed) and "e" not in scene.world.values


def _transposed(scene: Scene, tree: Transposed) -> Value:
    operand = evaluate(scene, tree.operand)
    if values.is_scalar(operand) and "T" in scene.world.indices:
        # a small capital T behind a number raises it
        return values.power(operand, value_of(float(scene.world.indices["T"])))
    return values.transpose(operand)


def _bars(scene: Scene, tree: Bars) -> Value:
    operand = tree.operand
    if isinstance(operand, Raised) and tree.order == "2":
        # text recognition turns ||u||^2 into ||u^2||: a vector has no square
        base = evaluate(scene, operand.base)
        if not values.is_scalar(base) and 1 in base.shape[1:] and operand.exponent == Numeral(2.0):
            return values.power(values.norm(base), value_of(2.0))
    if STEEPEST in scene.readings and isinstance(operand, Slope):
        steepest = scene.world.steepest.get(name_of(operand.function), np.nan)
        if not np.isnan(steepest):
            return value_of(steepest)
    value = evaluate(scene, operand)
    is_matrix = not values.is_scalar(value) and 1 not in value.shape[1:]
    if tree.order == "" and is_matrix and SINGLE_BARS not in scene.readings:
        raise NotUnderstood("single bars round a matrix")
    return values.norm(value, tree.order or "2")


def _limit(scene: Scene, tree: Limit) -> Value:
    if tree.index not in scene.world.indices:
        raise NotUnderstood(f"a limit in '{tree.index}'")
    return evaluate(replace(scene, world=scene.world.later), tree.body)


def _dots(scene: Scene, tree: Dots) -> Value:
    raise NotUnderstood("dots")


EVALUATORS.update(
    {
        Numeral: _numeral,
        Symbol: _symbol,
        Indexed: _indexed,
        Superscripted: _superscripted,
        Slope: _slope,
        Application: _application,
        Terms: _terms,
        Factors: _factors,
        Ratio: _ratio,
        Raised: _raised,
        Transposed: _transposed,
        Bars: _bars,
        Rate: rate_of,
        Folded: folded,
        Limit: _limit,
        Dots: _dots,
    }
)
