"""Opens a DICOMDIR with pydicom's FileSet, reads every file that it names.

    read_file_set.py DICOMDIR
"""

import sys

from pydicom.fileset import FileSet

found = FileSet(sys.argv[1])
for instance in found:
    instance.load()
print(f"{len(found)} instances, {len(found.find_values('PatientID'))} patients")
