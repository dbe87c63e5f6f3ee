//! The log of what was done: the installation's for whoever runs it, a network's for its coordinators. Who, what, when;
//! never what anybody wrote.

use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpResponse, get};
use chrono::NaiveDate;
use chrono_tz::Europe::Stockholm;
use domain::audit::{self, Filter, Whose};
use domain::ids::NetworkId;
use domain::networks::network;
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{AuditChain, List, Noted, Problem};

use crate::asker::Asker;
use crate::cursor;
use crate::listed::Listed;
use crate::problem::Failure;
use crate::state::Api;
use crate::table_file::{self, Form, Table};

/// The widths of the columns of the file, in characters.
const WIDTHS: [f64; 11] = [8.0, 20.0, 26.0, 26.0, 34.0, 26.0, 34.0, 34.0, 30.0, 20.0, 20.0];

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct LogQuery {
    /// Only acts of this kind.
    #[serde(default)]
    act: Option<String>,
    /// Only acts that name this.
    #[serde(default)]
    q: Option<String>,
    /// Not before this day.
    #[serde(default)]
    from: Option<NaiveDate>,
    /// Not after this day.
    #[serde(default)]
    to: Option<NaiveDate>,
    /// At most so many, 1–100; 20 without it. A file holds all.
    #[serde(default)]
    limit: Option<i64>,
    /// The `next_cursor` of the page before.
    #[serde(default)]
    cursor: Option<String>,
    /// As a file: `csv` or `xlsx`; `csv` without it.
    #[serde(default)]
    #[param(inline)]
    form: Form,
}

impl LogQuery {
    fn filter(&self) -> Filter {
        let q = self.q.clone().unwrap_or_default();
        Filter { act: self.act.clone(), q, from: self.from, to: self.to }
    }
}

/// The log of the installation, the newest first.
#[utoipa::path(tag = "installation", operation_id = "log", params(LogQuery), responses((status = 200, body = List<Noted>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
#[get("/audit")]
pub(super) async fn log(asker: Asker, api: Data<Api>, query: Query<LogQuery>) -> Result<Listed<List<Noted>>, Failure> {
    page(&api, &asker, Whose::Installation, &query).await
}

/// The same as a table to take along, with the hashes.
#[utoipa::path(tag = "installation", operation_id = "log_file", params(LogQuery), responses((status = 200, description = "The file", content_type = "application/octet-stream"), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
#[get("/audit/file")]
pub(super) async fn log_file(asker: Asker, api: Data<Api>, query: Query<LogQuery>) -> Result<HttpResponse, Failure> {
    file(&api, &asker, Whose::Installation, &query, "samrum").await
}

/// Whether the log is as it was written.
#[utoipa::path(tag = "installation", operation_id = "log_chain", responses((status = 200, body = AuditChain), (status = 401, body = Problem), (status = 403, body = Problem)))]
#[get("/audit/chain")]
pub(super) async fn log_chain(asker: Asker, api: Data<Api>) -> Result<Json<AuditChain>, Failure> {
    Ok(Json(audit::chain(api.store.reader(), &asker.actor, Whose::Installation).await?.into()))
}

/// The log of a network, the newest first.
#[utoipa::path(tag = "networks", operation_id = "log_of_network", params(LogQuery), responses((status = 200, body = List<Noted>), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[get("/networks/{id}/audit")]
pub(super) async fn of_network(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    query: Query<LogQuery>,
) -> Result<Listed<List<Noted>>, Failure> {
    page(&api, &asker, Whose::Network(*id), &query).await
}

/// The same as a table to take along, with the hashes.
#[utoipa::path(tag = "networks", operation_id = "log_of_network_file", params(LogQuery), responses((status = 200, description = "The file", content_type = "application/octet-stream"), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[get("/networks/{id}/audit/file")]
pub(super) async fn of_network_file(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    query: Query<LogQuery>,
) -> Result<HttpResponse, Failure> {
    let slug = network::readable(api.store.reader(), &asker.actor, *id).await?.slug;
    file(&api, &asker, Whose::Network(*id), &query, &slug).await
}

/// Whether the log that the network's is part of is as it was written.
#[utoipa::path(tag = "networks", operation_id = "log_of_network_chain", responses((status = 200, body = AuditChain), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/audit/chain")]
pub(super) async fn of_network_chain(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
) -> Result<Json<AuditChain>, Failure> {
    Ok(Json(audit::chain(api.store.reader(), &asker.actor, Whose::Network(*id)).await?.into()))
}

async fn page(api: &Api, asker: &Asker, whose: Whose, query: &LogQuery) -> Result<Listed<List<Noted>>, Failure> {
    let limit = cursor::limit(query.limit)?;
    let before: Option<i64> = cursor::read(query.cursor.as_deref())?;
    let mut rows = audit::list(api.store.reader(), &asker.actor, whose, &query.filter(), before, limit + 1).await?;
    let next_cursor = cursor::cut(&mut rows, limit, |row| row.id);
    Ok(Listed(List { items: rows.into_iter().map(Into::into).collect(), next_cursor }))
}

async fn file(api: &Api, asker: &Asker, whose: Whose, query: &LogQuery, name: &str) -> Result<HttpResponse, Failure> {
    let acts = audit::take(api.store.reader(), &asker.actor, whose, &query.filter()).await?;
    let words = asker.words();
    let rows = acts.into_iter().map(|act| {
        let actor = match (act.actor_name, act.actor) {
            (Some(name), _) => name,
            (None, Some(_)) => words.representative.to_owned(),
            (None, None) => words.log.installation.to_owned(),
        };
        vec![
            act.id.to_string(),
            act.at.with_timezone(&Stockholm).format("%Y-%m-%d %H:%M:%S").to_string(),
            act.network_name.unwrap_or_default(),
            actor,
            words.log.act(&act.act).unwrap_or(&act.act).to_owned(),
            act.act.clone(),
            act.subject_name.unwrap_or(act.subject),
            words.log.told(&act.act, &act.told),
            act.facts,
            act.previous_hash,
            act.hash,
        ]
    });
    let head = words.log.columns.map(str::to_owned).into_iter().zip(WIDTHS).collect();
    let name = format!("{name} {} {}", words.log.name, api.store.clock().today());
    table_file::answer(query.form, &name, Table { head, rows: rows.collect() }).await
}
