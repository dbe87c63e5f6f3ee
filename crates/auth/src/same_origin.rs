//! What a browser sends by itself counts only from our own pages.

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{COOKIE, HOST, HeaderMap, ORIGIN};
use actix_web::middleware::Next;
use actix_web::{HttpRequest, web};
use domain::Error;

use crate::asking::{bearer, refusal};
use crate::config::Config;
use crate::origin::{Claims, Said, own};
use crate::signing::Auth;

/// Whether the request comes from one of our own pages, or from no page at all. For the socket's handshake, which is a
/// GET and needs it as much as a write; [`same_origin`] asks it for every unsafe method.
#[must_use]
pub fn check_origin(request: &HttpRequest, config: &Config) -> bool {
    let headers = request.headers();
    let host = match said(headers, HOST.as_str()) {
        Said::Once(host) => Some(host),
        // HTTP/2 says it in the URI
        Said::Nothing => request.uri().authority().map(actix_web::http::uri::Authority::as_str),
        Said::Unclear => None,
    };
    let claims = Claims {
        site: said(headers, "sec-fetch-site"),
        origin: said(headers, ORIGIN.as_str()),
        host,
        bearer: bearer(request).is_ok_and(|token| token.is_some()),
        cookies: headers.contains_key(COOKIE),
        socket: request.method().is_safe(),
    };
    own(&claims, &config.public)
}

fn said<'a>(headers: &'a HeaderMap, name: &str) -> Said<'a> {
    let mut all = headers.get_all(name);
    match (all.next(), all.next()) {
        (None, _) => Said::Nothing,
        (Some(one), None) => one.to_str().map_or(Said::Unclear, Said::Once),
        (Some(_), Some(_)) => Said::Unclear,
    }
}

/// Middleware (`wrap(from_fn(auth::same_origin))`): an unsafe method from a foreign page is refused with 403 before
/// anything of it is read. Needs [`Auth`] in the app's data; refuses everything unsafe without.
///
/// # Errors
/// Only what the service behind it gives.
pub async fn same_origin<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, actix_web::Error> {
    let passes = request.method().is_safe()
        || request.app_data::<web::Data<Auth>>().is_some_and(|auth| check_origin(request.request(), auth.config()));
    if passes {
        return Ok(next.call(request).await?.map_into_left_body());
    }
    tracing::info!(path = request.path(), "refused: from a foreign page");
    let response = refusal(request.request(), &Error::MayNot("foreign_origin"));
    Ok(request.into_response(response).map_into_right_body())
}
