//! Who is asking, and in which language.

use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use auth::Asking;
use domain::actor::Actor;
use domain::catalogue::{self, Catalogue};
use domain::people::person::Language;

/// Who is asking, and in which language they are answered.
#[derive(Clone, Debug)]
pub(crate) struct Asker {
    pub(crate) actor: Actor,
    pub(crate) language: Language,
}

impl Asker {
    /// The server's own words, in the asker's language.
    pub(crate) fn words(&self) -> &'static Catalogue {
        catalogue::of(self.language)
    }
}

impl FromRequest for Asker {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Self::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let asking = Asking::from_request(request, payload);
        let request = request.clone();
        Box::pin(async move {
            let Asking(actor) = asking.await?;
            let of_account = actor.access().and_then(|access| access.language);
            let language = of_account.unwrap_or_else(|| accepted(&request));
            // where a problem is rendered nobody is asked again
            request.extensions_mut().insert(language);
            Ok(Self { actor, language })
        })
    }
}

/// The language of a request without an account.
pub(crate) fn accepted(request: &HttpRequest) -> Language {
    let header = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    catalogue::accepted(header)
}
