"""Prints one film with pynetdicom, as the suites' peer; prints one line per answer.

    print_pynetdicom.py PORT gray|color
"""

import sys
import threading

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pynetdicom import AE, debug_logger, evt
from pynetdicom.sop_class import (
    BasicColorPrintManagementMeta,
    BasicFilmBox,
    BasicFilmSession,
    BasicGrayscalePrintManagementMeta,
    BasicColorImageBox,
    BasicGrayscaleImageBox,
    PresentationLUT,
    Printer,
    PrinterInstance,
    PrintJob,
)
from pydicom.uid import generate_uid

SIDE = 256
EVENTS = {1: "Pending", 2: "Printing", 3: "Done", 4: "Failure"}


def gray_pixels():
    """12 bits in 16: (16 x + 3 y) modulo 4096."""
    values = bytearray()
    for y in range(SIDE):
        for x in range(SIDE):
            values += ((x * 16 + y * 3) & 0x0FFF).to_bytes(2, "little")
    return bytes(values)


def color_pixels():
    """By plane: x, y, x + y."""
    places = [(x, y) for y in range(SIDE) for x in range(SIDE)]
    planes = [bytes(x & 255 for x, _ in places), bytes(y & 255 for _, y in places)]
    planes.append(bytes((x + y) & 255 for x, y in places))
    return b"".join(planes)


def image(color):
    item = Dataset()
    item.SamplesPerPixel = 3 if color else 1
    item.PhotometricInterpretation = "RGB" if color else "MONOCHROME2"
    if color:
        item.PlanarConfiguration = 1
    item.Rows = item.Columns = SIDE
    item.BitsAllocated, item.BitsStored, item.HighBit = (8, 8, 7) if color else (16, 12, 11)
    item.PixelRepresentation = 0
    item.PixelData = color_pixels() if color else gray_pixels()
    item["PixelData"].VR = "OB" if color else "OW"
    box = Dataset()
    box.ImageBoxPosition = 1
    if color:
        box.BasicColorImageSequence = Sequence([item])
    else:
        box.BasicGrayscaleImageSequence = Sequence([item])
    return box


def reference(sop_class, instance):
    item = Dataset()
    item.ReferencedSOPClassUID = sop_class
    item.ReferencedSOPInstanceUID = instance
    return Sequence([item])


class Console:
    def __init__(self, port, color):
        self.color = color
        self.meta = BasicColorPrintManagementMeta if color else BasicGrayscalePrintManagementMeta
        self.finished = threading.Event()
        self.events = []
        ae = AE(ae_title="PYNETDICOM")
        for syntax in (self.meta, PrintJob, PresentationLUT):
            ae.add_requested_context(syntax)
        handlers = [(evt.EVT_N_EVENT_REPORT, self.on_event)]
        self.association = ae.associate("127.0.0.1", port, ae_title="FILMDESK", evt_handlers=handlers)
        if not self.association.is_established:
            sys.exit("the association was not established")

    def on_event(self, event):
        self.events.append(EVENTS.get(event.event_type, str(event.event_type)))
        if event.event_type in (3, 4):
            self.finished.set()
        return 0x0000, None

    def said(self, what, answer):
        status, data = answer if isinstance(answer, tuple) else (answer, None)
        if not status:
            sys.exit(f"{what}: no answer")
        print(f"{what}: {status.Status:04X}")
        return data

    def print_film(self):
        meta = self.meta
        a = self.association
        printer = self.said("Printer N-GET", a.send_n_get([0x21100010], Printer, PrinterInstance, meta_uid=meta))
        print("Printer Status:", printer.PrinterStatus)
        session = Dataset()
        session.NumberOfCopies = "1"
        session.PrintPriority = "HIGH"
        session.MediumType = "BLUE FILM"
        session_uid = generate_uid()
        self.said("Film Session N-CREATE", a.send_n_create(session, BasicFilmSession, session_uid, meta_uid=meta))
        box = Dataset()
        box.ImageDisplayFormat = "STANDARD\\1,1"
        box.FilmOrientation = "PORTRAIT"
        box.FilmSizeID = "8INX10IN"
        box.ReferencedFilmSessionSequence = reference(BasicFilmSession, session_uid)
        if not self.color:
            lut = Dataset()
            lut.PresentationLUTShape = "IDENTITY"
            lut_uid = generate_uid()
            self.said("Presentation LUT N-CREATE", a.send_n_create(lut, PresentationLUT, lut_uid))
            box.ReferencedPresentationLUTSequence = reference(PresentationLUT, lut_uid)
        film_uid = generate_uid()
        film = self.said("Film Box N-CREATE", a.send_n_create(box, BasicFilmBox, film_uid, meta_uid=meta))
        item = film.ReferencedImageBoxSequence[0]
        image_class = BasicColorImageBox if self.color else BasicGrayscaleImageBox
        assert item.ReferencedSOPClassUID == image_class, item.ReferencedSOPClassUID
        answer = a.send_n_set(image(self.color), image_class, item.ReferencedSOPInstanceUID, meta_uid=meta)
        self.said("Image Box N-SET", answer)
        action = self.said("Film Box N-ACTION", a.send_n_action(None, 1, BasicFilmBox, film_uid, meta_uid=meta))
        job_uid = action[0x2100, 0x0500][0].ReferencedSOPInstanceUID
        if not self.finished.wait(60):
            sys.exit("no Done in a minute")
        print("Print Job events:", " ".join(self.events))
        # Not sooner: pynetdicom loses the response to a request that crosses an event ("Received
        # unexpected N-GET service message") and then waits for it for ever. The last event's
        # confirmation deletes the job (PS3.4 H.4.5.2.1.2).
        self.said("Print Job N-GET", a.send_n_get([0x21000020, 0x21000070], PrintJob, job_uid))
        self.said("Film Box N-DELETE", a.send_n_delete(BasicFilmBox, film_uid, meta_uid=meta))
        self.said("Film Session N-DELETE", a.send_n_delete(BasicFilmSession, session_uid, meta_uid=meta))
        a.release()
        print("released:", a.is_released)


if __name__ == "__main__":
    if "--debug" in sys.argv:
        debug_logger()
    console = Console(int(sys.argv[1]), sys.argv[2] == "color")
    try:
        console.print_film()
    finally:
        # Its threads would wait for a minute otherwise.
        if not console.association.is_released:
            console.association.abort()
