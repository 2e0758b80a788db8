"""Opens a file-set as pydicom does; its warnings are errors, every instance is read."""

import sys
import warnings

from pydicom.fileset import FileSet

warnings.simplefilter("error", UserWarning)
for instance in FileSet(sys.argv[1]):
    instance.load()
