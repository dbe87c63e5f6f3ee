//! The link in every mail that stops such mails. Looking at it changes nothing: mail scanners look at everything. Who
//! holds the link needs no session.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use domain::notifications::{self, Stop, StopLink};
use wire::{MailLink, Problem, StopMails, WhatToStop};

use crate::body::Body;
use crate::problem::Failure;
use crate::state::Api;

/// What the link of a mail stops.
#[utoipa::path(tag = "mail", responses((status = 200, body = MailLink), (status = 404, body = Problem)))]
#[get("/mail-links/{token}")]
pub(super) async fn show(api: Data<Api>, token: Path<String>) -> Result<Json<MailLink>, Failure> {
    Ok(Json(view(&notifications::stop_link(api.store.reader(), &token).await?)))
}

/// Stop mails by a link, or let them go on.
#[utoipa::path(tag = "mail", request_body = StopMails, responses((status = 200, body = MailLink), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/mail-links/{token}")]
pub(super) async fn act(api: Data<Api>, token: Path<String>, body: Body<StopMails>) -> Result<Json<MailLink>, Failure> {
    let what = match body.value.what {
        WhatToStop::Kind => Stop::Kind,
        WhatToStop::Conversation => Stop::Conversation,
    };
    carry_out(&api, &token, what, body.value.stopped).await?;
    Ok(Json(view(&notifications::stop_link(api.store.reader(), &token).await?)))
}

/// A mail program stops such mails by itself (RFC 8058 § 3.1): it posts to the address of the link and asks nothing.
pub(super) async fn one_click(api: Data<Api>, token: Path<String>) -> Result<HttpResponse, Failure> {
    carry_out(&api, &token, Stop::Kind, true).await?;
    Ok(HttpResponse::NoContent().finish())
}

async fn carry_out(api: &Api, token: &str, what: Stop, stopped: bool) -> Result<(), Failure> {
    let link = notifications::stop_link(api.store.reader(), token).await?;
    let holder = link.holder(&api.store.anonymous().await?);
    api.store.write(&holder, move |tx| async move { notifications::stop(&tx, &link, what, stopped).await }).await?;
    Ok(())
}

fn view(link: &StopLink) -> MailLink {
    MailLink {
        kind: link.kind(),
        stopped: link.kind_stopped(),
        of_search: link.of_search(),
        conversation_stopped: link.conversation_stopped(),
    }
}
