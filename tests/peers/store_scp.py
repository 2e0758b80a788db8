"""A storage SCP of pynetdicom, as the suites' peer.

store_scp.py PORT FOLDER DELAY [STATUS...]: keeps what it takes in FOLDER, waits DELAY seconds
before each answer, and answers the first instances with these statuses (hexadecimal), each
instance only the first time that it comes; every other one with Success. Where the status is `abort`
it breaks the association off instead, each time that the instance comes until FOLDER has a file
`mended`. `log` in FOLDER has a line for each request: SOP Instance UID and status.
"""

import sys
import time
from pathlib import Path

from pynetdicom import AE, AllStoragePresentationContexts, evt

port, folder, delay, *statuses = sys.argv[1:]
folder = Path(folder)
statuses = [status if status == "abort" else int(status, 16) for status in statuses]
log = (folder / "log").open("a", buffering=1)
seen = set()
breaking = set()


def answer(uid):
    if uid in breaking and not (folder / "mended").exists():
        return "abort"
    if uid in seen or not statuses:
        return 0x0000
    if statuses[0] == "abort":
        breaking.add(uid)
    return statuses.pop(0)


def store(event):
    uid = event.request.AffectedSOPInstanceUID
    status = answer(uid)
    seen.add(uid)
    time.sleep(float(delay))
    if status == "abort":
        log.write(f"{uid} {status}\n")
        event.assoc.abort()
        return 0xC000
    if status == 0x0000 or status >> 12 == 0xB:
        (folder / f"{uid}.dcm").write_bytes(event.encoded_dataset())
    log.write(f"{uid} {status:04X}\n")
    return status


ae = AE(ae_title="PACS")
for context in AllStoragePresentationContexts:
    ae.add_supported_context(context.abstract_syntax, ["1.2.840.10008.1.2.1"])
ae.start_server(("127.0.0.1", int(port)), evt_handlers=[(evt.EVT_C_STORE, store)])
