"""The commands of factcheck, one file per part of the service."""
