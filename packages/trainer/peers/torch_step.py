"""mini-Xception in PyTorch as its users write it (eager); a peer of `npm run bench -- engine`.

Argument: `channels_last` or `contiguous`, the memory format. Reads a line `train SIZE STEPS` or `infer SIZE STEPS` on
standard input, answers with the seconds that it took.
"""

import sys
import time

import torch
from torch import nn

BATCH, CLASSES = 32, 5
FORMAT = torch.channels_last if sys.argv[1] == "channels_last" else torch.contiguous_format


class Separable(nn.Sequential):
    def __init__(self, inputs, outputs):
        super().__init__(
            nn.BatchNorm2d(inputs, eps=1e-3, momentum=0.01),
            nn.ReLU(),
            nn.Conv2d(inputs, inputs, 3, padding=1, groups=inputs, bias=False),
            nn.Conv2d(inputs, outputs, 1, bias=False),
        )


class Block(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.body = nn.Sequential(
            Separable(inputs, outputs), Separable(outputs, outputs), nn.MaxPool2d(3, stride=2, padding=1)
        )
        self.projection = nn.Conv2d(inputs, outputs, 1, stride=2, bias=False)

    def forward(self, x):
        return self.body(x) + self.projection(x)


def mini_xception():
    sizes = [32, 32, 64, 128, 256, 512]
    blocks = [Block(a, b) for a, b in zip(sizes, sizes[1:])]
    head = [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.5), nn.Linear(512, CLASSES)]
    return nn.Sequential(nn.Conv2d(3, 32, 5, bias=False), *blocks, *head).to(memory_format=FORMAT)


def open_size(size):
    model = mini_xception()
    images = torch.randint(0, 256, (BATCH, 3, size, size), dtype=torch.uint8)
    return model, torch.optim.Adam(model.parameters(), 1e-3), images.to(memory_format=FORMAT)


models = {}
labels = torch.arange(BATCH) % CLASSES
loss_of = nn.CrossEntropyLoss()
print("ready", torch.__version__, flush=True)
for line in sys.stdin:
    what, size, steps = line.split()
    if size not in models:
        models[size] = open_size(int(size))
    model, optimizer, images = models[size]
    start = time.perf_counter()
    if what == "train":
        model.train()
        for _ in range(int(steps)):
            optimizer.zero_grad()
            loss = loss_of(model(images.float() / 255), labels)
            loss.backward()
            optimizer.step()
            loss.item()
    else:
        model.eval()
        with torch.inference_mode():
            for _ in range(int(steps)):
                model(images.float() / 255).numpy()
    print(time.perf_counter() - start, flush=True)
