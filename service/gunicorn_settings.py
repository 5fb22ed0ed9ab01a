"""gunicorn's settings file, read in the master process: https://docs.gunicorn.org/en/stable/settings.html"""

import shutil
from typing import Any

from prometheus_client import multiprocess

from service.app import warm
from service.config import Settings, metrics_folder

settings = Settings.from_environ()

bind = f"[{settings.host}]:{settings.port}" if ":" in settings.host else f"{settings.host}:{settings.port}"
workers = settings.workers
worker_class = "service.worker.PatientWorker"
threads = settings.threads
preload_app = True
graceful_timeout = settings.graceful_timeout
timeout = 60  # seconds without a sign of life after which a worker is replaced
keepalive = 5
limit_request_line = 8190
limit_request_fields = 64
worker_tmp_dir = "/dev/shm"  # noqa: S108 - gunicorn's heartbeat file: memory, so that no slow disk stops a worker
accesslog = None  # the service writes its own lines, without texts
control_socket_disable = True
loglevel = "warning"


def post_worker_init(worker: Any) -> None:
    """Open the archive and the model in the new worker: the threads of neither survive a fork."""
    warm(worker.app.callable)


def child_exit(server: Any, worker: Any) -> None:
    """Forget the live figures of a worker that is gone; its counts stay."""
    if metrics_folder() is not None:
        multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(server: Any) -> None:
    """Remove the folder that the workers shared."""
    folder = metrics_folder()
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)
