"""Prints the CRC of the samples as they are stored, masked to Bits Stored, of each file named."""
import sys
import zlib

import numpy
import pydicom
from pydicom.pixels import pixel_array

pydicom.config.settings.reading_validation_mode = pydicom.config.IGNORE
for path in sys.argv[1:]:
    data = pydicom.dcmread(path, force=True)
    samples = pixel_array(data, raw=True).astype(numpy.int64)
    samples &= (1 << data.BitsStored) - 1
    print("%08x" % zlib.crc32(samples.astype("<i4").tobytes()))
