"""A newsroom's archive goes in, a claim gets a sourced verdict out."""

__version__ = "0.1.0"
