"""The settings by the desk's API, as a program changes them.

settings_api.py set-up LINK: makes an administrator and a token, and prints the token.
settings_api.py change DESK TOKEN FILE: puts the file's text into force, and prints the answer (JSON).
settings_api.py get DESK TOKEN PATH: what a call answers (JSON).
settings_api.py post DESK TOKEN PATH BODY: the same of a call that does something.
settings_api.py status DESK TOKEN PATH BODY: the status of that alone.
"""

import sys
from pathlib import Path

import requests

from desk_token import token


def set_up(link):
    print(token(link, "settings")[1])


def change(desk, key, file):
    program = requests.Session()
    program.headers["Authorization"] = f"Bearer {key}"
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


def get(desk, key, path):
    answer = requests.get(f"{desk}{path}", headers={"Authorization": f"Bearer {key}"})
    answer.raise_for_status()
    print(answer.text)


def asked(desk, key, path, body):
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    return requests.post(f"{desk}{path}", headers=headers, data=body)


def post(*call):
    answer = asked(*call)
    answer.raise_for_status()
    print(answer.text)


def status(*call):
    print(asked(*call).status_code)


{"set-up": set_up, "change": change, "get": get, "post": post, "status": status}[sys.argv[1]](*sys.argv[2:])
