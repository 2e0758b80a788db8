"""Stores files with pynetdicom, as the suites' peer; prints one line per status with its count.

    store_pynetdicom.py PORT FILE...
"""

import collections
import sys

from pydicom import dcmread
from pynetdicom import AE

port, files = int(sys.argv[1]), sys.argv[2:]
pairs = collections.OrderedDict()
for file in files:
    meta = dcmread(file, stop_before_pixels=True).file_meta
    pairs[(meta.MediaStorageSOPClassUID, meta.TransferSyntaxUID)] = True
ae = AE(ae_title="PYNETDICOM")
for sop_class, syntax in pairs:
    ae.add_requested_context(sop_class, syntax)
association = ae.associate("127.0.0.1", port, ae_title="FILMDESK")
assert association.is_established
counts = collections.Counter()
for file in files:
    counts[association.send_c_store(file).Status] += 1
association.release()
for status, count in sorted(counts.items()):
    print(f"{status:04X}: {count}")
print("released:", association.is_released)
