#!/usr/bin/env python3
"""Generates a batch with its truth, runs mangping on it, and lets an acceptance scorer judge the released pixels.

    bench/accept.py --scorer PATH/score.py [--build build/release] [--dossiers 4] [--seed 11] [--difficulty mixed] [--keep DIR]

The scorer is a program `score.py BATCH TRUTH OUT` (see the specification's acceptance page)."""
import argparse
import pathlib
import subprocess
import sys
import tempfile
import time


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--scorer", type=pathlib.Path, required=True)
    arguments.add_argument("--build", type=pathlib.Path, default=pathlib.Path("build/release"))
    arguments.add_argument("--dossiers", default="4")
    arguments.add_argument("--seed", default="11")
    arguments.add_argument("--difficulty", default="mixed", choices=["clean", "mixed", "hard"])
    arguments.add_argument("--keep", type=pathlib.Path, help="folder for batch, truth and results; else they are removed")
    a, rest = arguments.parse_known_args()
    with tempfile.TemporaryDirectory() as t:
        work = a.keep or pathlib.Path(t)
        batch, truth, out = work / "batch", work / "truth", work / "out"
        subprocess.run([a.build / "tests/support/synthetic/cli/mangping-synth", "--out", batch, "--truth", truth, "--dossiers", a.dossiers, "--seed",
                        a.seed, "--difficulty", a.difficulty], check=True)
        begin = time.monotonic()
        subprocess.run([a.build / "mangping", "run", batch, "--out", out, "--jobs", "2"])
        seconds = time.monotonic() - begin
        sys.exit(subprocess.run([sys.executable, a.scorer, batch, truth, out, "--seconds", f"{seconds:.1f}", *rest]).returncode)


if __name__ == "__main__":
    main()
