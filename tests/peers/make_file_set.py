"""Makes a file-set of files with pydicom's FileSet.

    make_file_set.py FOLDER FILE...
"""

import sys

from pydicom.fileset import FileSet

made = FileSet()
made.ID = "PYDICOM"
for file in sys.argv[2:]:
    made.add(file)
made.write(sys.argv[1])
