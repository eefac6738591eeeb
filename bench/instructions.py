#!/usr/bin/env python3
"""Instructions of the hot kernels, counted by valgrind: they do not depend on how busy the machine is.

    bench/instructions.py [--build build/release] [KERNEL …]

Each kernel runs once and twice; the difference is one run, less what making its input takes. Where OpenCV
has the same, it is counted beside. valgrind knows AVX2 and not AVX-512: kernels that choose by what the machine can do
are counted in their AVX2 form. Needs `kernels` built (bench/kernels) and valgrind (apt-get install valgrind)."""
import argparse
import pathlib
import re
import shutil
import subprocess
import sys

# What makes the input of the kernels that begin so.
INPUTS = {"average-colour": "nothing-colour", "turn-colour": "nothing-colour", "average-grey": "nothing-grey",
          "turn-grey": "nothing-grey", "connect": "nothing-blots"}


def counted(kernels, name, times):
    done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", str(kernels), name, str(times)],
                          capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or not found:
        sys.exit(f"{name}: valgrind failed: {done.stderr[-300:]}")
    return int(found.group(1))


def once(kernels, name):
    return counted(kernels, name, 2) - counted(kernels, name, 1)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("kernel", nargs="*")
    arguments.add_argument("--build", type=pathlib.Path, default=pathlib.Path("build/release"))
    a = arguments.parse_args()
    if not shutil.which("valgrind"):
        sys.exit("valgrind is missing: apt-get install valgrind")
    kernels = a.build / "bench/kernels/kernels"
    names = a.kernel or [n for n in subprocess.run([str(kernels)], capture_output=True, text=True, check=True).stdout.split()
                         if not n.startswith("nothing") and not n.endswith("-opencv")]
    inputs = {}
    print(f"{'kernel':16} {'Minstr':>9} {'OpenCV':>9}  of")
    for name in names:
        source = INPUTS.get(name)
        if source and source not in inputs:
            inputs[source] = once(kernels, source)
        less = inputs.get(source, 0)
        ours = once(kernels, name) - less
        theirs = f"{(once(kernels, name + '-opencv') - less) / 1e6:9.1f}" if source else " " * 9
        print(f"{name:16} {ours / 1e6:9.1f} {theirs}  {'a megapixel' if source else '8 lines of 1200 px'}", flush=True)


if __name__ == "__main__":
    main()
