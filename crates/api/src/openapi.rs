//! The API described by itself (OpenAPI 3.1), collected from the routes.

use utoipa::openapi::{ContactBuilder, InfoBuilder, OpenApi, OpenApiBuilder};

/// The head of the document; the routes add themselves.
#[must_use]
pub fn head(version: &str) -> OpenApi {
    let info = InfoBuilder::new()
        .title("Samrum")
        .version(version)
        .description(Some(
            "The workspace of municipal and regional networks. Sign in with `POST /api/v1/session` (cookies, for \
             browsers) or `POST /api/v1/token` (bearer tokens, for programs). Errors are problems (RFC 9457); lists \
             have opaque cursors, and `Link` leads to the next page; changes of shared things need `If-Match`; what \
             makes something takes an `Idempotency-Key`, and is done once however often it is sent.",
        ))
        .contact(Some(ContactBuilder::new().name(Some("Samrum")).build()))
        .build();
    OpenApiBuilder::new().info(info).build()
}
