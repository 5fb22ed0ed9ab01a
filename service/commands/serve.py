"""factcheck serve: check what was set, then become gunicorn."""

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from service.app import opened_desk
from service.commands.places import PlaceType
from service.config import Settings, serving_environ
from service.errors import SettingsError


@click.command()
@click.option(
    "--index", type=PlaceType(), help="The archive's folder, or opensearch://host:9200/name.  [FACTCHECK_INDEX]"
)
@click.option("--host", help="Address to listen on.  [FACTCHECK_HOST]")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.  [FACTCHECK_PORT]")
@click.option("--workers", type=click.IntRange(1, 64), help="Worker processes.  [FACTCHECK_WORKERS]")
@click.option("--model", help="`bundled`, a folder, or `none` for rules alone.  [FACTCHECK_MODEL]")
@click.option("--allow-open", is_flag=True, default=None, help="Serve without keys where others can reach it.")
@click.option(
    "--check", is_flag=True, help="Only test the settings, the archive and the model, and tell what is found."
)
def serve(*, check: bool, **given: Any) -> None:
    """Answer over HTTP until stopped."""
    settings = replace(Settings.from_environ(), **{name: value for name, value in given.items() if value is not None})
    refuse_open_door(settings)
    if check:
        tell(settings)
        return
    metrics = Path(tempfile.mkdtemp(prefix="factcheck-metrics-"))
    click.echo(f"Listening on http://{settings.host}:{settings.port} with the archive in {settings.index}.", err=True)
    command = [sys.executable, "-m", "gunicorn", "-c", "python:service.gunicorn_settings", "service.wsgi:application()"]
    sys.stderr.flush()
    os.execve(sys.executable, command, serving_environ(settings, metrics))  # noqa: S606 - no shell; our own command


def tell(settings: Settings) -> None:
    """What would be served, and from what; a ServiceError where the archive or the model cannot be opened."""
    desk = opened_desk(settings)
    generation = desk.current()
    summary = generation.summary
    keys = ", ".join(f"{key.name} ({'+'.join(sorted(key.scopes))})" for key in settings.keys)
    span = f"{summary.documents:,} documents, {summary.first} to {summary.last}"
    click.echo(f"archive   {settings.index}: {generation.id}, {span}")
    click.echo(f"model     {desk.model()}")
    click.echo(f"keys      {keys or 'none: open to whoever can reach it'}")
    click.echo(f"address   {settings.host}:{settings.port}, {settings.workers} workers of {settings.threads} threads")


def refuse_open_door(settings: Settings) -> None:
    """Without keys, serve on loopback only, unless told outright."""
    if not (settings.loopback or settings.keys or settings.allow_open):
        raise SettingsError(
            f"{settings.host} can be reached by others and no keys are set: "
            "set FACTCHECK_KEYS, or say --allow-open (FACTCHECK_ALLOW_OPEN=yes) if that is what you want"
        )
