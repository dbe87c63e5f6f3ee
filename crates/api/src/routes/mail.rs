//! What mails one wants, a network's choice for its mails, and the queue.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpRequest, HttpResponse, get, put};
use chrono::{DateTime, Utc};
use domain::Error;
use domain::ids::NetworkId;
use domain::notifications::{self, MailState};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use wire::{ChangeNetworkMail, List, MailSettings, NetworkMail, Problem, QueuedMail, ShownMail};

use crate::asker::Asker;
use crate::body::Body;
use crate::cursor;
use crate::listed::Listed;
use crate::preconditions::{if_match, shown as with_tag};
use crate::problem::Failure;
use crate::state::Api;

/// What mails one wants.
#[utoipa::path(tag = "mail", responses((status = 200, body = MailSettings), (status = 401, body = Problem)))]
#[get("/me/mail")]
pub(super) async fn settings(asker: Asker, api: Data<Api>) -> Result<Json<MailSettings>, Failure> {
    Ok(Json(notifications::own_settings(api.store.reader(), &asker.actor).await?.into()))
}

/// Choose what mails one wants.
#[utoipa::path(tag = "mail", request_body = MailSettings, responses((status = 200, body = MailSettings), (status = 401, body = Problem), (status = 422, body = Problem)))]
#[put("/me/mail")]
pub(super) async fn set_settings(
    asker: Asker,
    api: Data<Api>,
    body: Body<MailSettings>,
) -> Result<Json<MailSettings>, Failure> {
    let wanted = body.value;
    api.store.write(&asker.actor, move |tx| async move { notifications::set_own(&tx, wanted.into()).await }).await?;
    Ok(Json(wanted))
}

/// Whether a network's mails hold what was written; for those who govern it.
#[utoipa::path(tag = "mail", responses((status = 200, body = NetworkMail), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/mail")]
pub(super) async fn of_network(asker: Asker, api: Data<Api>, id: Path<NetworkId>) -> Result<HttpResponse, Failure> {
    network_view(&api, &asker, *id).await
}

async fn network_view(api: &Api, asker: &Asker, id: NetworkId) -> Result<HttpResponse, Failure> {
    let found = notifications::settings_of(api.store.reader(), &asker.actor, id).await?;
    let view = NetworkMail { content: found.content, revision: found.revision };
    Ok(with_tag(StatusCode::OK, view.revision, &view))
}

/// Choose whether a network's mails hold what was written.
#[utoipa::path(tag = "mail", request_body = ChangeNetworkMail, responses((status = 200, body = NetworkMail), (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem), (status = 428, body = Problem)))]
#[put("/networks/{id}/mail")]
pub(super) async fn set_of_network(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    body: Body<ChangeNetworkMail>,
) -> Result<HttpResponse, Failure> {
    let (id, content) = (id.into_inner(), body.value.content);
    // who may not is told that before what the request lacks
    notifications::settings_of(api.store.reader(), &asker.actor, id).await?;
    let revision = if_match(&request)?;
    api.store
        .write(&asker.actor, move |tx| async move { notifications::set_mail_content(&tx, id, revision, content).await })
        .await?;
    network_view(&api, &asker, id).await
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct QueueQuery {
    /// Only in this state.
    #[serde(default)]
    state: Option<MailState>,
    /// At most so many, 1–100; 20 without it.
    #[serde(default)]
    limit: Option<i64>,
    /// The `next_cursor` of the page before.
    #[serde(default)]
    cursor: Option<String>,
}

/// The mail queue, the newest first; for whoever runs the installation. It tells nothing of what mails say.
#[utoipa::path(tag = "mail", params(QueueQuery), responses((status = 200, body = List<QueuedMail>), (status = 401, body = Problem), (status = 403, body = Problem)))]
#[get("/mails")]
pub(super) async fn queue(
    asker: Asker,
    api: Data<Api>,
    query: Query<QueueQuery>,
) -> Result<Listed<List<QueuedMail>>, Failure> {
    let limit = cursor::limit(query.limit)?;
    let after: Option<(DateTime<Utc>, Uuid)> = cursor::read(query.cursor.as_deref())?;
    let mut rows = notifications::queue(api.store.reader(), &asker.actor, query.state, after, limit + 1).await?;
    let next_cursor = cursor::cut(&mut rows, limit, |row| (row.created_at, row.id));
    Ok(Listed(List { items: rows.into_iter().map(QueuedMail::from).collect(), next_cursor }))
}

/// What a mail says: in a demo, where none is sent and everybody is invented. Elsewhere there is no such thing.
#[utoipa::path(tag = "mail", responses((status = 200, body = ShownMail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/mails/{id}")]
pub(super) async fn shown(asker: Asker, api: Data<Api>, id: Path<Uuid>) -> Result<Json<ShownMail>, Failure> {
    let found = notifications::queued(api.store.reader(), &asker.actor, *id).await?;
    let Some(demo) = &api.demo else { return Err(Error::NotFound.into()) };
    let path = demo.mails.join(format!("{}.json", found.id));
    let bytes = match tokio::fs::read(&path).await {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(Error::NotFound.into()),
        Err(error) => return Err(Error::Unavailable(error.to_string()).into()),
    };
    let mail: ShownMail = serde_json::from_slice(&bytes).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(Json(mail))
}
