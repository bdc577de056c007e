#!/usr/bin/env python3
"""Draws the packages' icon, docs/images/icon.png: a plane that a tree of two conditions cuts into three regions.

Nothing but Python's standard library; the same bytes each time.
"""
import struct
import zlib
from pathlib import Path

SIZE = 128
SAMPLES = 4  # in each direction, in each pixel

PAPER, INK = (250, 250, 247), (28, 42, 66)
REGIONS = [(61, 108, 173), (238, 163, 59), (94, 158, 117)]
ROUNDING = 24


def inside_card(x, y):
    dx = max(ROUNDING - x, x - (SIZE - ROUNDING), 0)
    dy = max(ROUNDING - y, y - (SIZE - ROUNDING), 0)
    return dx * dx + dy * dy <= ROUNDING * ROUNDING


def colour(x, y):
    """The colour and opacity at a point, in pixels from the upper left corner."""
    if not inside_card(x, y):
        return (0, 0, 0, 0)
    first = (x - 78) + 0.42 * (y - 64)  # the first condition: a line across the whole card
    second = (y - 70) - 0.55 * (x - 40)  # the second one, only where the first is negative
    width = 3.2
    if abs(first) < width * 1.08 or (first < 0 and abs(second) < width * 1.14):
        return (*PAPER, 255)
    if not 8 <= x <= SIZE - 8 or not 8 <= y <= SIZE - 8:
        return (*INK, 255)
    region = 2 if first >= 0 else 1 if second >= 0 else 0
    return (*REGIONS[region], 255)


def pixel(column, row):
    """The mean over a pixel; colours count as much as they cover."""
    step = 1 / SAMPLES
    points = [
        colour(column + (i + 0.5) * step, row + (j + 0.5) * step)
        for i in range(SAMPLES)
        for j in range(SAMPLES)
    ]
    opaque = sum(p[3] for p in points)
    if opaque == 0:
        return bytes(4)
    return bytes([round(sum(p[c] * p[3] for p in points) / opaque) for c in range(3)] + [round(opaque / len(points))])


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def main():
    rows = b"".join(b"\0" + b"".join(pixel(c, r) for c in range(SIZE)) for r in range(SIZE))
    header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    path = Path(__file__).resolve().parent.parent / "docs" / "images" / "icon.png"
    path.write_bytes(png)
    print(f"{path}: {len(png)} bytes")


if __name__ == "__main__":
    main()
