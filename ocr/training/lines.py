"""Batches of drawn lines, read from mangping-lines through a pipe."""
import queue
import subprocess
import threading
from dataclasses import dataclass

import numpy as np
import torch

WEARS = ["clean", "scan", "photo", "fax", "seal", "hand"]
HEIGHT = 48
EM = 33  # px of the type in it, as ocr/lines scales lines
SPREAD = 0.6  # how much size and place vary: ocr/lines finds them, but not exactly
BLOT_SHARE = 0.05  # of the lines: marks that are no text, which a reader must not read
BAND_SHARE = 0.05  # of the lines: rings of seals unrolled
SHORT_SHARE = 0.2  # of the lines: a value and nothing behind it, where a last thin stroke is easily lost
AHEAD = 8  # batches read before they are asked for
AHEAD_BYTES = 1 << 20  # drawn by each process before they are read


@dataclass
class Batch:
    pictures: torch.Tensor  # (N, HEIGHT + 2, width + 2), int8, -127..127
    texts: list
    wears: list


def han(c):
    return c > "\u2e7f"


class LineStream:
    """Lines `first`, `first` + 1, … of `seed`: the same lines whenever they are asked for."""

    def __init__(self, tool, charset, seed, first=0, lines=0, jobs=1, width=480, held_out=False, dossier_share=0.5,
                 favour=None, favour_share=0.0):
        command = [tool, "--charset", charset, "--seed", str(seed), "--width", str(width), "--height", str(HEIGHT)]
        command += ["--em", str(EM), "--step", str(jobs)]
        command += ["--spread", str(SPREAD)]
        if not held_out:
            command += ["--blot-share", str(BLOT_SHARE), "--band-share", str(BAND_SHARE)]
            command += ["--short-share", str(SHORT_SHARE)]
        if favour:
            command += ["--favour", favour, "--favour-share", str(favour_share)]
        command += ["--dossier-share", str(dossier_share)] + (["--held-out"] if held_out else [])
        # Processes, not threads: cairo and fontconfig lock, and 16 threads drew no more than one. They take turns, so
        # each must be able to draw ahead.
        def drawing(k):
            own = ["--from", str(first + k)] + (["--lines", str(lines - k)] if lines else [])
            return subprocess.Popen(command + own, stdout=subprocess.PIPE, bufsize=AHEAD_BYTES, pipesize=AHEAD_BYTES)

        self.processes = [drawing(k) for k in range(min(jobs, lines or jobs))]
        self.turn = 0

    def close(self):
        for process in self.processes:
            process.stdout.close()
            process.wait()

    def record(self):
        pipe = self.processes[self.turn % len(self.processes)].stdout
        self.turn += 1
        head = pipe.read(8)
        if len(head) < 8:
            return None
        width, glyphs = np.frombuffer(head, "<u2", 2)
        body = pipe.read(int(glyphs) * 4 + (HEIGHT + 2) * (int(width) + 2))
        text = ""
        for value in np.frombuffer(body, "<u4", int(glyphs)).tolist():
            c = chr(value & 0x7FFFFFFF)
            # Beside Han a space is not said: there it is spacing like any other.
            if value >> 31 and text and not han(text[-1]) and not han(c):
                text += " "
            text += c
        picture = np.frombuffer(body, np.int8, offset=int(glyphs) * 4).reshape(HEIGHT + 2, int(width) + 2)
        return picture, text, WEARS[head[4]]

    def ahead(self, size):
        """Batches of `size` without end, read by a thread of their own."""
        ready = queue.Queue(AHEAD)

        def fill():
            while (batch := self.batch(size)) is not None:
                ready.put(batch)
            ready.put(None)

        threading.Thread(target=fill, daemon=True).start()
        while (batch := ready.get()) is not None:
            yield batch

    def batch(self, size):
        """None at the stream's end."""
        records = []
        while len(records) < size and (record := self.record()) is not None:
            records.append(record)
        if not records:
            return None
        pictures, texts, wears = zip(*records)
        return Batch(torch.from_numpy(np.stack(pictures)), list(texts), list(wears))
