"""A patient whose images are formulas, so that what a viewer measures on them is known.

viewer_phantom.py FOLDER: files of several series (see `main`), all of one patient. Stored values
are ramps: 3 a column, 5 a row, 7 a slice. Pixels are no squares: 0.5 mm a column,
0.8 mm a row, so that whoever swaps them is caught.
"""

import sys

import numpy
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import ExplicitVRLittleEndian, generate_uid

CT, PT = "1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.128"
CR, MR = "1.2.840.10008.5.1.4.1.1.1", "1.2.840.10008.5.1.4.1.1.4"
XA, US = "1.2.840.10008.5.1.4.1.1.12.1", "1.2.840.10008.5.1.4.1.1.6.1"
ECG = "1.2.840.10008.5.1.4.1.1.9.1.1"
AXIAL, SAGITTAL = [1, 0, 0, 0, 1, 0], [0, 1, 0, 0, 0, -1]


def uid(*names):
    return generate_uid(entropy_srcs=[str(name) for name in ("phantom", *names)])


def instance(sop_class, modality, series, number, date="20260105"):
    data = Dataset()
    data.SOPClassUID = sop_class
    data.SOPInstanceUID = uid(date, series, number)
    data.StudyInstanceUID, data.SeriesInstanceUID = uid(date), uid(date, series)
    data.FrameOfReferenceUID, data.PositionReferenceIndicator = uid(date, "frame"), ""
    data.PatientName, data.PatientID = "Phantom^Formula=公式^体模", "PHANTOM"
    data.SpecificCharacterSet = "ISO_IR 192"
    data.PatientBirthDate, data.PatientSex, data.PatientWeight = "19700131", "F", "70"
    data.StudyDate = data.SeriesDate = data.ContentDate = data.AcquisitionDate = date
    data.StudyTime = data.SeriesTime = data.ContentTime = data.AcquisitionTime = "120000"
    data.StudyID, data.AccessionNumber, data.ReferringPhysicianName = "1", f"A{date}", "Referrer^Ida"
    data.StudyDescription, data.SeriesDescription = "Phantom", series
    data.Modality, data.Manufacturer, data.BodyPartExamined = modality, "", "CHEST"
    data.SeriesNumber = {"Axial": 1, "Sagittal": 2, "PET": 3, "Radiograph": 4, "Cine": 5, "Calibrated": 6, "ECG": 7}[series]
    data.InstanceNumber = number
    data.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL" if modality == "CT" else "OTHER"]
    return data


def pixels(data, stored, bits=16, spacing=None):
    rows, columns = stored.shape[-2:]
    data.Rows, data.Columns, data.SamplesPerPixel = rows, columns, 1
    data.PhotometricInterpretation, data.PixelRepresentation = "MONOCHROME2", 0
    data.BitsAllocated, data.BitsStored, data.HighBit = bits, bits, bits - 1
    if spacing:
        data.PixelSpacing = spacing
    data.PixelData = stored.astype("<u2" if bits == 16 else "u1").tobytes()


def ramp(rows, columns, slice_number=0):
    row, column = numpy.indices((rows, columns))
    return 3 * column + 5 * row + 7 * slice_number


def axial(date, count):
    for n in range(count):
        data = instance(CT, "CT", "Axial", n + 1, date)
        pixels(data, ramp(128, 160, n), spacing=[0.8, 0.5])
        data.ImagePositionPatient, data.ImageOrientationPatient = [-40, -51, 3 * n], AXIAL
        data.SliceThickness, data.KVP, data.XRayTubeCurrent = "3", "120", "200"
        data.RescaleSlope, data.RescaleIntercept, data.RescaleType = "1", "-1024", "HU"
        data.WindowCenter, data.WindowWidth = ["40", "-600"], ["400", "1500"]
        data.WindowCenterWidthExplanation = ["SOFT", "LUNG"]
        data.AcquisitionNumber = 1
        yield data


def sagittal():
    for n in range(9):
        data = instance(MR, "MR", "Sagittal", n + 1)
        pixels(data, ramp(96, 128, n), spacing=[0.75, 0.8])
        data.ImagePositionPatient, data.ImageOrientationPatient = [-32 + 8 * n, -51, 72], SAGITTAL
        data.SliceThickness, data.EchoTime, data.RepetitionTime = "5", "90", "3000"
        data.ScanningSequence, data.SequenceVariant, data.ScanOptions = "SE", "NONE", ""
        data.MRAcquisitionType, data.EchoTrainLength = "2D", "1"
        yield data


def pet():
    for n in range(24):
        data = instance(PT, "PT", "PET", n + 1)
        pixels(data, ramp(64, 80, n) * 10, spacing=[1.6, 1.0])
        data.ImagePositionPatient, data.ImageOrientationPatient = [-40, -51, 3 * n], AXIAL
        data.SliceThickness, data.Units, data.CountsSource = "3", "BQML", "EMISSION"
        data.RescaleSlope, data.RescaleIntercept = "2", "0"
        data.CorrectedImage, data.DecayCorrection = ["ATTN", "DECY"], "START"
        data.SeriesType, data.NumberOfSlices, data.FrameReferenceTime = ["STATIC", "IMAGE"], 24, "0"
        drug = Dataset()
        drug.RadiopharmaceuticalStartTime = "110000"
        drug.RadionuclideTotalDose, drug.RadionuclideHalfLife = "350000000", "6586.2"
        data.RadiopharmaceuticalInformationSequence = Sequence([drug])
        yield data


def radiograph():
    data = instance(CR, "CR", "Radiograph", 1)
    pixels(data, ramp(300, 240))
    data.ImagerPixelSpacing = [0.2, 0.2]
    data.PatientOrientation, data.ViewPosition = ["L", "F"], "PA"
    yield data


def cine():
    data = instance(XA, "XA", "Cine", 1)
    pixels(data, numpy.stack([ramp(64, 64) % 200 + n for n in range(20)]), bits=8)
    data.NumberOfFrames, data.FrameTime, data.FrameIncrementPointer = 20, "40", 0x00181063
    data.PixelIntensityRelationship, data.RadiationSetting = "LIN", "SC"
    yield data


def calibrated():
    data = instance(US, "US", "Calibrated", 1)
    pixels(data, ramp(120, 160) % 256, bits=8)
    region = Dataset()
    region.RegionSpatialFormat, region.RegionDataType, region.RegionFlags = 1, 1, 0
    region.RegionLocationMinX0, region.RegionLocationMinY0 = 10, 10
    region.RegionLocationMaxX1, region.RegionLocationMaxY1 = 149, 109
    region.PhysicalUnitsXDirection = region.PhysicalUnitsYDirection = 3
    region.PhysicalDeltaX, region.PhysicalDeltaY = 0.02, 0.04
    data.SequenceOfUltrasoundRegions = Sequence([region])
    yield data


def code(value, meaning, scheme):
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = value, scheme, meaning
    return item


LEADS = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"]


def ecg():
    """A triangle of 1 mV, 80 ms wide at its foot, every 800 ms: 75 beats a minute."""
    data = instance(ECG, "ECG", "ECG", 1)
    data.AcquisitionDateTime = "20260105120000"
    at = numpy.arange(5000) % 400
    beat = numpy.maximum(0, 1000 - numpy.abs(at - 200) * 50)
    group = Dataset()
    group.MultiplexGroupLabel, group.WaveformOriginality = "RHYTHM", "ORIGINAL"
    group.NumberOfWaveformChannels, group.NumberOfWaveformSamples = 12, 5000
    group.SamplingFrequency, group.WaveformBitsAllocated = "500", 16
    group.WaveformSampleInterpretation = "SS"
    channels = []
    for n, lead in enumerate(LEADS):
        channel = Dataset()
        channel.ChannelLabel = lead
        channel.ChannelSourceSequence = Sequence([code(f"5.6.3-9-{n + 1}", f"Lead {lead}", "SCPECG")])
        channel.ChannelSensitivity, channel.ChannelSensitivityCorrectionFactor = "1", "1"
        channel.ChannelSensitivityUnitsSequence = Sequence([code("uV", "microvolt", "UCUM")])
        channel.ChannelBaseline, channel.ChannelSampleSkew, channel.WaveformBitsStored = "0", "0", 16
        channels.append(channel)
    group.ChannelDefinitionSequence = Sequence(channels)
    group.WaveformData = numpy.repeat(beat[:, None], 12, 1).astype("<i2").tobytes()
    data.WaveformSequence = Sequence([group])
    yield data


def save(data, path):
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = data.SOPClassUID
    meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data.file_meta = meta
    data.save_as(path, enforce_file_format=True)


def main(folder):
    series = [axial("20260105", 24), axial("20250104", 12), sagittal(), pet(), radiograph()]
    series += [cine(), calibrated(), ecg()]
    for place, instances in enumerate(series):
        for number, data in enumerate(instances):
            save(data, f"{folder}/{place}-{number:03}.dcm")


main(*sys.argv[1:])
