//! The only place where an error becomes a status, and the only form it goes out in (RFC 9457).

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::QueryPayloadError;
use actix_web::http::{StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, ResponseError};
use domain::Error;
use domain::catalogue;
use domain::people::person::Language;
use wire::{Problem, ProblemFault};

use crate::asker::accepted;
use crate::body::place::field;

/// The media type of a problem.
const PROBLEM: &str = "application/problem+json";

/// Why a request was refused.
#[derive(Debug)]
pub enum Failure {
    /// What a finder or command said.
    Domain(Error),
    /// The request itself has not the form it should have: a status, a code, and which value.
    Shape(StatusCode, &'static str, Vec<(String, &'static str)>),
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Domain(error)
    }
}

impl Failure {
    /// The shape of a request is wrong as a whole.
    pub(crate) fn shape(status: StatusCode, code: &'static str) -> Self {
        Self::Shape(status, code, Vec::new())
    }

    /// A header has not the form it should have. Its name is in small letters.
    pub(crate) fn header(name: &str) -> Self {
        Self::Shape(StatusCode::BAD_REQUEST, "bad_header", vec![(format!("/headers/{name}"), "wrong_form")])
    }

    /// One value of the request has not the form it should have.
    pub(crate) fn value(pointer: impl Into<String>, code: &'static str) -> Self {
        Self::Shape(StatusCode::UNPROCESSABLE_ENTITY, "invalid", vec![(pointer.into(), code)])
    }
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Shape(status, _, _) => *status,
            Self::Domain(error) => told(error).0,
        }
    }

    fn error_response(&self) -> HttpResponse {
        // the body is made by `problems`, which knows the request
        HttpResponse::new(self.status_code())
    }
}

/// An error's status and code.
fn told(error: &Error) -> (StatusCode, &'static str) {
    match error {
        Error::Unauthenticated => (StatusCode::UNAUTHORIZED, "unauthenticated"),
        Error::NotFound => (StatusCode::NOT_FOUND, "not_found"),
        Error::NotFoundIn(_) => (StatusCode::NOT_FOUND, "not_found_in"),
        Error::Forbidden => (StatusCode::FORBIDDEN, "forbidden"),
        Error::MayNot(code) => (StatusCode::FORBIDDEN, code),
        Error::Invalid(faults) if faults.iter().any(|f| f.code == "too_large") => {
            (StatusCode::PAYLOAD_TOO_LARGE, "too_large")
        }
        Error::Invalid(_) => (StatusCode::UNPROCESSABLE_ENTITY, "invalid"),
        Error::Stale => (StatusCode::PRECONDITION_FAILED, "stale"),
        Error::NameTaken(_) => (StatusCode::CONFLICT, "name_taken"),
        Error::Conflict(code) => (StatusCode::CONFLICT, code),
        Error::UnderWay => (StatusCode::CONFLICT, "under_way"),
        Error::TooMany(_) => (StatusCode::TOO_MANY_REQUESTS, "too_many"),
        Error::Unavailable(_) => (StatusCode::SERVICE_UNAVAILABLE, "unavailable"),
        Error::Internal(_) => (StatusCode::INTERNAL_SERVER_ERROR, "internal"),
    }
}

/// Gives every refusal under `/api` its problem body, in the language of the person asking.
///
/// # Errors
/// What other middleware within fails with; refusals are responses.
pub async fn problems<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, actix_web::Error> {
    // what a handler or extractor refuses comes back as a response that still carries its error
    let response = next.call(request).await?;
    let refused = response.status().is_client_error() || response.status().is_server_error();
    let told = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == PROBLEM);
    if !refused || told {
        return Ok(response.map_into_left_body());
    }
    let mut rendered = match response.response().error() {
        Some(error) => render(response.request(), error),
        None => bare(response.request(), response.status()),
    };
    for name in [header::ALLOW, header::CONTENT_RANGE] {
        if let Some(told) = response.headers().get(&name) {
            rendered.headers_mut().insert(name, told.clone());
        }
    }
    Ok(response.into_response(rendered).map_into_right_body())
}

fn render(request: &HttpRequest, error: &actix_web::Error) -> HttpResponse {
    if let Some(failure) = error.as_error::<Failure>() {
        return match failure {
            Failure::Domain(error) => of_domain(request, error),
            Failure::Shape(status, code, values) => {
                let faults = values.iter().map(|(pointer, code)| (pointer.clone(), *code)).collect();
                answer(request, *status, code, faults)
            }
        };
    }
    if let Some(QueryPayloadError::Deserialize(error)) = error.as_error() {
        return answer(request, StatusCode::BAD_REQUEST, "bad_query", of_query(&error.to_string()));
    }
    bare(request, error.as_response_error().status_code())
}

/// What is wrong with a query, where it can be told from what reading it said.
fn of_query(said: &str) -> Vec<(String, &'static str)> {
    let named = |beginning, code| {
        let (name, _) = said.strip_prefix(beginning)?.split_once('`')?;
        Some((field(name), code))
    };
    let kinds =
        [("unknown field `", "unknown_field"), ("missing field `", "missing"), ("duplicate field `", "too_many")];
    kinds.into_iter().find_map(|(beginning, code)| named(beginning, code)).into_iter().collect()
}

/// A refusal by the framework.
fn bare(request: &HttpRequest, status: StatusCode) -> HttpResponse {
    let code = match status {
        StatusCode::NOT_FOUND => "not_found",
        StatusCode::METHOD_NOT_ALLOWED => "method_not_allowed",
        StatusCode::PAYLOAD_TOO_LARGE => "too_large",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "unsupported_media_type",
        StatusCode::RANGE_NOT_SATISFIABLE => "range_not_satisfiable",
        StatusCode::UNAUTHORIZED => "unauthenticated",
        StatusCode::FORBIDDEN => "forbidden",
        status if status.is_client_error() => "bad_query",
        _ => "internal",
    };
    answer(request, status, code, Vec::new())
}

/// A refusal as a response: what `auth` and `realtime` tell their own refusals with.
pub fn of_domain(request: &HttpRequest, error: &Error) -> HttpResponse {
    let (status, code) = told(error);
    // the pattern, not the path: an address may hold a link's token
    let route = || request.match_pattern().unwrap_or_default();
    match error {
        Error::Internal(what) => tracing::error!(%what, route = route(), "a fault of ours"),
        Error::Unavailable(what) => tracing::warn!(%what, route = route(), "unavailable"),
        _ => {}
    }
    let faults = match error {
        Error::Invalid(faults) => faults.iter().map(|f| (f.pointer.to_owned(), f.code)).collect(),
        Error::NotFoundIn(pointer) => vec![((*pointer).to_owned(), "not_found")],
        _ => Vec::new(),
    };
    let mut response = answer(request, status, code, faults);
    let wait = match error {
        Error::TooMany(seconds) => Some(*seconds),
        Error::Unavailable(_) => Some(2),
        _ => None,
    };
    if let Some(seconds) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from(seconds));
    }
    response
}

fn answer(request: &HttpRequest, status: StatusCode, code: &str, faults: Vec<(String, &'static str)>) -> HttpResponse {
    let language = request.extensions().get::<Language>().copied().unwrap_or_else(|| accepted(request));
    let words = catalogue::of(language);
    // what one may not even read is not told of as something one may not change
    let reading = code == "forbidden" && request.method().is_safe();
    let (title, detail) = (words.problem)(if reading { "forbidden_to_read" } else { code });
    let problem = Problem {
        kind: format!("/problems/{code}"),
        title: title.to_owned(),
        status: status.as_u16(),
        detail: detail.to_owned(),
        instance: request.path().to_owned(),
        code: code.to_owned(),
        errors: faults
            .into_iter()
            .map(|(pointer, code)| ProblemFault {
                pointer,
                code: code.to_owned(),
                message: (words.fault)(code).to_owned(),
            })
            .collect(),
        request_id: crate::headers::request_id(request),
    };
    HttpResponse::build(status)
        .insert_header((header::CONTENT_TYPE, PROBLEM))
        .insert_header((header::CONTENT_LANGUAGE, language.word()))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(serde_json::to_vec(&problem).unwrap_or_default())
}
