"""The best candidates of many, compiled: bounds, tiles in float32, exact sums.

In: the arrays of `PairVectors` and `Tiles`. Out: who is chosen, and with what exact
scores, best first. Needs numba (the extra ``speed``); `matcher.pairs.search.best_k`
does without where it is missing, with the same results. Functions release the
interpreter lock, so threads share work.
All stand in one file: numba keeps compiled code until the file itself changes.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from matcher.pairs.search.kept_code import compiled

Array = npt.NDArray[Any]
Arrays = tuple[Array, ...]

NEVER, DONE = np.float32(-3e38), np.float32(-np.inf)
"""Below every score, and below that."""
GRID = 1e10
"""Scores are rounded to this fraction of 1: ten to the power of `DECIMALS`."""
N_FIRST = 8
"""So many tiles with the highest bounds come first: they settle what is good enough."""


@compiled
def best_of_rows(
    owners: Arrays,
    candidates: Arrays,
    added: Arrays,
    tiles: Arrays,
    margins: Array,
    intercept: float,
    one_registry: bool,
    chosen: Array,
    scores: Array,
) -> int:
    """Fill in the best candidates of some owners of lists.

    Parameters
    ----------
    owners, candidates : tuple of arrays
        Starts, columns and values of the left, then of the right encodings, then rows.
        Candidates stand in the order of the tiles.
    added : tuple of arrays
        Starts, candidates and values of what history adds for each owner.
    tiles : tuple of arrays
        Starts, line, values, highest and lowest of `Tiles`.
    margins : float32 array of shape (n_owners,)
    intercept : float
    one_registry : bool
    chosen : int64 array of shape (n_owners, k)
        Filled with candidates, best first, ties by id; -1 where there are no more.
    scores : float64 array of shape (n_owners, k)
        Filled with exact scores; ``-inf`` where there are no more.

    Returns
    -------
    int
        How many times an owner was multiplied with a tile.
    """
    starts, line, values, highest, lowest = tiles
    added_starts, added_to, added_values = added
    k, n_tiles, width = chosen.shape[1], len(line), values.shape[1]
    n_candidates = len(candidates[6])
    single = owners[2].astype(np.float32)
    n_full = max(4 * k, 256)
    # Never more than what is full, one more tile and what history names.
    kept = np.empty(n_full + width + most_in_a_row(added_starts), np.int64)
    rough = np.empty(len(kept), np.float32)
    bound = np.empty(n_tiles, np.float32)
    sums = np.empty(width, np.float32)
    n_longest = most_in_a_row(owners[0])
    met = np.empty(n_longest + 3, np.int64)
    factors = np.empty(n_longest + 3, np.float32)
    written = np.zeros((2, line.shape[1]))
    extra, named = np.zeros(n_candidates), np.full(n_candidates, -1, np.int64)
    n_multiplied = 0
    for i in range(len(owners[6])):
        own_row = owners[6][i] if one_registry else -1
        columns = owners[1][owners[0][i] : owners[0][i + 1]]
        row = single[owners[0][i] : owners[0][i + 1]]
        write_out(owners, i, written, 1.0)
        slack = np.float32(2.0) * margins[i]
        n_kept = 0
        for stored in range(added_starts[i], added_starts[i + 1]):
            j = added_to[stored]
            named[j], extra[j] = i, added_values[stored]
            if extra[j] > -np.inf and candidates[6][j] != own_row:
                kept[n_kept] = j
                rough[n_kept] = extra[j] + product(own_row, j, candidates, written)
                n_kept += 1
        cut = kth_largest(rough[:n_kept].copy(), k) if n_kept >= k else NEVER
        bounds_of_row(columns, row, highest, lowest, bound)
        for visit in range(N_FIRST + n_tiles):
            first = visit < N_FIRST
            tile = np.argmax(bound) if first else visit - N_FIRST
            if bound[tile] < cut - slack:
                continue
            bound[tile] = DONE
            n_multiplied += 1
            multiply(columns, row, line[tile], starts[tile], values, met, factors, sums)
            if not reaches(sums, cut - slack):
                continue
            begin = tile * width
            for j in range(begin, min(begin + width, n_candidates)):
                good = sums[j - begin] >= cut - slack and named[j] != i
                if good and candidates[6][j] != own_row:
                    kept[n_kept] = j
                    rough[n_kept] = sums[j - begin]
                    n_kept += 1
            if n_kept >= n_full or (first and n_kept >= k):
                cut = kth_largest(rough[:n_kept].copy(), k)
                n_kept = drop_below(cut - slack, kept, rough, n_kept)
            if n_kept >= n_full:  # too close for float32 to tell apart
                n_kept = exactly_best(
                    kept[:n_kept], own_row, candidates, written, extra, intercept,
                    chosen[i], scores[i],
                )  # fmt: skip
                for rank in range(n_kept):
                    kept[rank] = chosen[i, rank]
                    rough[rank] = scores[i, rank] - intercept
        if n_kept > k:
            cut = kth_largest(rough[:n_kept].copy(), k)
            n_kept = drop_below(cut - slack, kept, rough, n_kept)
        exactly_best(
            kept[:n_kept], own_row, candidates, written, extra, intercept,
            chosen[i], scores[i],
        )  # fmt: skip
        for stored in range(added_starts[i], added_starts[i + 1]):
            extra[added_to[stored]] = 0.0
        write_out(owners, i, written, 0.0)
    return n_multiplied


@compiled
def most_in_a_row(starts: Array) -> int:
    """How many values the longest of some sparse rows holds."""
    most = 0
    for row in range(len(starts) - 1):
        most = max(most, starts[row + 1] - starts[row])
    return most


@compiled
def write_out(rows: Arrays, i: int, written: Array, factor: float) -> None:
    """Write both encodings of a row out with their zeros, or zeros back over them."""
    for stored in range(rows[0][i], rows[0][i + 1]):
        written[0, rows[1][stored]] = factor * rows[2][stored]
    for stored in range(rows[3][i], rows[3][i + 1]):
        written[1, rows[4][stored]] = factor * rows[5][stored]


@compiled
def bounds_of_row(
    columns: Array, row: Array, highest: Array, lowest: Array, bound: Array
) -> None:
    """The most that a row can score with any candidate of each tile."""
    bound[:] = 0.0
    for stored in range(len(row)):
        value = row[stored]
        extreme = highest[columns[stored]] if value > 0 else lowest[columns[stored]]
        for tile in range(len(bound)):
            bound[tile] += value * extreme[tile]


@compiled
def multiply(
    columns: Array, row: Array, line: Array, start: int, values: Array,
    met: Array, factors: Array, sums: Array,
) -> None:  # fmt: skip
    """Scores of a row with all candidates of one tile, in float32.

    The lines of the columns that both use are gathered first, without a branch, then
    four of them are added at a time: the sums travel to memory a quarter as often.
    """
    n_met = 0
    for stored in range(len(row)):
        inside = line[columns[stored]]
        met[n_met], factors[n_met] = start + inside, row[stored]
        n_met += inside >= 0
    sums[:] = 0.0
    met[n_met : n_met + 3], factors[n_met : n_met + 3] = start, 0.0
    for first in range(0, n_met, 4):
        a, b = factors[first], factors[first + 1]
        c, d = factors[first + 2], factors[first + 3]
        one, two = values[met[first]], values[met[first + 1]]
        three, four = values[met[first + 2]], values[met[first + 3]]
        for j in range(len(sums)):
            sums[j] += (a * one[j] + b * two[j]) + (c * three[j] + d * four[j])


@compiled
def reaches(sums: Array, least: float) -> bool:
    """Whether any score is high enough; counted, since counting vectorises."""
    n_high = 0
    for j in range(len(sums)):
        n_high += sums[j] >= least
    return n_high > 0


@compiled
def kth_largest(numbers: Array, k: int) -> float:
    """The k-th largest number, by quickselect; moves the numbers about."""
    first, last, wanted = 0, len(numbers) - 1, k - 1
    while first < last:
        pivot = numbers[(first + last) // 2]
        i, j = first, last
        while i <= j:
            while numbers[i] > pivot:
                i += 1
            while numbers[j] < pivot:
                j -= 1
            if i <= j:
                numbers[i], numbers[j] = numbers[j], numbers[i]
                i += 1
                j -= 1
        if wanted <= j:
            last = j
        elif wanted >= i:
            first = i
        else:
            break
    found: float = numbers[wanted]
    return found


@compiled
def drop_below(least: float, kept: Array, rough: Array, n_kept: int) -> int:
    """Leave out candidates whose rough score is too low; how many stay."""
    n_left = 0
    for i in range(n_kept):
        if rough[i] >= least:
            kept[n_left], rough[n_left] = kept[i], rough[i]
            n_left += 1
    return n_left


@compiled
def product(own_row: int, j: int, candidates: Arrays, written: Array) -> float:
    """Inner product in float64, one number added after the other in column order.

    The left encoding of the lower row meets the right one of the higher, so that both
    ways round give the same bits.
    """
    if own_row > candidates[6][j]:
        return summed(candidates[0], candidates[1], candidates[2], j, written[1])
    return summed(candidates[3], candidates[4], candidates[5], j, written[0])


@compiled
def summed(starts: Array, columns: Array, values: Array, j: int, ours: Array) -> float:
    """Inner product of one sparse row and one that is written out."""
    total = 0.0
    for stored in range(starts[j], starts[j + 1]):
        total += values[stored] * ours[np.uint32(columns[stored])]
    return total


@compiled
def exactly_best(
    some: Array, own_row: int, candidates: Arrays, written: Array, extra: Array,
    intercept: float, chosen: Array, scores: Array,
) -> int:  # fmt: skip
    """Fill in the best of some candidates by exact score, ties by id; how many."""
    exact = np.empty(len(some))
    for i in range(len(some)):
        j = some[i]
        total = product(own_row, j, candidates, written) + extra[j]
        exact[i] = np.rint((intercept + total) * GRID) / GRID
    put_in_order(some, exact, candidates[6])
    n_best = min(len(some), len(chosen))
    for rank in range(len(chosen)):
        chosen[rank] = some[rank] if rank < n_best else -1
        scores[rank] = exact[rank] if rank < n_best else -np.inf
    return n_best


@compiled
def put_in_order(some: Array, exact: Array, rows: Array) -> None:
    """Sort candidates by exact score, best first, ties by id."""
    # Shell's sort: numba would take seconds to compile what numpy sorts with.
    gap = len(some) // 2
    while gap > 0:
        for i in range(gap, len(some)):
            one, score, place = some[i], exact[i], i
            while place >= gap:
                before = place - gap
                is_lower = rows[some[before]] < rows[one]
                if exact[before] > score or (exact[before] == score and is_lower):
                    break
                some[place], exact[place] = some[before], exact[before]
                place = before
            some[place], exact[place] = one, score
        gap = 1 if gap == 2 else gap * 5 // 11
