"""Shows the files of an ISO image as an optical drive of some speed would give them.

slow_drive.py IMAGE MOUNT_POINT MB_PER_SECOND SEEK_MS

A read that goes on where the last one ended costs its bytes; a short way forward is read over; any
other costs a seek. Names are found in either case, as Windows and macOS do. Needs mfusepy and
pycdlib; ends when it is unmounted.
"""

import errno
import stat
import sys
import threading
import time

import mfusepy as fuse
import pycdlib

SECTOR = 2048
# What a drive reads over rather than moving its head: its buffer is a few megabytes.
READ_OVER = 512 * 1024


class Drive:
    def __init__(self, image, rate, seek):
        self.image = open(image, "rb")
        self.rate = rate
        self.seek = seek
        self.head = 0
        self.seeks = 0
        self.lock = threading.Lock()

    def read(self, at, size):
        with self.lock:
            gap = at - self.head
            cost = size / self.rate
            if 0 <= gap <= READ_OVER:
                cost += gap / self.rate
            else:
                cost += self.seek
                self.seeks += 1
            time.sleep(cost)
            self.head = at + size
            self.image.seek(at)
            return self.image.read(size)


def entries(image):
    """Path in lower case: (name, first byte, length), or the names in a folder."""
    iso = pycdlib.PyCdlib()
    iso.open(image)
    found = {"/": []}
    for folder, folders, files in iso.walk(iso_path="/"):
        base = folder.rstrip("/")
        names = []
        for name in folders:
            names.append(name)
            found[f"{base}/{name}".lower()] = []
        for name in files:
            record = iso.get_record(iso_path=f"{base}/{name}")
            plain = name.split(";")[0].rstrip(".")
            names.append(plain)
            found[f"{base}/{plain}".lower()] = (record.extent_location() * SECTOR, record.get_data_length())
        found[folder.lower()] = names
    iso.close()
    return found


class Files(fuse.Operations):
    def __init__(self, drive, found):
        self.drive = drive
        self.found = found

    def look(self, path):
        entry = self.found.get(path.lower())
        if entry is None:
            raise fuse.FuseOSError(errno.ENOENT)
        return entry

    def getattr(self, path, fh=None):
        entry = self.look(path)
        if isinstance(entry, list):
            return {"st_mode": stat.S_IFDIR | 0o555, "st_nlink": 2}
        return {"st_mode": stat.S_IFREG | 0o444, "st_nlink": 1, "st_size": entry[1]}

    def readdir(self, path, fh):
        return [".", "..", *self.look(path)]

    def read(self, path, size, offset, fh):
        start, length = self.look(path)
        return self.drive.read(start + offset, max(0, min(size, length - offset)))


def main(image, mount_point, rate, seek):
    drive = Drive(image, float(rate) * 1e6, float(seek) / 1e3)
    found = entries(image)
    print("ready", flush=True)
    fuse.FUSE(Files(drive, found), mount_point, foreground=True, ro=True, nothreads=True)
    print(f"{drive.seeks} seeks", flush=True)


main(*sys.argv[1:])
