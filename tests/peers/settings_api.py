"""The settings by the desk's API, as a program changes them.

settings_api.py set-up LINK: makes an administrator and a token, and prints the token.
settings_api.py change DESK TOKEN FILE: puts the file's text into force, and prints the answer (JSON).
settings_api.py get DESK TOKEN PATH: what a call answers (JSON).
"""

import re
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import requests


def set_up(link):
    base = "{0.scheme}://{0.netloc}".format(urlsplit(link))
    person = requests.Session()
    (key,) = parse_qs(urlsplit(link).query)["key"]
    fields = {"key": key, "name": "chief", "password": "correct horse battery"}
    person.post(f"{base}/setup", fields).raise_for_status()
    page = person.get(f"{base}/tokens").text
    (csrf,) = set(re.findall(r'name="csrf" value="([0-9a-f]+)"', page))
    made = person.post(
        f"{base}/tokens", {"csrf": csrf, "name": "settings", "role": "administrator"}
    )
    made.raise_for_status()
    print(re.search(r'id="token">([0-9a-f]{64})<', made.text)[1])


def change(desk, token, file):
    program = requests.Session()
    program.headers["Authorization"] = f"Bearer {token}"
    address = f"{desk}/api/v1/settings"
    known = program.get(address)
    known.raise_for_status()
    wanted = {"text": Path(file).read_text(), "version": known.json()["version"]}
    preview = program.post(f"{address}/preview", json=wanted)
    preview.raise_for_status()
    changed = program.post(address, json=wanted)
    changed.raise_for_status()
    assert preview.json() == changed.json(), "what was shown is what is done"
    print(changed.text)


def get(desk, token, path):
    answer = requests.get(f"{desk}{path}", headers={"Authorization": f"Bearer {token}"})
    answer.raise_for_status()
    print(answer.text)


{"set-up": set_up, "change": change, "get": get}[sys.argv[1]](*sys.argv[2:])
