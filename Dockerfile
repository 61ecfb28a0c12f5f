# syntax=docker/dockerfile:1
# Build: docker build --build-arg COMMIT=$(git rev-parse --short=12 HEAD) --tag accounts-server .
# Run:   docker run --publish 8080:8080 --env-file accounts.env accounts-server

FROM rust:1.95-slim-bookworm AS build
WORKDIR /source
COPY . .
ARG COMMIT=unknown
RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/source/target \
    BUILD_COMMIT=$COMMIT cargo build --release --locked --package accounts-server \
    && cp target/release/accounts-server /usr/local/bin/

FROM debian:bookworm-slim
# Authorities of TLS certificates: Stripe's, the issuer's, PostgreSQL's.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home --home-dir /data accounts
COPY --from=build /usr/local/bin/accounts-server /usr/local/bin/
USER 10001
# The SQLite file, unless ACCOUNTS_DATABASE_URL names a PostgreSQL.
WORKDIR /data
VOLUME /data
# Outside loopback ACCOUNTS_KEY_SECRET is required: the server says so and does not start without it.
ENV ACCOUNTS_LISTEN=0.0.0.0:8080
EXPOSE 8080
# An orchestrator asks GET /healthz (is it alive) and GET /readyz (may it be sent requests); an engine without one runs this.
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 CMD ["accounts-server", "healthcheck"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["accounts-server"]
