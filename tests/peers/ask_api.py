"""Schemathesis asks the desk's API all that its OpenAPI document allows, and all that it does not.

ask_api.py SET-UP-LINK CASES: sets up, makes a token of an administrator, and ends with the status
of schemathesis; so many cases are tried of each call.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import requests

link, cases = sys.argv[1:]
base = "{0.scheme}://{0.netloc}".format(urlsplit(link))
person = requests.Session()
(key,) = parse_qs(urlsplit(link).query)["key"]
fields = {"key": key, "name": "chief", "password": "correct horse battery"}
person.post(f"{base}/setup", fields).raise_for_status()
page = person.get(f"{base}/tokens").text
(csrf,) = set(re.findall(r'name="csrf" value="([0-9a-f]+)"', page))
made = person.post(f"{base}/tokens", {"csrf": csrf, "name": "schemathesis", "role": "administrator"})
made.raise_for_status()
token = re.search(r'id="token">([0-9a-f]{64})<', made.text)[1]
checks = "not_a_server_error,response_schema_conformance,content_type_conformance,ignored_auth"
command = [
    Path(sys.executable).with_name("schemathesis"),
    "run",
    f"{base}/api/v1/openapi.json",
    "--header",
    f"Authorization: Bearer {token}",
    "--checks",
    checks,
    "--max-examples",
    cases,
    "--seed",
    "20261126",
    # It would end its own.
    "--exclude-operation-id",
    "revokeToken",
    "--phases",
    "examples,coverage,fuzzing",
    "--continue-on-failure",
    "--no-color",
]
# What it remembers of a run goes with the folder.
with tempfile.TemporaryDirectory() as folder:
    sys.exit(subprocess.run(command, cwd=folder).returncode)
