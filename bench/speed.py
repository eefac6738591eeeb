#!/usr/bin/env python3
"""Whole jobs on the same generated pages in one run: mangping, the tesseract command, ocrmypdf.

    bench/speed.py [--build build/release] [--dossiers 2] [--repeats 5] [--seed 7]

Prints pages a second (median, minimum, maximum), the ratio of medians to mangping, peak resident memory of the largest
process tree sampled, mangping's time per stage (p50, p95), and what `mangping check` does alone. Needs mangping and
mangping-synth built; what a peer needs (tesseract-ocr-chi-sim, ocrmypdf, python3-pil) is said when it is missing. Every
program gets two jobs."""
import argparse
import csv
import importlib.util
import json
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time


def tree_rss(pid):
    """Resident bytes of a process and all below it, from /proc."""
    children, total = {}, 0
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            with open(f"/proc/{entry}/stat") as f:
                fields = f.read().rsplit(")", 1)[1].split()
            children.setdefault(int(fields[1]), []).append((int(entry), int(fields[21]) * os.sysconf("SC_PAGE_SIZE")))
        except OSError:
            continue
    todo = [pid]
    while todo:
        for child, rss in children.get(todo.pop(), []):
            total += rss
            todo.append(child)
    return total


def timed(job):
    """(seconds, peak bytes) of job(), a function that starts and waits for processes."""
    peak, over = [0], threading.Event()

    def watch():
        while not over.wait(0.05):
            peak[0] = max(peak[0], tree_rss(os.getpid()))

    watcher = threading.Thread(target=watch)
    watcher.start()
    begin = time.monotonic()
    job()
    seconds = time.monotonic() - begin
    over.set()
    watcher.join()
    return seconds, peak[0]


def sh(command, env=None):
    done = subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return done.returncode, done.stderr.decode(errors="replace")


def two_at_a_time(commands, env):
    running = []
    for command in commands:
        running.append(subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        while len([p for p in running if p.poll() is None]) >= 2:
            time.sleep(0.005)
    for process in running:
        process.wait()


def page_pictures(batch, folder):
    """Every page of the batch as one picture, the way a user would hand it to an OCR program."""
    pages = []
    for dossier in sorted(p for p in batch.iterdir() if (p / "dossier.json").exists()):
        for file in sorted(p for p in dossier.rglob("*") if p.suffix in (".jpg", ".pdf")):
            if file.suffix == ".jpg":
                pages.append(file)
                continue
            stem = folder / f"{dossier.name}-{len(pages)}"
            sh(["pdftoppm", "-r", "200", "-jpeg", str(file), str(stem)])
            pages += sorted(folder.glob(stem.name + "-*.jpg"))
    return pages


def pdf_of(pages, path):
    from PIL import Image
    pictures = [Image.open(p).convert("RGB") for p in pages]
    pictures[0].save(path, save_all=True, append_images=pictures[1:], resolution=200, quality=90)


def stages(file):
    spent = {}
    with open(file) as f:
        for row in csv.DictReader(f):
            spent.setdefault(row["stage"], []).append(float(row["ms"]))
    return spent


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def cpu_of(command):
    """CPU seconds of a command that runs to its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def print_check(mangping, batch, pages, repeats):
    """`mangping check` alone: pages a second of one core, and the slowest pages, each in a run of its own less the start."""
    files = [str(p) for p in sorted(batch.rglob("*")) if p.suffix in (".jpg", ".pdf")]
    rates = [pages / cpu_of([mangping, "check", *files]) for _ in range(repeats)]
    start = min(cpu_of([mangping, "check", "/nowhere.jpg"]) for _ in range(5))
    each = [cpu_of([mangping, "check", f]) - start for f in files if f.endswith(".jpg")]
    print(f"\ncheck alone: {statistics.median(rates):.2f} pages/s a core ({min(rates):.2f} to {max(rates):.2f}); "
          f"jpg pages p50 {percentile(each, .5):.2f} s, p95 {percentile(each, .95):.2f} s")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--build", type=pathlib.Path, default=pathlib.Path("build/release"))
    arguments.add_argument("--dossiers", type=int, default=2)
    arguments.add_argument("--repeats", type=int, default=5)
    arguments.add_argument("--seed", type=int, default=7)
    arguments.add_argument("--json", type=pathlib.Path)
    a = arguments.parse_args()
    if not importlib.util.find_spec("PIL"):
        sys.exit(f"{sys.executable} has no PIL: apt-get install python3-pil, and run this with /usr/bin/python3")
    if not shutil.which("ocrmypdf"):
        sys.exit("ocrmypdf is missing: apt-get install ocrmypdf python3-pil")
    env = dict(os.environ, OMP_THREAD_LIMIT="1")
    with tempfile.TemporaryDirectory() as t:
        work = pathlib.Path(t)
        batch = work / "batch"
        code, said = sh([str(a.build / "tests/support/synthetic/cli/mangping-synth"), "--out", str(batch), "--truth", str(work / "truth"),
                         "--dossiers", str(a.dossiers), "--seed", str(a.seed), "--difficulty", "mixed"])
        if code != 0:
            sys.exit("mangping-synth failed: " + said)
        pages = page_pictures(batch, work)
        pdf_of(pages, work / "all.pdf")
        print(f"{len(pages)} pages of {a.dossiers} generated dossiers, {a.repeats} repeats, 2 jobs each")
        jobs = {
            "mangping run": lambda: (shutil.rmtree(work / "out", ignore_errors=True),
                                     sh([str(a.build / "mangping"), "run", str(batch), "--out", str(work / "out"), "--jobs", "2",
                                         "--stages", str(work / "stages.csv")])),
            "tesseract": lambda: two_at_a_time([["tesseract", str(p), str(work / "t"), "-l", "chi_sim"] for p in pages], env),
            "ocrmypdf": lambda: sh(["ocrmypdf", "--rotate-pages", "--deskew", "-l", "chi_sim", "--jobs", "2",
                                    str(work / "all.pdf"), str(work / "ocr.pdf")]),
        }
        results = {name: [] for name in jobs}
        for _ in range(a.repeats):  # interleaved, so that a noisy minute hits all
            for name, job in jobs.items():
                results[name].append(timed(job))
        rate = {n: [len(pages) / s for s, _ in r] for n, r in results.items()}
        ours = statistics.median(rate["mangping run"])
        print(f"{'':14} {'pages/s':>8} {'min':>6} {'max':>6} {'ours is':>8} {'peak MiB':>9}")
        for name, r in rate.items():
            middle = statistics.median(r)
            peak = max(p for _, p in results[name]) / 2**20
            print(f"{name:14} {middle:8.2f} {min(r):6.2f} {max(r):6.2f} {ours / middle:7.2f}x {peak:9.0f}")
        print("\nstage            p50 ms   p95 ms    share")
        spent = stages(work / "stages.csv")
        total = sum(sum(v) for v in spent.values())
        for stage, v in sorted(spent.items(), key=lambda x: -sum(x[1])):
            print(f"{stage:14} {percentile(v, .5):8.0f} {percentile(v, .95):8.0f} {100 * sum(v) / total:7.1f}%")
        print_check(str(a.build / "mangping"), batch, len(pages), a.repeats)
        if a.json:
            a.json.write_text(json.dumps({"pages": len(pages), "rate": rate, "stages": {k: sum(v) for k, v in spent.items()}}))


if __name__ == "__main__":
    main()
