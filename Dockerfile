# syntax=docker/dockerfile:1
# Two stages: the first installs from the lock with hashes, the second carries the result and nothing else.
FROM python:3.13-slim-trixie AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /build
RUN python -m venv /opt/loket
COPY requirements.txt ./
RUN /opt/loket/bin/pip install --quiet --require-hashes --only-binary=:all: -r requirements.txt
COPY . .
RUN /opt/loket/bin/pip install --quiet --no-deps --no-build-isolation .

FROM python:3.13-slim-trixie
ENV PATH=/opt/loket/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN groupadd --system --gid 10001 loket \
 && useradd --system --uid 10001 --gid loket --home-dir /srv/loket --shell /usr/sbin/nologin loket \
 && install -d -o loket -g loket /srv/loket /srv/loket/var
COPY --from=build /opt/loket /opt/loket
USER loket
# the SQLite file, unless LOKET_DATABASE_URL names a PostgreSQL
WORKDIR /srv/loket
VOLUME /srv/loket/var
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8765/healthz', timeout=4)"]
CMD ["loket", "run"]
