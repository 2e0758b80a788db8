"""Schemathesis asks the desk's API all that its OpenAPI document allows, and all that it does not.

ask_api.py SET-UP-LINK CASES: sets up, makes a token of an administrator, and ends with the status
of schemathesis; so many cases are tried of each call.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from desk_token import token

link, cases = sys.argv[1:]
base, key = token(link, "schemathesis")
checks = "not_a_server_error,response_schema_conformance,content_type_conformance,ignored_auth"
command = [
    Path(sys.executable).with_name("schemathesis"),
    "run",
    f"{base}/api/v1/openapi.json",
    "--header",
    f"Authorization: Bearer {key}",
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
