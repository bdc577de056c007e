"""Images per second when PyTorch trains 2CONV with Adam on batches of 64, as `dotnet run -c Release --project tests/Benchmarks -- conv` measures it."""

import time

import torch
from torch import nn

BATCH_ROWS = 64
REPETITIONS = 5


def measure(threads: int) -> float:
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    network = nn.Sequential(
        nn.Conv2d(1, 32, 5, padding="same"), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 5, padding="same"), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(64 * 7 * 7, 512), nn.ReLU(), nn.Linear(512, 10))
    adam = torch.optim.Adam(network.parameters(), lr=1e-3)
    images = torch.rand(BATCH_ROWS, 1, 28, 28)
    labels = torch.arange(BATCH_ROWS) % 10
    best = 0.0
    for repetition in range(REPETITIONS + 1):
        start = time.perf_counter()
        steps = 0
        while time.perf_counter() - start < 2:
            adam.zero_grad()
            nn.functional.cross_entropy(network(images), labels).backward()
            adam.step()
            steps += 1
        if repetition > 0:
            best = max(best, steps * BATCH_ROWS / (time.perf_counter() - start))
    return best


print(f"PyTorch {torch.__version__}: 2CONV on 28x28, batches of 64, Adam: images per second, the best of {REPETITIONS} runs of 2 s")
for threads in (1, 2):
    print(f"{threads} thread(s): {measure(threads):,.0f} images/s")
