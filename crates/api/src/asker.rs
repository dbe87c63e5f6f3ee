//! Who is asking, and in which language.

use std::pin::Pin;

use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use auth::Asking;
use domain::actor::Actor;
use domain::catalogue::{self, Catalogue};
use domain::people::person::Language;
use domain::store::Store;
use domain::{Error, Result};

use crate::problem::Failure;

/// Who is asking, and in which language they are answered.
#[derive(Clone, Debug)]
pub(crate) struct Asker {
    pub(crate) actor: Actor,
    pub(crate) language: Language,
}

impl Asker {
    async fn of(request: &HttpRequest) -> Result<Self> {
        let Asking(actor) = Asking::of(request).await?;
        let of_account = actor.access().and_then(|access| access.language);
        let language = of_account.unwrap_or_else(|| accepted(request));
        Ok(Self { actor, language })
    }

    /// The same asker with the access of this moment: after a command that changed who may do what.
    pub(crate) async fn renewed(self, store: &Store) -> Result<Self> {
        let Some(session) = self.actor.session() else { return Ok(self) };
        Ok(Self { actor: store.actor_of(session).await?, ..self })
    }

    /// The server's own words, in the asker's language.
    pub(crate) fn words(&self) -> &'static Catalogue {
        catalogue::of(self.language)
    }
}

impl FromRequest for Asker {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = std::result::Result<Self, Self::Error>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let known = request.extensions_mut().remove::<Known>();
            let asker = match known {
                Some(Known(asker)) => asker,
                None => Self::of(&request).await,
            }
            .map_err(Failure::Domain)?;
            // nobody in particular may read what is public, and writes nothing
            if !request.method().is_safe() && matches!(asker.actor, Actor::Anonymous(_)) {
                return Err(Failure::Domain(Error::Unauthenticated).into());
            }
            Ok(asker)
        })
    }
}

/// Whoever it is, signed in or not, also where something is done: by those who hold a link.
#[derive(Clone, Debug)]
pub(crate) struct Anyone(pub(crate) Asker);

impl FromRequest for Anyone {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = std::result::Result<Self, Self::Error>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let known = request.extensions_mut().remove::<Known>();
            let asker = match known {
                Some(Known(asker)) => asker,
                None => Asker::of(&request).await,
            };
            Ok(Self(asker.map_err(Failure::Domain)?))
        })
    }
}

/// Who asks, found out before anything else of the request is looked at.
struct Known(Result<Asker>);

/// Finds out who is asking before the address or the body is looked at: whoever is not signed in is told that first,
/// and every problem is worded in the language of the account.
///
/// # Errors
/// What comes from within.
pub async fn asker<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> std::result::Result<ServiceResponse<B>, actix_web::Error> {
    if request.path().starts_with("/api/v1/") {
        let known = Asker::of(request.request()).await;
        if let Ok(asker) = &known {
            // where a problem is rendered nobody is asked again
            request.extensions_mut().insert(asker.language);
        }
        request.extensions_mut().insert(Known(known));
    }
    next.call(request).await
}

/// The language of a request without an account.
pub(crate) fn accepted(request: &HttpRequest) -> Language {
    let header = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    catalogue::accepted(header)
}
