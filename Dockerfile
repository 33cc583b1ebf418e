FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml README.md ./
COPY bot bot
RUN python -m venv /opt/bot && /opt/bot/bin/pip install --no-cache-dir .

FROM python:3.12-slim
RUN useradd --system --no-create-home --shell /usr/sbin/nologin bot && install -d -o bot /var/lib/ldn-faq-bot
COPY --from=build /opt/bot /opt/bot
WORKDIR /app
COPY faq.yaml ./
ENV PATH=/opt/bot/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 STATE_DIR=/var/lib/ldn-faq-bot
VOLUME /var/lib/ldn-faq-bot
USER bot
CMD ["ldn-faq-bot", "run"]
