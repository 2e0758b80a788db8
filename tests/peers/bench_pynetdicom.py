"""Prints films of twelve 512x512 images with pynetdicom and says how many seconds it took.

    bench_pynetdicom.py PORT AE_TITLE FILMS
"""

import sys
import time

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.uid import generate_uid
from pynetdicom import AE
from pynetdicom.sop_class import BasicFilmBox, BasicFilmSession, BasicGrayscalePrintManagementMeta

META = BasicGrayscalePrintManagementMeta


def item(**attributes):
    data = Dataset()
    for name, value in attributes.items():
        setattr(data, name, value)
    return data


def image_box(position, pixels):
    image = item(
        SamplesPerPixel=1, PhotometricInterpretation="MONOCHROME2", Rows=512, Columns=512,
        BitsAllocated=16, BitsStored=12, HighBit=11, PixelRepresentation=0, PixelData=pixels,
    )
    image["PixelData"].VR = "OW"
    return item(ImageBoxPosition=position, BasicGrayscaleImageSequence=Sequence([image]))


def film(association, session, pixels):
    reference = item(ReferencedSOPClassUID=BasicFilmSession, ReferencedSOPInstanceUID=session)
    box = item(
        ImageDisplayFormat="STANDARD\\3,4", FilmSizeID="14INX17IN",
        ReferencedFilmSessionSequence=Sequence([reference]),
    )
    uid = generate_uid()
    status, answer = association.send_n_create(box, BasicFilmBox, uid, meta_uid=META)
    assert status.Status in (0x0000, 0x0107, 0x0116), hex(status.Status)
    for position, image in enumerate(answer.ReferencedImageBoxSequence, 1):
        status, _ = association.send_n_set(
            image_box(position, pixels), image.ReferencedSOPClassUID, image.ReferencedSOPInstanceUID, meta_uid=META
        )
        assert status.Status == 0x0000, hex(status.Status)
    status, _ = association.send_n_action(None, 1, BasicFilmBox, uid, meta_uid=META)
    assert status.Status == 0x0000, hex(status.Status)
    association.send_n_delete(BasicFilmBox, uid, meta_uid=META)


def main():
    port, title, films = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    pixels = bytes(i * 7 & 0x0F if i & 1 else i & 0xFF for i in range(512 * 512 * 2))
    ae = AE(ae_title="BENCH")
    ae.add_requested_context(META)
    association = ae.associate("127.0.0.1", port, ae_title=title)
    assert association.is_established
    session = generate_uid()
    # dcmprscp aborts at an N-CREATE without attributes.
    status, _ = association.send_n_create(item(NumberOfCopies="1"), BasicFilmSession, session, meta_uid=META)
    assert status.Status in (0x0000, 0x0107, 0x0116), hex(status.Status)
    start = time.monotonic()
    for _ in range(films):
        film(association, session, pixels)
    print(time.monotonic() - start)
    association.release()


main()
