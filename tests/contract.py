"""schemathesis against the running server over the sample archive: python -m tests.contract EXAMPLES

EXAMPLES is the number of cases made for each operation and phase, beside those of the coverage phase.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.serving import ROOT, ingest, running

PROGRAM = Path(sys.executable).with_name("schemathesis")


def main() -> int:
    """The exit code of schemathesis."""
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        ingest(index)
        with running(index, Path(folder) / "log", model="none", log_level="warning") as server:
            command = [str(PROGRAM), "run", f"{server.url}/openapi.json", "--checks", "all", "--seed", "1"]
            command += ["--max-examples", sys.argv[1], "--request-timeout", "20", "--suppress-health-check", "all"]
            code = subprocess.run(command, cwd=ROOT, check=False).returncode
            alive = server.get("/healthz")[0] == 200
            sys.stdout.write(server.log.read_text())
    return code if alive else 1


if __name__ == "__main__":
    sys.exit(main())
