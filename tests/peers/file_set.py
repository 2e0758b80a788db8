"""Opens a file-set as pydicom does; warnings are errors, every instance is read."""

import sys
import warnings

from pydicom.fileset import FileSet

warnings.simplefilter("error")
for instance in FileSet(sys.argv[1]):
    instance.load()
