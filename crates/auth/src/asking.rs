//! The extractor that says who is asking.

use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::error::InternalError;
use actix_web::http::StatusCode;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use domain::actor::Actor;
use domain::{Error, Result};
use futures_util::future::LocalBoxFuture;

use crate::signing::Auth;

/// How a refusal is told. The API registers its own as `app_data(ErrorRenderer(render))`; without one the answer is the
/// bare status.
#[derive(Clone, Copy, Debug)]
pub struct ErrorRenderer(pub fn(&HttpRequest, &Error) -> HttpResponse);

/// A refusal by this crate, as the app tells refusals.
#[must_use]
pub fn refusal(request: &HttpRequest, error: &Error) -> HttpResponse {
    if let Some(ErrorRenderer(render)) = request.app_data::<ErrorRenderer>() {
        return render(request, error);
    }
    match error {
        Error::Unauthenticated => HttpResponse::Unauthorized().finish(),
        Error::Forbidden | Error::MayNot(_) => HttpResponse::Forbidden().finish(),
        Error::TooMany(seconds) => {
            HttpResponse::TooManyRequests().insert_header(("Retry-After", seconds.to_string())).finish()
        }
        Error::Unavailable(_) => HttpResponse::ServiceUnavailable().finish(),
        Error::Invalid(_) => HttpResponse::UnprocessableEntity().finish(),
        Error::NotFound | Error::NotFoundIn(_) => HttpResponse::NotFound().finish(),
        Error::Stale => HttpResponse::PreconditionFailed().finish(),
        Error::NameTaken(_) | Error::Conflict(_) | Error::UnderWay => HttpResponse::Conflict().finish(),
        Error::Internal(_) => HttpResponse::build(StatusCode::INTERNAL_SERVER_ERROR).finish(),
    }
}

/// Who is asking: the person of the bearer token or, without one, of the access cookie; nobody in particular where
/// there is neither. A token that is wrong, has run out, or whose session has ended is a refusal (401), so that a
/// client knows to refresh; a database out of reach is 503, never 401.
#[derive(Clone, Debug)]
pub struct Asking(pub Actor);

impl Deref for Asking {
    type Target = Actor;

    fn deref(&self) -> &Actor {
        &self.0
    }
}

impl Asking {
    /// The same for code that has a request and no extractor, such as the socket's handshake.
    ///
    /// # Errors
    /// As the extractor.
    pub async fn of(request: &HttpRequest) -> Result<Self> {
        let auth = request.app_data::<web::Data<Auth>>().ok_or_else(|| Error::internal("no Auth in the app's data"))?;
        let token = match bearer(request)? {
            Some(token) => Some(token.to_owned()),
            None => auth.access_cookie(request),
        };
        match token {
            Some(token) => auth.actor_from_access(&token).await.map(Self),
            None => auth.store().anonymous().await.map(Self),
        }
    }
}

impl FromRequest for Asking {
    type Error = actix_web::Error;
    type Future = LocalBoxFuture<'static, Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            Self::of(&request).await.map_err(|error| {
                let response = refusal(&request, &error);
                InternalError::from_response(error, response).into()
            })
        })
    }
}

/// The bearer token of a request; other schemes are somebody else's (a proxy's, say).
pub(crate) fn bearer(request: &HttpRequest) -> Result<Option<&str>> {
    let mut all = request.headers().get_all(AUTHORIZATION);
    let Some(first) = all.next() else {
        return Ok(None);
    };
    let text = first.to_str().map_err(|_| Error::Unauthenticated)?;
    let (scheme, token) = text.split_once(' ').unwrap_or((text, ""));
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Ok(None);
    }
    // two would leave open whose request it is
    if all.next().is_some() { Err(Error::Unauthenticated) } else { Ok(Some(token.trim())) }
}
