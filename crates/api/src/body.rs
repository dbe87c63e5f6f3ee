//! A JSON body: bounded, of the right type, without unknown fields; hashed, so that a repeated request is known again.

pub(crate) mod place;

use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::{StatusCode, header};
use actix_web::web::{Bytes, BytesMut};
use actix_web::{FromRequest, HttpRequest};
use domain::idempotency;
use futures_util::StreamExt;
use serde::de::DeserializeOwned;

use crate::once::keyed;
use crate::problem::Failure;

/// The most bytes of a JSON body.
const MOST: usize = 512 * 1024;

/// A JSON body, and the name the client gave the request.
#[derive(Debug)]
pub(crate) struct Body<T> {
    pub(crate) value: T,
    pub(crate) key: Option<idempotency::Key>,
}

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Self::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            is_json(&request)?;
            let bytes = taken(&mut payload).await?;
            let key = keyed(&request, &bytes)?;
            let value = parse(&bytes)?;
            Ok(Self { value, key })
        })
    }
}

/// The bytes of a body, at most [`MOST`] of them.
async fn taken(payload: &mut Payload) -> Result<Bytes, Failure> {
    let mut bytes = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Failure::shape(StatusCode::BAD_REQUEST, "bad_json"))?;
        if bytes.len() + chunk.len() > MOST {
            return Err(Failure::shape(StatusCode::PAYLOAD_TOO_LARGE, "too_large"));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.freeze())
}

fn is_json(request: &HttpRequest) -> Result<(), Failure> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if kind.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    Err(Failure::shape(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type"))
}

/// A request that has nothing to say besides its address, and the name the client gave it. What is sent with it all the
/// same is not read, but counts as its body.
#[derive(Debug)]
pub(crate) struct Bodiless {
    pub(crate) key: Option<idempotency::Key>,
}

impl FromRequest for Bodiless {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Self::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            let bytes = taken(&mut payload).await?;
            Ok(Self { key: keyed(&request, &bytes)? })
        })
    }
}

/// Text that is no JSON is a 400; JSON of another form than the route's is a 422 that says where.
fn parse<T: DeserializeOwned>(bytes: &Bytes) -> Result<T, Failure> {
    serde_json::from_slice(bytes).map_err(|error| {
        use serde_json::error::Category;
        // where a word is expected serde calls a number a fault of syntax
        let is_json = || serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok();
        match error.classify() {
            Category::Data => wrong(bytes, &error),
            Category::Syntax if is_json() => wrong(bytes, &error),
            Category::Io | Category::Syntax | Category::Eof => Failure::shape(StatusCode::BAD_REQUEST, "bad_json"),
        }
    })
}

/// JSON of another form, and where.
fn wrong(bytes: &Bytes, error: &serde_json::Error) -> Failure {
    let (said, mut pointer) = (error.to_string(), place::of(bytes, error));
    let step = place::field(said.split('`').nth(1).unwrap_or_default());
    if said.starts_with("missing field") {
        pointer.push_str(&step);
        Failure::value(pointer, "missing")
    } else if said.starts_with("unknown field") {
        // where a form is told from one of its fields, it is read before its place is known
        if !pointer.ends_with(&step) {
            pointer.push_str(&step);
        }
        Failure::value(pointer, "unknown_field")
    } else {
        Failure::value(pointer, "wrong_form")
    }
}
