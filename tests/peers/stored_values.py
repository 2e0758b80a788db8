"""Columns, rows and the stored values of a DICOM image, as numbers in a line."""

import sys

import pydicom

data = pydicom.dcmread(sys.argv[1])
size = data.Rows * data.Columns
width = data.BitsAllocated // 8
order = "little" if data.is_little_endian else "big"
pixels = data.PixelData[: size * width]
values = [int.from_bytes(pixels[at : at + width], order) for at in range(0, size * width, width)]
print(data.Columns, data.Rows, *values)
