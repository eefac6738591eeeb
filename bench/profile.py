#!/usr/bin/env python3
"""Where the time of a run goes, function by function, and the same as a flame graph.

    bench/profile.py [--build build/release] [--batch BATCH] [--out profile] [--seed 7] [--rate 97]

Samples `mangping run --jobs 1` on BATCH (default: one generated dossier) with Linux perf, prints the functions that most
time passes through, and writes OUT/flame.svg (open in a browser; hover for names and shares) and OUT/stacks.folded (one
stack a line, for any other tool). Needs perf (apt-get install linux-perf) and the right to sample.

Instructions of single kernels, which do not depend on how busy the machine is, are counted by bench/instructions.py."""
import argparse
import collections
import html
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile


PAGE = "recipe::process_page"


def readable(frame):
    """`cv::resize` for `0000a1 cv::resize(cv::_InputArray const&, …)`."""
    name = re.sub(r"^\s*[0-9a-f]+ ", "", frame).strip()
    name = name.replace("(anonymous namespace)::", "").replace("mangping::", "")
    name = re.sub(r"std::_Function_handler<.*", "std::function", name)
    return re.sub(r"\(.*|<.*", "", name)


def stacks_of(script):
    """Counter of stacks, outermost function first."""
    out = collections.Counter()
    for sample in script.split("\n\n"):
        lines = [line for line in sample.split("\n") if line.strip()]
        frames = [readable(line) for line in lines[1:] if "[unknown]" not in line]
        frames.reverse()
        # perf keeps the last 16 KiB of a stack, so that its beginning may be missing: pages begin with their own.
        begin = frames.index(PAGE) if PAGE in frames else None
        frames = frames[begin:] if begin is not None else ["around the pages", *frames]
        if len(frames) > 1:
            out[tuple(frames)] += 1
    return out


def print_shares(stacks, most):
    total, through, own = sum(stacks.values()), collections.Counter(), collections.Counter()
    for stack, count in stacks.items():
        own[stack[-1]] += count
        for frame in set(stack):
            through[frame] += count
    print(f"{total} samples\n\n through     own")
    for name, count in through.most_common(most):
        print(f"{100 * count / total:7.1f}% {100 * own[name] / total:6.1f}%  {name[:100]}")


def tree_of(stacks):
    root = [0, {}]
    for stack, count in stacks.items():
        node = root
        node[0] += count
        for frame in stack:
            node = node[1].setdefault(frame, [0, {}])
            node[0] += count
    return root


def flame(stacks, path):
    """Boxes as wide as their share, callers below what they call."""
    width, row, least = 1400, 17, 0.0007
    root = tree_of(stacks)
    boxes, deepest = [], 0

    def lay(node, name, x, depth):
        nonlocal deepest
        share = node[0] / root[0]
        if share < least:
            return
        deepest = max(deepest, depth)
        boxes.append((x, depth, share, name))
        for child in sorted(node[1]):
            lay(node[1][child], child, x, depth + 1)
            x += node[1][child][0] / root[0]

    lay(root, "all", 0.0, 0)
    height = (deepest + 1) * row
    with open(path, "w") as f:
        f.write(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11">\n')
        for x, depth, share, name in boxes:
            hue = 20 + sum(map(ord, name)) % 35
            shown = name if len(name) * 6 < share * width else ""
            f.write(f'<g><title>{html.escape(name)} {100 * share:.1f} %</title>'
                    f'<rect x="{x * width:.1f}" y="{height - (depth + 1) * row}" width="{share * width:.1f}" height="{row - 1}" '
                    f'fill="hsl({hue} 80% 65%)"/><text x="{x * width + 3:.1f}" y="{height - depth * row - 5}">{html.escape(shown)}</text></g>\n')
        f.write("</svg>\n")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--build", type=pathlib.Path, default=pathlib.Path("build/release"))
    arguments.add_argument("--batch", type=pathlib.Path)
    arguments.add_argument("--out", type=pathlib.Path, default=pathlib.Path("profile"))
    arguments.add_argument("--seed", type=int, default=7)
    arguments.add_argument("--rate", type=int, default=97)
    arguments.add_argument("--most", type=int, default=50)
    a = arguments.parse_args()
    if not shutil.which("perf"):
        sys.exit("perf is missing: apt-get install linux-perf")
    with tempfile.TemporaryDirectory() as t:
        work = pathlib.Path(t)
        if a.batch is None:
            a.batch = work / "batch"
            subprocess.run([str(a.build / "tests/support/synthetic/cli/mangping-synth"), "--out", str(a.batch), "--truth",
                            str(work / "truth"), "--dossiers", "1", "--seed", str(a.seed), "--difficulty", "mixed"],
                           check=True, stdout=subprocess.DEVNULL)
        record = subprocess.run(["perf", "record", "-F", str(a.rate), "--call-graph", "dwarf,16384", "-o", str(work / "perf.data"),
                                 str(a.build / "mangping"), "run", str(a.batch), "--out", str(work / "out"), "--jobs", "1"],
                                capture_output=True, text=True)
        if record.returncode != 0:
            sys.exit("perf record failed: " + record.stderr[-400:])
        script = subprocess.run(["perf", "script", "-i", str(work / "perf.data"), "--no-inline", "-F", "comm,ip,sym"],
                                capture_output=True, text=True, check=True).stdout
    stacks = stacks_of(script)
    a.out.mkdir(parents=True, exist_ok=True)
    with open(a.out / "stacks.folded", "w") as f:
        for stack, count in sorted(stacks.items()):
            f.write(";".join(stack) + f" {count}\n")
    flame(stacks, a.out / "flame.svg")
    print_shares(stacks, a.most)
    print(f"\n{a.out / 'flame.svg'}")


if __name__ == "__main__":
    main()
