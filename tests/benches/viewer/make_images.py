"""CT slices and a mammogram as large as they come, for the viewer's bench.

make_images.py FOLDER SLICES: a body of ellipses with correlated noise, 12 bits in 16, 512 x 512;
with SLICES 0 one 4096 x 5328 mammogram.
"""

import sys

import numpy
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, generate_uid


def instance(sop_class, modality, number):
    data = Dataset()
    data.SOPClassUID, data.SOPInstanceUID = sop_class, generate_uid()
    data.StudyInstanceUID = generate_uid(entropy_srcs=["bench", modality])
    data.SeriesInstanceUID = generate_uid(entropy_srcs=["bench series", modality])
    data.FrameOfReferenceUID = generate_uid(entropy_srcs=["bench frame", modality])
    data.PatientName, data.PatientID, data.PatientBirthDate, data.PatientSex = "Bench^Viewer", "BENCH", "19700101", "O"
    data.StudyDate, data.StudyTime, data.StudyID, data.AccessionNumber = "20260101", "120000", "1", ""
    data.ReferringPhysicianName, data.Modality = "", modality
    data.SeriesNumber, data.InstanceNumber = 1, number
    return data


def fill(data, stored):
    data.Rows, data.Columns = stored.shape
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
    data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 16, 12, 11, 0
    data.PixelData = numpy.clip(stored, 0, 4095).astype("<u2").tobytes()


def noise(random, shape, sigma):
    """Neighbours are alike, as a reconstruction kernel makes them."""
    white = random.normal(0, 1, shape)
    soft = sum(numpy.roll(white, step, axis) for step in (-1, 0, 1) for axis in (0, 1))
    return soft * (sigma / soft.std())


def body(rows, columns, at):
    y, x = numpy.mgrid[-1 : 1 : rows * 1j, -1 : 1 : columns * 1j]
    image = numpy.full((rows, columns), 24.0)
    for x0, y0, a, b, value in [
        (0, 0, 0.85, 0.65, 1060),
        (-0.4, 0, 0.3, 0.42, 200),
        (0.4, 0, 0.3, 0.42, 200),
        (0.02, -0.1, 0.16, 0.2, 1110),
        (0, 0.45, 0.09, 0.09, 1700),
        (0.4 * numpy.cos(at), 0.2 * numpy.sin(at), 0.05, 0.05, 1090),
    ]:
        image[((x - x0) / a) ** 2 + ((y - y0) / b) ** 2 < 1] = value
    return image


def slice_of(random, number):
    data = instance("1.2.840.10008.5.1.4.1.1.2", "CT", number + 1)
    image = body(512, 512, number / 20)
    fill(data, image + noise(random, image.shape, 18) * (image > 24))
    data.PixelSpacing, data.SliceThickness = [0.7, 0.7], "1"
    data.ImagePositionPatient, data.ImageOrientationPatient = [-179, -179, number], [1, 0, 0, 0, 1, 0]
    data.RescaleSlope, data.RescaleIntercept = "1", "-1024"
    data.WindowCenter, data.WindowWidth = "40", "400"
    return data


def mammogram(random):
    data = instance("1.2.840.10008.5.1.4.1.1.1.2", "MG", 1)
    image = body(5328, 4096, 0) * 2
    fill(data, image + noise(random, image.shape, 30))
    data.ImagerPixelSpacing, data.PatientOrientation = [0.065, 0.065], ["P", "F"]
    data.WindowCenter, data.WindowWidth = "2048", "4096"
    return data


def main(folder, slices):
    random = numpy.random.default_rng(4)
    count = int(slices)
    images = (slice_of(random, n) for n in range(count)) if count else [mammogram(random)]
    for number, data in enumerate(images):
        meta = FileMetaDataset()
        meta.MediaStorageSOPClassUID = data.SOPClassUID
        meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID
        meta.TransferSyntaxUID = ExplicitVRLittleEndian
        data.file_meta = meta
        data.save_as(f"{folder}/{number:04}.dcm", enforce_file_format=True)


main(*sys.argv[1:])
