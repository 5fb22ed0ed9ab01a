"""A newsroom's archive goes in, a claim gets a sourced verdict out."""

import os

__version__ = "0.1.0"

# Before anything imports the model runtime: it must send nothing, nor start a thread that no fork survives.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
