"""mini-Xception in PyTorch as its users write it (eager); a peer of `npm run bench -- engine`.

Arguments: side of the images, `channels_last` or `contiguous` (the memory format), number of threads, and `float32` or
`bfloat16` (autocast). Answers each line `train STEPS` or `infer STEPS` with the seconds that it took, after a first step.
"""

import sys
import time

import torch
from torch import nn

BATCH, CLASSES = 32, 5
size, memory_format, threads, precision = sys.argv[1:]
FORMAT = torch.channels_last if memory_format == "channels_last" else torch.contiguous_format
torch.set_num_threads(int(threads))


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


model = mini_xception()
optimizer = torch.optim.Adam(model.parameters(), 1e-3)
images = torch.randint(0, 256, (BATCH, 3, int(size), int(size)), dtype=torch.uint8).to(memory_format=FORMAT)
labels = torch.arange(BATCH) % CLASSES
loss_of = nn.CrossEntropyLoss()


def forward():
    with torch.autocast("cpu", torch.bfloat16, enabled=precision == "bfloat16"):
        return model(images.float() / 255)


def train():
    model.train()
    optimizer.zero_grad()
    loss = loss_of(forward().float(), labels)
    loss.backward()
    optimizer.step()
    loss.item()


@torch.inference_mode()
def infer():
    model.eval()
    forward().float().numpy()


print(f"PyTorch {torch.__version__}, {memory_format}, {precision}", flush=True)
for line in sys.stdin:
    work, steps = line.split()
    step = train if work == "train" else infer
    step()
    start = time.perf_counter()
    for _ in range(int(steps)):
        step()
    print(time.perf_counter() - start, flush=True)
