"""A program of the desk: how the peers of the suites get their tokens."""

import re
from urllib.parse import parse_qs, urlsplit

import requests


def token(link, name):
    """Opens the set-up link, makes the administrator `chief`, and a token of this name; the desk's
    address and the token."""
    base = "{0.scheme}://{0.netloc}".format(urlsplit(link))
    person = requests.Session()
    (key,) = parse_qs(urlsplit(link).query)["key"]
    fields = {"key": key, "name": "chief", "password": "correct horse battery"}
    person.post(f"{base}/setup", fields).raise_for_status()
    page = person.get(f"{base}/tokens").text
    (csrf,) = set(re.findall(r'name="csrf" value="([0-9a-f]+)"', page))
    made = person.post(f"{base}/tokens", {"csrf": csrf, "name": name, "role": "administrator"})
    made.raise_for_status()
    return base, re.search(r'id="token">([0-9a-f]{64})<', made.text)[1]
