# Another base needs Python 3.11 or newer with venv and pip:  docker build --build-arg BASE=… .
ARG BASE=python:3.12-slim

FROM ${BASE} AS build
WORKDIR /src
RUN python3 -m venv --without-pip /opt/bot
COPY requirements.lock ./
# Wheels alone: what is built from source would fetch its tools without a hash.
RUN python3 -m pip --python /opt/bot install --no-cache-dir --only-binary :all: --require-hashes -r requirements.lock
COPY pyproject.toml README.md ./
COPY bot bot
# setuptools, which builds it, is in the lock as well.
RUN python3 -m pip --python /opt/bot install --no-cache-dir --no-index --no-deps --no-build-isolation .

FROM ${BASE}
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin bot \
    && install -d -o bot -g bot -m 700 /var/lib/ldn-faq-bot
COPY --from=build /opt/bot /opt/bot
WORKDIR /app
COPY --chmod=644 faq.yaml faq.es.yaml ./
ENV PATH=/opt/bot/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    STATE_DIR=/var/lib/ldn-faq-bot \
    HEALTH_PORT=8081
VOLUME /var/lib/ldn-faq-bot
# By its number, so that a cluster can see that it isn't root.
USER 10001:10001
# Without a proxy, which would not find this container.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-c", \
    "import os, sys, urllib.request as web; sys.tracebacklimit = 0; web.build_opener(web.ProxyHandler({})).open(f'http://127.0.0.1:{os.environ[\"HEALTH_PORT\"]}/healthz', timeout=4)"]
CMD ["ldn-faq-bot", "run"]
