//! Oneself.

use actix_web::web::{Data, Json};
use actix_web::{HttpRequest, HttpResponse, get, patch, put};
use auth::Auth;
use domain::networks::{network, organisation};
use domain::people::person::{self, Preferences};
use domain::store::Tx;
use wire::{Account, ChangeMe, ChangePassword, Me, Named, NetworkRef, Problem, Standing};

use crate::asker::Asker;
use crate::body::Body;
use crate::problem::Failure;
use crate::rendering;
use crate::state::Api;

/// Oneself, and one's standings today.
#[utoipa::path(tag = "me", responses((status = 200, body = Me), (status = 401, body = Problem)))]
#[get("/me")]
pub(super) async fn show(asker: Asker, api: Data<Api>) -> Result<Json<Me>, Failure> {
    Ok(Json(view(&api, &asker).await?))
}

/// Change one's own name, language or theme, or whether one has a part in who has seen something.
#[utoipa::path(tag = "me", request_body = ChangeMe, responses((status = 200, body = Me), (status = 401, body = Problem), (status = 422, body = Problem)))]
#[patch("/me")]
pub(super) async fn change(asker: Asker, api: Data<Api>, body: Body<ChangeMe>) -> Result<Json<Me>, Failure> {
    let ChangeMe { name, language, theme, tells_seen } = body.value;
    let wanted = Preferences { language, theme, tells_seen };
    let work = move |tx: Tx| async move {
        if let Some(name) = name {
            person::rename(&tx, &name).await?;
        }
        person::set_preferences(&tx, wanted).await
    };
    api.store.write(&asker.actor, work).await?;
    Ok(Json(view(&api, &asker).await?))
}

/// Change one's password; every other device is signed out.
#[utoipa::path(tag = "me", request_body = ChangePassword, responses((status = 204), (status = 401, body = Problem), (status = 422, body = Problem)))]
#[put("/me/password")]
pub(super) async fn change_password(
    request: HttpRequest,
    asker: Asker,
    auth: Data<Auth>,
    body: Body<ChangePassword>,
) -> Result<HttpResponse, Failure> {
    let ChangePassword { current, new } = body.value;
    auth.change_password(&asker.actor, &current, &new, &super::sessions::client(&auth, &request)).await?;
    Ok(HttpResponse::NoContent().finish())
}

pub(super) async fn view(api: &Api, asker: &Asker) -> Result<Me, Failure> {
    let db = api.store.reader();
    let account = person::account(db, &asker.actor).await?;
    let at = rendering::at(db, account.id).await?;
    let networks = network::visible(db, &asker.actor).await?;
    let organisations = organisation::own(db, &asker.actor).await?;
    let access = asker.actor.own_access()?;
    let standings = access
        .standings
        .iter()
        .map(|standing| Standing {
            kind: standing.kind,
            network: networks.iter().find(|n| Some(n.id) == standing.network).map(|n| NetworkRef {
                id: n.id,
                slug: n.slug.clone(),
                name: n.name.clone(),
            }),
            organisation: organisations
                .iter()
                .find(|o| Some(o.id) == standing.organisation)
                .map(|o| Named { id: o.id.0, name: o.name.clone() }),
            seat_id: standing.seat,
            seat_kind: standing.seat_kind,
            title: standing.title.clone(),
            part: standing.part,
            to: standing.to,
        })
        .collect();
    Ok(Me {
        person: Account {
            id: account.id,
            name: account.name,
            email: account.email,
            language: account.language,
            theme: account.theme,
            tells_seen: account.tells_seen,
        },
        administrator: access.administrator(),
        demo: api.demo.is_some(),
        standings,
        stream: at.stream.clone(),
        at,
    })
}
