"""The line reader's network, its losses and its decoding.

A line of 32 rows goes through strided convolutions down to one row with a frame every 8 px. A frame speaks for two slots
of 4 px each. A slot says whether a character stands there (the gate) and, if so, which (a softmax over the charset). In
CTC's terms P(blank) = 1 - gate and P(c) = gate * softmax(c), so that the softmax, by far the dearest layer, is only
needed where the gate is open.
"""
import torch
from torch import nn
from torch.nn import functional as F

HEIGHT = 32
FRAME_PX = 8
SLOT_PX = 4
FEATURES = 128  # a slot's features, of which the classes are a linear function
WIDTHS = (20, 32, 96, 192)  # channels at 16, 8, 4 and 1 rows; a GPU can afford (32, 64, 128, 256)


def conv(c_in, c_out, kernel, stride=1, padding=1):
    return nn.Sequential(nn.Conv2d(c_in, c_out, kernel, stride, padding, bias=False), nn.BatchNorm2d(c_out))


class Net(nn.Module):
    """Shapes: (N, 1, 32, W) with W a multiple of 8 -> gate (N, W/4), features (N, W/4, FEATURES)."""

    def __init__(self, classes, widths=WIDTHS):
        super().__init__()
        w16, w8, w4, w1 = widths
        self.c1 = conv(1, w16, 3, 2)
        self.c2 = conv(w16, w8, 3, 2)
        self.c3 = conv(w8, w8, 3)
        self.c4 = conv(w8, w4, 3, 2)
        self.c5 = conv(w4, w4, 3)
        self.c6 = conv(w4, w1, (4, 3), 1, (0, 1))
        self.c7 = conv(w1, w1, (1, 3), 1, (0, 1))
        self.slots = nn.Conv2d(w1, 2 * FEATURES, 1)
        self.gate = nn.Conv2d(w1, 2, 1)
        self.classes = nn.Linear(FEATURES, classes)
        nn.init.constant_(self.gate.bias, -1.5)

    def forward(self, x):
        x = F.relu(self.c1(x))
        x = F.relu(self.c2(x))
        x = F.relu(x + self.c3(x))
        x = F.relu(self.c4(x))
        x = F.relu(x + self.c5(x))
        x = F.relu(self.c6(x))
        x = F.relu(x + self.c7(x))
        n, _, _, frames = x.shape
        gate = self.gate(x)[:, :, 0].permute(0, 2, 1).reshape(n, 2 * frames)
        features = self.slots(x)[:, :, 0].permute(0, 2, 1).reshape(n, 2 * frames, FEATURES)
        return gate, features


def frame_loss(net, batch):
    """Cross-entropy where the glyphs are known to stand. Gives (loss, share of glyphs classed rightly)."""
    gate, features = net(batch.pictures)
    gate_loss = F.binary_cross_entropy_with_logits(gate, batch.gate, weight=batch.gate_weight)
    logits = net.classes(features[batch.glyph_line, batch.glyph_slot])
    class_loss = F.cross_entropy(logits, batch.glyph_class)
    right = (logits.detach().argmax(1) == batch.glyph_class).float().mean()
    return class_loss + 5 * gate_loss, right


def ctc_loss(net, batch):
    """Connectionist temporal classification (Graves et al. 2006) with the gate as blank; costs every slot's softmax."""
    gate, features = net(batch.pictures)
    posterior = F.log_softmax(net.classes(features), 2) + F.logsigmoid(gate)[:, :, None]
    posterior = torch.cat([F.logsigmoid(-gate)[:, :, None], posterior], 2).permute(1, 0, 2)
    slots = torch.full((gate.shape[0],), gate.shape[1], dtype=torch.long)
    loss = F.ctc_loss(posterior, batch.glyph_class + 1, slots, batch.lengths, zero_infinity=True)
    return loss, torch.zeros(())


@torch.no_grad()
def read(net, pictures):
    """The best path's classes, a list for every line."""
    gate, features = net(pictures)
    out = []
    for line in range(gate.shape[0]):
        open_slots = (gate[line] > 0).nonzero()[:, 0]
        classes = net.classes(features[line, open_slots]).argmax(1).tolist()
        read_classes, last_slot, last_class = [], -2, -1
        for slot, c in zip(open_slots.tolist(), classes):
            if slot != last_slot + 1 or c != last_class:
                read_classes.append(c)
            last_slot, last_class = slot, c
        out.append(read_classes)
    return out
