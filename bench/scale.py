#!/usr/bin/env python3
"""How the cost of a job grows: pages of a dossier, dossiers of a batch, rounds, pages in the ledger.

    bench/scale.py [--build build/release] [--most 5000] [--seed 7] [--ledger 1000000] [--parts dossier,growth,rounds]

Two things are measured apart. What a page costs is measured on a generated dossier of every kind, with one job and with
two, and in a second round in which one attachment has changed (part `dossier`). What grows around the pages (plan,
ledger, order, tables, dossier.pdf) is measured on light pages, blank sheets of a thumbnail's size in as many different
files as wanted, up to --most pages (part `growth`), and in rounds and with a full ledger (part `rounds`): pages of a real
dossier would take hours and hide it. A line through the light runs' CPU gives seconds a page and a dossier; the
rest it leaves is printed, so that growth faster than linear shows. Then the cost of larger jobs on this machine is
extrapolated: pages times what a page costs, plus what grows. Wall times and what two jobs gain mean something on a
quiet machine only, so the load average is printed first; CPU times bear more. Nothing is kept. Needs mangping and
mangping-synth built, and python3-pil."""
import argparse
import io
import json
import os
import pathlib
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

try:
    from PIL import Image
except ImportError:
    sys.exit("python3-pil is missing: apt-get install python3-pil")


def run(mangping, batch, out, jobs=2):
    """(wall seconds, CPU seconds, peak MiB) of one `mangping run`."""
    begin, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen([str(mangping), "run", str(batch), "--out", str(out), "--jobs", str(jobs)],
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit("mangping run failed: " + said[-400:])
    return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def commented(jpeg, number):
    """The same picture as another file: a comment after the start of image."""
    text = f"{number:012d}".encode()
    return jpeg[:2] + b"\xff\xfe" + (len(text) + 2).to_bytes(2, "big") + text + jpeg[2:]


class Light:
    """Batches of light pages made after one generated dossier."""

    def __init__(self, dossier):
        self.declared = json.loads((dossier / "dossier.json").read_text())
        sheet = io.BytesIO()
        Image.new("L", (142, 200), 250).save(sheet, "JPEG", dpi=(17, 17))
        self.jpeg = sheet.getvalue()
        self.made = 0

    def batch(self, folder, dossiers, pages):
        for d in range(dossiers):
            here = folder / f"D{d:06d}"
            (here / "other").mkdir(parents=True)
            declared = json.loads(json.dumps(self.declared))
            files = []
            for p in range(pages):
                self.made += 1
                name = f"other/{p}.jpg"
                (here / name).write_bytes(commented(self.jpeg, self.made))
                files.append({"file": name, "kind": "other"})
            drop_attachments(declared)
            declared["other"] = {"attachments": files}
            (here / "dossier.json").write_text(json.dumps(declared, ensure_ascii=False))


def drop_attachments(node):
    if isinstance(node, dict):
        if "attachments" in node:
            node["attachments"] = []
        for value in node.values():
            drop_attachments(value)
    elif isinstance(node, list):
        for value in node:
            drop_attachments(value)


def solve(rows, wanted):
    """Least squares for wanted = rows * x by the normal equations, Gauss without pivoting on so few columns."""
    n = len(rows[0])
    a = [[sum(r[i] * r[j] for r in rows) for j in range(n)] + [sum(r[i] * w for r, w in zip(rows, wanted))] for i in range(n)]
    for i in range(n):
        for j in range(n):
            if j != i:
                share = a[j][i] / a[i][i]
                a[j] = [x - share * y for x, y in zip(a[j], a[i])]
    return [a[i][n] / a[i][i] for i in range(n)]


def real_dossier(mangping, batch, work):
    one, two = run(mangping, batch, work / "one", 1), run(mangping, batch, work / "two", 2)
    with sqlite3.connect(work / "two/.mangping/ledger.sqlite") as ledger:
        pages = sum(len(json.loads(r[0]) or []) for r in ledger.execute("select pages from dossier"))
    print(f"a generated dossier of {pages} pages: one job {one[0]:.1f} s ({one[1] / pages:.2f} CPU s a page, {one[2]:.0f} MiB), "
          f"two jobs {two[0]:.1f} s ({one[0] / two[0]:.2f}x, {two[1] / one[1]:.2f}x the CPU, {two[2]:.0f} MiB)", flush=True)
    file = sorted((batch / "D0001/other").glob("*.jpg"))[0]
    file.write_bytes(commented(file.read_bytes(), 1))
    again, same = run(mangping, batch, work / "two", 2), run(mangping, batch, work / "two", 2)
    print(f"second round, one attachment changed: {again[0]:.2f} s, {100 * again[0] / two[0]:.1f} % of the first "
          f"({again[1]:.2f} CPU s, {100 * again[1] / two[1]:.1f} % of its CPU); nothing changed: {same[0]:.2f} s ({same[1]:.2f} CPU s)",
          flush=True)
    return one[1] / pages


def light_runs(mangping, light, work, most):
    print("\nlight pages    dossiers  pages each   wall s   CPU s  peak MiB  ms a page  batch.html MiB")
    plans = [(1, 50), (1, 400), (1, 1600), (10, 20), (40, 20)] + [(max(1, most // 25), 25)]
    rows, spent = [], []
    for dossiers, pages in plans:
        batch, out = work / "light", work / "light-out"
        light.batch(batch, dossiers, pages)
        seconds, cpu, peak = run(mangping, batch, out)
        html = (out / "batch.html").stat().st_size / 2**20
        print(f"{dossiers * pages:12d} {dossiers:10d} {pages:11d} {seconds:8.1f} {cpu:7.1f} {peak:9.0f} "
              f"{1000 * cpu / dossiers / pages:10.1f} {html:10.2f}", flush=True)
        rows.append([1.0, dossiers, dossiers * pages])
        spent.append(cpu)
        shutil.rmtree(batch)
        shutil.rmtree(out)
    start, dossier, page = solve(rows, spent)
    worst = max(abs(w - start - dossier * r[1] - page * r[2]) / w for r, w in zip(rows, spent))
    print(f"fit: {start:.2f} CPU s + {1000 * dossier:.1f} ms a dossier + {1000 * page:.2f} ms a light page; off by at most {100 * worst:.0f} %")
    return dossier


def rounds(mangping, light, work):
    batch, out = work / "rounds", work / "rounds-out"
    light.batch(batch, 10, 40)
    times = [run(mangping, batch, out)[1]]
    for _ in range(3):
        for d in sorted(batch.iterdir()):
            light.made += 1
            (d / "other/0.jpg").write_bytes(commented(light.jpeg, light.made))
        times.append(run(mangping, batch, out)[1])
    print("\nrounds of 10 dossiers of 40 light pages, one attachment of each changed, CPU: " +
          ", ".join(f"{t:.2f} s" for t in times), flush=True)
    return batch, out


def full_ledger(mangping, light, batch, out, wanted):
    """The ledger filled up with pages nobody asks for, as years of batches would leave it."""
    file = out / ".mangping/ledger.sqlite"
    before = run(mangping, batch, out)[1]
    with sqlite3.connect(file) as ledger:
        row = ledger.execute("select outcome, blob, width_px, height_px, width, height from page limit 1").fetchone()
        ledger.executemany("insert into page values (?, ?, ?, ?, ?, ?, ?)",
                           ((f"{i:064x}", *row) for i in range(wanted)))
        ledger.commit()
        ledger.execute("pragma wal_checkpoint(truncate)")
    ledger.close()
    same = run(mangping, batch, out)[1]
    for d in sorted(batch.iterdir()):
        light.made += 1
        (d / "other/0.jpg").write_bytes(commented(light.jpeg, light.made))
    changed = run(mangping, batch, out)[1]
    print(f"ledger of {wanted} pages more ({file.stat().st_size / 2**20:.0f} MiB): nothing changed {same:.2f} CPU s "
          f"(before {before:.2f}), ten pages changed {changed:.2f}", flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--build", type=pathlib.Path, default=pathlib.Path("build/release"))
    arguments.add_argument("--most", type=int, default=5000)
    arguments.add_argument("--seed", type=int, default=7)
    arguments.add_argument("--ledger", type=int, default=1_000_000)
    arguments.add_argument("--parts", default="dossier,growth,rounds")
    a = arguments.parse_args()
    parts = a.parts.split(",")
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)
    with tempfile.TemporaryDirectory() as t:
        work = pathlib.Path(t)
        subprocess.run([str(a.build / "tests/support/synthetic/cli/mangping-synth"), "--out", str(work / "batch"), "--truth",
                        str(work / "truth"), "--dossiers", "1", "--seed", str(a.seed), "--difficulty", "mixed"],
                       check=True, stdout=subprocess.DEVNULL)
        light = Light(work / "batch/D0001")
        mangping = a.build / "mangping"
        cpu_page = real_dossier(mangping, work / "batch", work) if "dossier" in parts else None
        dossier = light_runs(mangping, light, work, a.most) if "growth" in parts else None
        if "rounds" in parts:
            full_ledger(mangping, light, *rounds(mangping, light, work), a.ledger)
        if cpu_page is None or dossier is None:
            return
        print("\nextrapolated to dossiers of 35 pages of every kind")
        for dossiers in (1, 100, 1_000, 100_000):
            seconds = dossiers * (35 * cpu_page + dossier)
            print(f"{dossiers:8d} dossiers: {seconds / 3600:10.2f} CPU h")


if __name__ == "__main__":
    main()
