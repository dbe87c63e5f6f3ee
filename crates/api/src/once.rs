//! `Idempotency-Key`: the name that a client gives a request, so that it may send it again and have it done once.
//!
//! Every `POST` that makes something for somebody who is signed in, or sends something to somebody, takes it. These do not,
//! and why:
//!
//! - What is done without being signed in: expressions of interest and the links of letters. A link for one act does it
//!   once; what the holder of a case's link writes stands in the answer, where it can be seen to be there.
//! - `POST /me/calendar` answers with a secret that is kept nowhere. Sent again it makes another, which is what whoever never
//!   saw the first needs.
//! - `POST /me/addresses` holds a password, of which not even a hash is to be kept. Sent again it takes the place of what
//!   was asked before.
//! - Reminders go at most once a day, letters that ask for decisions once a week, and the second is told so.
//! - What changes the state of something, from a revision or to what it is already.

use actix_web::HttpRequest;
use domain::idempotency::Key;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::{ObjectBuilder, Required, Type};

use crate::problem::Failure;

/// The header.
const HEADER: &str = "Idempotency-Key";
/// The most characters of it.
const LONGEST: usize = 200;

/// The header as a parameter of an operation, for its description.
pub(crate) struct IdempotencyKey;

impl IntoParams for IdempotencyKey {
    fn into_params(_place: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let text = ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)).max_length(Some(LONGEST));
        let told = "The client's own name for the request, remembered for a day. Sent again with the same body it is \
                    answered as before and nothing is done anew; with another body it is refused (422), and so it is \
                    while the first is being carried out (409).";
        let header = ParameterBuilder::new().name(HEADER).parameter_in(ParameterIn::Header).required(Required::False);
        vec![header.description(Some(told)).schema(Some(text)).build()]
    }
}

/// The name a request was given.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    key: String,
    route: String,
}

impl Name {
    /// # Errors
    /// 400 for one that is empty, too long or no text.
    pub(crate) fn of(request: &HttpRequest) -> Result<Option<Self>, Failure> {
        let Some(value) = request.headers().get(HEADER) else { return Ok(None) };
        let key = value.to_str().ok().filter(|key| !key.is_empty() && key.len() <= LONGEST);
        let key = key.ok_or_else(|| Failure::header("idempotency-key"))?.to_owned();
        Ok(Some(Self { key, route: format!("{} {}", request.method(), request.path()) }))
    }

    /// The key of the request that says this.
    pub(crate) fn saying(self, body: &[u8]) -> Key {
        let body_hash = Sha256::digest(body).iter().map(|byte| format!("{byte:02x}")).collect();
        Key { key: self.key, route: self.route, body_hash }
    }
}

/// The key of a request that says this, where it has one.
///
/// # Errors
/// As [`Name::of`].
pub(crate) fn keyed(request: &HttpRequest, body: &[u8]) -> Result<Option<Key>, Failure> {
    Ok(Name::of(request)?.map(|name| name.saying(body)))
}
