//! `ETag`, `If-Match`, `If-None-Match` (RFC 9110 § 13).

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use crate::problem::Failure;

/// The revision the client started from.
///
/// # Errors
/// 428 without `If-Match`, 400 for one that is no revision: `*` and lists name none that one has seen.
pub(crate) fn if_match(request: &HttpRequest) -> Result<i64, Failure> {
    let value = request
        .headers()
        .get(header::IF_MATCH)
        .ok_or_else(|| Failure::shape(StatusCode::PRECONDITION_REQUIRED, "precondition_required"))?;
    let tag = value.to_str().unwrap_or_default().trim().trim_start_matches("W/").trim_matches('"');
    tag.parse().map_err(|_| Failure::header("if-match"))
}

/// Shows a thing with its revision as `ETag`.
pub(crate) fn shown<T: Serialize>(status: StatusCode, revision: i64, view: &T) -> HttpResponse {
    HttpResponse::build(status).insert_header((header::ETAG, format!("\"{revision}\""))).json(view)
}

/// Whether the client has this version already. Access has been checked before this is asked.
pub(crate) fn not_modified(request: &HttpRequest, tag: &str) -> bool {
    let Some(value) = request.headers().get(header::IF_NONE_MATCH) else { return false };
    let known = value.to_str().unwrap_or_default();
    known.split(',').map(|one| one.trim().trim_start_matches("W/")).any(|one| one == tag || one == "*")
}
