# syntax=docker/dockerfile:1
# Build:  docker build -t factcheck .
# Run:    docker run --read-only --tmpfs /tmp -v factcheck-index:/index -p 127.0.0.1:8080:8080 \
#           -e FACTCHECK_KEYS="cms:check+read:<sha256 of the key>" factcheck

ARG PYTHON_IMAGE=python:3.12-slim

FROM ${PYTHON_IMAGE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /build
RUN python -m venv /opt/factcheck
COPY requirements/build.txt requirements/opensearch.txt requirements/
RUN /opt/factcheck/bin/pip install --require-hashes -r requirements/build.txt \
    && /opt/factcheck/bin/pip install --require-hashes -r requirements/opensearch.txt
COPY pyproject.toml README.md LICENSE ./
COPY schemas schemas
COPY service service
RUN /opt/factcheck/bin/pip install --no-deps --no-build-isolation . \
    && /opt/factcheck/bin/python -m compileall -q /opt/factcheck/lib \
    && /opt/factcheck/bin/pip uninstall --yes setuptools pip

FROM ${PYTHON_IMAGE} AS production
LABEL org.opencontainers.image.title="factcheck" \
      org.opencontainers.image.licenses="MIT"
# Nothing is written but to /index (by `factcheck ingest`) and /tmp: run it with --read-only --tmpfs /tmp.
ENV PATH=/opt/factcheck/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    ORT_DISABLE_TELEMETRY=1 \
    FACTCHECK_INDEX=/index \
    FACTCHECK_HOST=0.0.0.0 \
    FACTCHECK_PORT=8080
RUN groupadd --system --gid 10001 factcheck \
    && useradd --system --uid 10001 --gid factcheck --no-create-home --home-dir /nonexistent factcheck \
    && install --directory --owner factcheck --group factcheck /index
COPY --from=build /opt/factcheck /opt/factcheck
USER 10001:10001
WORKDIR /tmp
VOLUME /index
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ['FACTCHECK_PORT'] + '/healthz', timeout=2)"]
ENTRYPOINT ["factcheck"]
CMD ["serve"]
