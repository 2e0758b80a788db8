"""Lists every file of an ISO image with its length, as pycdlib finds it in each of its trees."""

import sys

import pycdlib

iso = pycdlib.PyCdlib()
iso.open(sys.argv[1])
trees = [("iso", "iso_path"), ("joliet", "joliet_path")]
if iso.has_udf():
    trees.append(("udf", "udf_path"))
for tree, key in trees:
    for folder, _, files in iso.walk(**{key: "/"}):
        for name in files:
            path = folder.rstrip("/") + "/" + name
            entry = iso.get_record(**{key: path})
            print(tree, path, entry.get_data_length())
iso.close()
