# The one binary with the web client in it. Built by `docker compose up --build`.
FROM node:24-bookworm-slim AS web
WORKDIR /web
COPY web/package.json web/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY web .
RUN npm run build

FROM rust:1.95-bookworm AS program
WORKDIR /samrum
COPY . .
COPY --from=web /web/dist web/dist
RUN cargo build --release --bin samrum

FROM debian:bookworm-slim
# The certificates that a mail server, or any server spoken to in secret, is known by.
# LibreOffice without a screen, only what makes pages of texts, sheets and slides, and fonts as wide as those that Office
# files are written in. Built with `--build-arg OFFICE=` it is left out, and the image is about 460 MiB smaller.
ARG OFFICE="libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui \
    fonts-liberation2 fonts-crosextra-carlito fonts-crosextra-caladea"
RUN apt-get update && apt-get install --yes --no-install-recommends ca-certificates $OFFICE \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home --home-dir /var/lib/samrum samrum
COPY --from=program /samrum/target/release/samrum /usr/local/bin/samrum
USER samrum
ENV SAMRUM_DATA=/var/lib/samrum SAMRUM_ADDRESS=0.0.0.0:8080
EXPOSE 8080
ENTRYPOINT ["samrum"]
CMD ["serve"]
