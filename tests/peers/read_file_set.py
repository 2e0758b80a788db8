"""Opens a DICOMDIR as pydicom's FileSet, loads every instance, prints how many."""

import sys
import warnings

from pydicom.fileset import FileSet

warnings.simplefilter("ignore")
file_set = FileSet(sys.argv[1])
for instance in file_set:
    instance.load()
print(len(file_set))
