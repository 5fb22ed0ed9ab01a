"""The factcheck command: a group of commands, and one place that turns errors into messages and exit codes."""

import sys

import click

from service import __version__
from service.commands.archive import corpus, ingest, retract, search
from service.commands.bench import bench
from service.commands.judging import check, evaluate, measure_alarms, quote, stance
from service.commands.measuring import measure_prior, measure_worth
from service.commands.serve import serve
from service.errors import ServiceError, SettingsError

FAILED, WRONG_USE = 1, 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="factcheck")
def factcheck() -> None:
    """Check claims against a newsroom's own archive."""


for command in (
    ingest,
    retract,
    search,
    corpus,
    check,
    evaluate,
    quote,
    stance,
    serve,
    bench,
    measure_alarms,
    measure_worth,
    measure_prior,
):
    factcheck.add_command(command)


def main() -> None:
    """Run a command; exit 0 done, 1 failed, 2 wrong use."""
    try:
        factcheck.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(WRONG_USE if isinstance(error, click.UsageError) else FAILED)
    except click.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(FAILED)
    except SettingsError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(WRONG_USE)
    except ServiceError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(FAILED)
    except BrokenPipeError:
        sys.exit(FAILED)
