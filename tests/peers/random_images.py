"""Images of random samples, of every depth that a pixel may have, into a folder.

random_images.py FOLDER SEED: one instance each, all of one series per depth. Values fill the
whole range, so that differences wrap; some rows are constant, some a ramp. Prints rows, columns and
the CRC-32 of the samples as 32-bit floats for each image of floats.
"""

import sys
import zlib

import numpy
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, generate_uid

# Secondary Capture has no restriction of depth that a reader of pixels would ask for.
SOP_CLASS = "1.2.840.10008.5.1.4.1.1.7"
PARAMETRIC_MAP = "1.2.840.10008.5.1.4.1.1.30"
SIZES = [(1, 1), (1, 17), (19, 1), (33, 65)]
DEPTHS = [(8, bits) for bits in range(1, 9)]
DEPTHS += [(16, bits) for bits in range(9, 17)]
DEPTHS += [(32, bits) for bits in (17, 24, 31, 32)]


def samples(random, rows, columns, bits, signed):
    low, high = (-(1 << bits - 1), 1 << bits - 1) if signed else (0, 1 << bits)
    pixels = random.integers(low, high, (rows, columns), dtype="int64")
    if rows > 4:
        pixels[1] = high - 1
        pixels[2] = low
        pixels[3] = low + numpy.arange(columns) % (high - low)
    return pixels


def instance(sop_class, number, series):
    data = Dataset()
    data.SOPClassUID = sop_class
    data.SOPInstanceUID = generate_uid(entropy_srcs=[series, str(number)])
    data.StudyInstanceUID = generate_uid(entropy_srcs=["study"])
    data.SeriesInstanceUID = generate_uid(entropy_srcs=[series])
    data.PatientName, data.PatientID = "Random^Samples", "RANDOM"
    data.PatientBirthDate, data.PatientSex, data.StudyID = "", "O", "1"
    data.StudyDate, data.StudyTime, data.AccessionNumber = "20260101", "120000", ""
    data.ReferringPhysicianName = ""
    data.Modality, data.ConversionType, data.InstanceNumber = "OT", "SYN", number
    return data


def image(random, number, series, size, depth, signed):
    (rows, columns), (allocated, bits) = size, depth
    data = instance(SOP_CLASS, number, series)
    data.SeriesNumber = allocated * 100 + bits * 2 + signed
    data.Rows, data.Columns, data.SamplesPerPixel = rows, columns, 1
    data.PhotometricInterpretation = "MONOCHROME2"
    data.BitsAllocated, data.BitsStored, data.HighBit = allocated, bits, bits - 1
    data.PixelRepresentation = int(signed)
    pixels = samples(random, rows, columns, bits, signed)
    # What is above the stored bits is another's: overlays stood there once (PS3.5 8.1.1).
    stored = pixels & ((1 << bits) - 1)
    noise = random.integers(0, 1 << allocated, pixels.shape, dtype="int64") >> bits << bits
    packed = (stored | noise).astype(f"<u{allocated // 8}").tobytes()
    data.PixelData = packed + b"\0" * (len(packed) % 2)
    return data


def floats(random, number, size, double):
    """Every exponent that a 32-bit float has, both signs, zeros; no NaN."""
    rows, columns = size
    data = instance(PARAMETRIC_MAP, number, f"float-{double}")
    data.SeriesNumber = 9001 + double
    data.Rows, data.Columns, data.SamplesPerPixel = rows, columns, 1
    data.PhotometricInterpretation, data.BitsAllocated = "MONOCHROME2", 64 if double else 32
    exponents = random.integers(-126, 127, (rows, columns))
    pixels = numpy.ldexp(random.uniform(-1, 1, (rows, columns)), exponents).astype("<f4")
    pixels[0, 0] = 0
    if double:
        data.DoubleFloatPixelData = pixels.astype("<f8").tobytes()
    else:
        data.FloatPixelData = pixels.tobytes()
    print(rows, columns, zlib.crc32(pixels.tobytes()))
    return data


def save(data, path):
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = data.SOPClassUID
    meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data.file_meta = meta
    data.save_as(path, enforce_file_format=True)


def main(folder, seed):
    random = numpy.random.default_rng(int(seed))
    for depth in DEPTHS:
        for signed in (False, True):
            series = "-".join(map(str, (*depth, signed)))
            for number, size in enumerate(SIZES, 1):
                save(image(random, number, series, size, depth, signed), f"{folder}/{series}-{number}.dcm")
    for double in (False, True):
        for number, size in enumerate(SIZES, 1):
            save(floats(random, number, size, double), f"{folder}/float-{double}-{number}.dcm")


main(*sys.argv[1:])
