//! Accepting what a link gives: as the person signed in, or with a new account that is signed in at once.

use actix_web::{HttpRequest, HttpResponse};
use auth::{Auth, check_rules};
use domain::Error;
use domain::actor::Actor;
use domain::ids::PersonId;
use domain::networks::invitation::{Link, LinkState, NewAccount};
use serde::Serialize;
use wire::InvitedAccount;

use crate::asker::Asker;
use crate::problem::Failure;
use crate::routes::sessions::client;

/// Who redeems a link, and the account to make for them where they have none.
pub(super) struct Redeeming {
    pub(super) actor: Actor,
    pub(super) account: Option<NewAccount>,
}

impl Redeeming {
    /// Whoever is signed in is it; else the link's holder, with the account they ask for where the link is open.
    pub(super) async fn by(
        auth: &Auth,
        request: &HttpRequest,
        asker: &Asker,
        link: &Link,
        asked: Option<InvitedAccount>,
    ) -> Result<Self, Failure> {
        if asker.actor.person().is_some() {
            return Ok(Self { actor: asker.actor.clone(), account: None });
        }
        let actor = link.holder(&asker.actor);
        let Some(new) = asked.filter(|_| link.state == LinkState::Open) else {
            return Ok(Self { actor, account: None });
        };
        auth.try_link(&client(auth, request))?;
        check_rules("/account/password", &new.password, &link.email, &new.name)?;
        let password_hash = auth.hasher().hash(&new.password).await?;
        Ok(Self { actor, account: Some(NewAccount { name: new.name, password_hash, language: asker.language }) })
    }
}

/// A refusal of the account's name stands within the account, where the body has it.
pub(super) fn placed(error: Error, account: bool) -> Error {
    match error {
        Error::Invalid(_) if account => Error::invalid("/account/name", "length"),
        other => other,
    }
}

/// The answer to whoever accepted: somebody new is signed in with it.
pub(super) async fn welcome(
    auth: &Auth,
    request: &HttpRequest,
    new: Option<PersonId>,
    body: impl Serialize,
) -> Result<HttpResponse, Failure> {
    let mut response = HttpResponse::Ok();
    if let Some(person) = new {
        for cookie in auth.cookies(&auth.begin(person, &client(auth, request)).await?) {
            response.cookie(cookie);
        }
    }
    Ok(response.json(body))
}
