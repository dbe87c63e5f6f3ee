//! Who opens a socket: everything this crate asks of `auth`.

use std::net::IpAddr;

use actix_web::{HttpRequest, HttpResponse, web};
use auth::{Asking, Auth, Client, check_origin, refusal};
use domain::Error;
use domain::ids::{PersonId, SessionId};

/// Somebody who may open one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Admitted {
    pub(crate) person: PersonId,
    pub(crate) session: SessionId,
    pub(crate) address: IpAddr,
}

/// Only our own pages (a browser lets every page open a socket, with the visitor's cookies), only somebody signed in.
///
/// # Errors
/// The answer that says why not.
pub(crate) async fn admit(request: &HttpRequest) -> Result<Admitted, HttpResponse> {
    let Some(auth) = request.app_data::<web::Data<Auth>>() else {
        return Err(refuse(request, &Error::internal("no Auth in the app's data")));
    };
    if !check_origin(request, auth.config()) {
        tracing::info!("refused: a socket from a foreign page");
        return Err(refuse(request, &Error::MayNot("foreign_origin")));
    }
    let asking = Asking::of(request).await.map_err(|error| refuse(request, &error))?;
    let (Some(person), Some(session)) = (asking.person(), asking.session()) else {
        return Err(refuse(request, &Error::Unauthenticated));
    };
    let address = Client::of(request, &auth.config().trusted_proxies).address;
    Ok(Admitted { person, session, address })
}

/// A refusal, as the app tells refusals.
pub(crate) fn refuse(request: &HttpRequest, error: &Error) -> HttpResponse {
    refusal(request, error)
}
