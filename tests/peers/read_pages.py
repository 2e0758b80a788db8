"""Reads the pages of a patient's disc as a strict reader would: each is well-formed XML, has no
script (but INDEX.HTM, where the viewer is), and links to files of the disc only.

    read_pages.py ROOT [lower]

With `lower` the names of the tree are taken in lower case, as systems show ISO 9660 level 1.
"""

import os
import sys
import xml.etree.ElementTree as ElementTree

root, lower = sys.argv[1], sys.argv[2:] == ["lower"]
shown = (lambda name: name.lower()) if lower else (lambda name: name)
files = set()
for folder, _, names in os.walk(root):
    for name in names:
        files.add(shown(os.path.relpath(os.path.join(folder, name), root)))
pages = [name for name in files if name.lower().endswith(".htm")]
real = {shown(os.path.relpath(os.path.join(f, n), root)): os.path.join(f, n) for f, _, ns in os.walk(root) for n in ns}
links, reached = 0, set()
for page in sorted(pages):
    is_index = page.lower() == "index.htm"
    try:
        tree = ElementTree.parse(real[page])
    except ElementTree.ParseError as error:
        sys.exit(f"{page}: {error}")
    for element in tree.iter():
        name = element.tag.split("}")[-1]
        if not is_index and (name == "script" or any(key.startswith("on") for key in element.attrib)):
            sys.exit(f"{page}: a script")
        for key in ("href", "src"):
            link = element.get(key)
            if link is None or link.startswith("#"):
                continue
            links += 1
            to = os.path.normpath(os.path.join(os.path.dirname(page), link))
            if ":" in link or link.startswith("/") or to.startswith(".."):
                sys.exit(f"{page}: {link} leads off the disc")
            if link != link.lower():
                sys.exit(f"{page}: {link} is not in lower case")
            if to not in files:
                sys.exit(f"{page}: {link} leads nowhere")
            reached.add(to)
shown_only = [name for name in files if name.lower().startswith("ihe_pdi") and name not in reached]
if shown_only:
    sys.exit(f"nothing leads to {sorted(shown_only)[:5]}")
print(f"{len(pages)} pages, {links} links")
