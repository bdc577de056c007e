"""Makes the PNG files that PngReaderTests reads: written by Pillow where it can write the kind, else by zlib from the specification.

Every image is 5 wide and 3 high (adam7: 9×10), and its samples follow formulas that the test repeats.
Run in this folder:  python3 make_png_fixtures.py
"""
import struct
import zlib
from pathlib import Path

from PIL import Image

FOLDER = Path(__file__).parent / "Fixtures"
W, H = 5, 3


def sample(x, y, c, top):
    """The sample of a channel: different everywhere, from 0 to top."""
    return (x * 37 + y * 91 + c * 53 + 11) * (4099 if top > 255 else 1) % (top + 1)


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width, height, depth, colour, rows, interlace=0, before=b""):
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace)
    data = zlib.compress(rows)
    middle = len(data) // 2
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"tEXt", b"Comment\0ignored") + before
            + chunk(b"IDAT", data[:middle]) + chunk(b"IDAT", data[middle:]) + chunk(b"IEND", b""))


def packed(values, depth):
    if depth == 16:
        return b"".join(struct.pack(">H", v) for v in values)
    bits = "".join(format(v, f"0{depth}b") for v in values)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))


def filtered(rows, step):
    """Each row with another filter: none, sub, up, average, paeth, none, ..."""
    result, above = b"", bytes(len(rows[0]))
    for y, row in enumerate(rows):
        kind, line = y % 5, bytearray()
        for i, value in enumerate(row):
            left = row[i - step] if i >= step else 0
            up = above[i]
            corner = above[i - step] if i >= step else 0
            guess = left + up - corner
            nearest = min((abs(guess - p), k, p) for k, p in enumerate((left, up, corner)))[2]
            line.append((value - (0, left, up, (left + up) // 2, nearest)[kind]) % 256)
        result += bytes([kind]) + bytes(line)
        above = row
    return result


def by_hand(name, depth, colour, channels, before=b""):
    top = (1 << depth) - 1
    rows = [packed([sample(x, y, c, top) for x in range(W) for c in range(channels)], depth) for y in range(H)]
    (FOLDER / name).write_bytes(png(W, H, depth, colour, filtered(rows, max(1, channels * depth // 8)), before=before))


def by_pillow(name, mode, channels):
    image = Image.new(mode, (W, H))
    for y in range(H):
        for x in range(W):
            values = tuple(sample(x, y, c, 255) for c in range(channels))
            image.putpixel((x, y), values if channels > 1 else values[0])
    image.save(FOLDER / name)


def interlaced():
    """RGB of 9×10 pixels in the seven passes of Adam7."""
    rows = b""
    for left, top, dx, dy in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)):
        lines = [bytes(sample(x, y, c, 255) for x in range(left, 9, dx) for c in range(3)) for y in range(top, 10, dy)]
        if lines and lines[0]:
            rows += filtered(lines, 3)
    (FOLDER / "adam7.png").write_bytes(png(9, 10, 8, 2, rows, interlace=1))


FOLDER.mkdir(exist_ok=True)
by_pillow("grey8.png", "L", 1)
by_pillow("grey-alpha8.png", "LA", 2)
by_pillow("rgb8.png", "RGB", 3)
by_pillow("rgba8.png", "RGBA", 4)
palette = Image.new("P", (W, H))
palette.putpalette([sample(i, 0, c, 255) for i in range(16) for c in range(3)])
for y in range(H):
    for x in range(W):
        palette.putpixel((x, y), sample(x, y, 0, 15))
palette.save(FOLDER / "palette.png", transparency=bytes([0, 100, 200]))
for depth in (1, 2, 4, 16):
    by_hand(f"grey{depth}.png", depth, 0, 1)
by_hand("rgb16.png", 16, 2, 3)
by_hand("rgba16.png", 16, 6, 4)
by_hand("grey-key2.png", 2, 0, 1, before=chunk(b"tRNS", struct.pack(">H", sample(1, 1, 0, 3))))
interlaced()
