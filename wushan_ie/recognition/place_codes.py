"""Which place a name means: its chain of parents and its division code, decided inside one document.

A name the table knows once is that place. Namesakes are told apart by the places that the document names for certain,
its publisher among them: 官渡镇 in a bulletin of 巫山县 is 重庆市巫山县官渡镇; without such evidence it has no code.
Places that the table does not know take the parents that the document itself gives them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wushan_ie.recognition.place_parts import Part
from wushan_ie.recognition.place_table import COUNTY, PREFECTURE, TOWNSHIP, VILLAGE, PlaceTable, level_of, padded

Chain = tuple[Part, ...]


class Gazetteer:
    """What one document says about its places; ``evidence`` are the chains in its publisher and header.

    The code of a village is that of the division above it: the table ends at townships.
    """

    def __init__(self, table: PlaceTable, chains: Sequence[Chain], evidence: Sequence[Chain]) -> None:
        self._table = table
        told = [*evidence, *chains]
        self._aliases = _aliases(table, told)
        single = [options[0] for options in map(self._options, told) if len(options) == 1]
        certain = [code for code in single if level_of(code) < TOWNSHIP]
        self._context = {outer for code in certain for outer in [*table.ancestors(code), code]}
        self._has_unlisted = any(
            part.how == "form" and part.level <= COUNTY and not self._codes(part) for chain in told for part in chain
        )
        self._parents = self._read_parents(told)
        self._home = self._read_home(told)
        self._resolved: dict[tuple[str, ...], tuple[str, str | None]] = {}

    def resolve(self, chain: Chain) -> tuple[str, str | None]:
        """Return the full name and the code, None where namesakes stay or the table does not know the place."""
        key = tuple(part.full for part in chain)
        if key not in self._resolved:
            self._resolved[key] = self._resolve(chain)
        return self._resolved[key]

    def _resolve(self, chain: Chain) -> tuple[str, str | None]:
        for length in range(len(chain), 0, -1):
            code = self._decide(chain[:length])
            if code is not None:
                rest = chain[length:]
                name = self._table.path(code) + "".join(map(self._full, rest))
                return name, padded(code) if all(part.level >= VILLAGE for part in rest) else None
        own = "".join(map(self._full, chain))
        above = self._parents.get(self._full(chain[0])) or self._above_unlisted(chain[0])
        if not above:
            return own, None
        parent, code = self.resolve(above)
        return parent + own, code if all(part.level >= VILLAGE for part in chain) else None

    def _above_unlisted(self, part: Part) -> Chain | None:
        """Return the document's only county, for a place below it that is listed nowhere else."""
        home = self._home
        if home is None or part.level < TOWNSHIP or self._full(home[-1]) == self._full(part):
            return None
        return home if not self._codes(part) or not self._codes(home[-1]) else None

    def _full(self, part: Part) -> str:
        return self._aliases.get(part.full, part.full)

    def _codes(self, part: Part) -> tuple[str, ...]:
        return () if part.level >= VILLAGE else self._table.codes.get(self._full(part), ())

    def _options(self, chain: Sequence[Part]) -> list[str]:
        """Return the codes of the innermost part that agree with all parts before it."""
        options = list(self._codes(chain[-1]))
        for part in chain[:-1]:
            above = self._codes(part)
            options = [code for code in options if any(code.startswith(outer) for outer in above)]
        return options

    def _decide(self, chain: Chain) -> str | None:
        options = self._options(chain)
        if len(chain) == 1 and (above := self._parents.get(self._full(chain[0]))):
            outer = self.resolve(above)[1]
            options = [code for code in options if outer is not None and _lies_in(code, outer)]
        if not options:
            return None
        is_lone_township = len(chain) == 1 and level_of(options[0]) == TOWNSHIP
        if len(options) == 1 and not is_lone_township:
            return options[0]
        depths = [self._depth(code) for code in options]
        best = max(depths)
        if is_lone_township and self._has_unlisted and best < COUNTY:
            return None  # an unlisted county may have a township of that name
        if best == 0:
            return options[0] if len(options) == 1 and not self._context else None
        return options[depths.index(best)] if depths.count(best) == 1 else None

    def _depth(self, code: str) -> int:
        """Return the deepest level at which a place the document names for certain shares its parent with ``code``."""
        above = [*self._table.ancestors(code), code]
        return max((level_of(outer) for outer in above if outer in self._context), default=0)

    def _read_parents(self, chains: Iterable[Chain]) -> dict[str, Chain]:
        """Map a name to the chain before it: 枫树村 to 江西|抚川市|临溪区|桐埠镇.

        Of two parents the inner one counts when the outer holds it, else none.
        """
        found: dict[str, list[Chain]] = {}
        for chain in chains:
            for index in range(1, len(chain)):
                found.setdefault(self._full(chain[index]), []).append(chain[:index])
        parents: dict[str, Chain] = {}
        for name, chains_above in found.items():
            inner = max(chains_above, key=lambda above: (above[-1].level, len(above)))
            nearest = {self._full(above[-1]) for above in chains_above if above[-1].level == inner[-1].level}
            if len(nearest) == 1:
                parents[name] = inner
        return parents

    def _read_home(self, chains: Iterable[Chain]) -> Chain | None:
        """Return the chain of the only county, or else of the only city, that the document names."""
        named: dict[int, dict[str, Chain]] = {PREFECTURE: {}, COUNTY: {}}
        for chain in chains:
            for index, part in enumerate(chain):
                if part.level in named:
                    name, known = self._full(part), named[part.level]
                    if len(known.get(name, ())) <= index:
                        known[name] = chain[: index + 1]
        for level in (COUNTY, PREFECTURE):
            if named[level]:
                return next(iter(named[level].values())) if len(named[level]) == 1 else None
        return None


def _aliases(table: PlaceTable, chains: Iterable[Chain]) -> dict[str, str]:
    """Map the short name of an autonomous division to the one the document writes out: 怀北县 to 怀北侗族自治县."""
    aliases: dict[str, str] = {}
    for chain in chains:
        for part in chain:
            if "族" in part.full or "自治" in part.full:
                stem, unit = table.words.split_unit(part.full)
                if unit and stem + unit != part.full:
                    aliases.setdefault(stem + unit, part.full)
    return aliases


def _lies_in(code: str, outer: str) -> bool:
    """Whether ``code`` lies in the division with the padded code ``outer``.

    >>> _lies_in("500237222", "500000"), _lies_in("500237222", "500237"), _lies_in("500237222", "510000")
    (True, True, False)
    """
    width = 9 if len(outer) == 9 else 6 if outer[4:] != "00" else 4 if outer[2:] != "0000" else 2
    return code.startswith(outer[:width])
