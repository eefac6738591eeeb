"""How characters are spelt in codes, and spellings for characters that a model does not know.

The models spell a Han character with one code for each part, in writing order: codes of the first place, of the second,
and so on, 25 each. For a new one we take its parts from Cangjie as Unihan has it (kCangjie), and for each part the code
that the known characters with this part at this place mostly have, so that what the network knows of parts carries over;
where a spelling is taken, the next likely one. Signs get a code of their own.
"""
import bz2
import itertools
import struct
from collections import Counter, defaultdict

UNIHAN = "/usr/share/unicode/Unihan_DictionaryLikeData.txt.bz2"
PLACES = 4


def read_characters(part):
    lines = part.decode().split("\n")
    return [line.split(" ")[0] for line in lines[1:] if line]


def read_spelling(part):
    (count,), at, out = struct.unpack_from("<I", part), 4, []
    for _ in range(count):
        n = struct.unpack_from("<I", part, at + 1)[0]
        out.append(struct.unpack_from(f"<{n}i", part, at + 5))
        at += 5 + 4 * n
    return out


def cangjie():
    out = {}
    for line in bz2.open(UNIHAN, "rt", encoding="utf-8"):
        fields = line.rstrip("\n").split("\t")
        if len(fields) == 3 and fields[1] == "kCangjie":
            out[chr(int(fields[0][2:], 16))] = fields[2]
    return out


def extended(characters, spelling, wanted, first_own):
    """The characters of `wanted` that are not known, with spellings, and how many codes of their own they add; the
    first of those is `first_own`."""
    known = {c: s for c, s in zip(characters, spelling) if len(c) == 1}
    taken = set(spelling)
    parts = cangjie()
    likely = [defaultdict(Counter) for _ in range(PLACES)]
    used = [Counter() for _ in range(PLACES)]
    for c, s in known.items():
        if len(s) > 1 and c in parts:
            for place, code in enumerate(s[:PLACES]):
                used[place][code] += 1
                letters = parts[c]
                # The last part is the last part however many there are.
                letter = letters[0] if place == 0 else letters[min(place, len(letters) - 1)]
                likely[place][letter][code] += 1
    new, own = [], 0
    for c in wanted:
        if c in known:
            continue
        if c not in parts or not "\u3400" <= c <= "\u9fff":
            new.append((c, (first_own + own,)))
            own += 1
            continue
        letters = parts[c]
        ranked = [[code for code, _ in (likely[p][letters[min(p, len(letters) - 1)]] + used[p]).most_common(12)]
                  for p in range(PLACES)]
        tried = sorted(itertools.product(range(12), repeat=PLACES), key=sum)
        spelt = next(s for s in (tuple(ranked[p][r[p]] for p in range(PLACES)) for r in tried) if s not in taken)
        taken.add(spelt)
        new.append((c, spelt))
    return new, own


def write_characters(part, new):
    """Without the remarks, which are a third of the table."""
    lines = [line.split("\t")[0] for line in part.decode().split("\n") if line]
    pattern = next(line for line in lines if line.startswith("一 "))
    lines += [pattern.replace("一", c) for c, _ in new]
    lines[0] = str(len(lines) - 1)
    return ("\n".join(lines) + "\n").encode()


def write_spelling(part, new):
    count = struct.unpack_from("<I", part)[0]
    out = struct.pack("<I", count + len(new)) + part[4:]
    for _, codes in new:
        out += struct.pack(f"<bI{len(codes)}i", 1, len(codes), *codes)
    return out
