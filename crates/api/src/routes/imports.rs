//! Imports: a zip brought in by a coordinator, looked through, put right and confirmed.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post};
use domain::documents::import;
use domain::documents::pieces;
use domain::idempotency;
use domain::ids::{ImportId, NetworkId, OrganisationId};
use domain::store::Tx;
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{ChangeImportFiles, Import, ImportFile, ImportFilter, ImportOccasion, List, NewImport, Problem, PutRight};

use crate::asker::Asker;
use crate::body::Body;
use crate::cursor;
use crate::listed::Listed;
use crate::once::IdempotencyKey;
use crate::preconditions::{if_match, shown};
use crate::problem::Failure;
use crate::state::Api;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct PageQuery {
    /// At most so many, 1–100; 20 without it.
    #[serde(default)]
    limit: Option<i64>,
    /// The `next_cursor` of the page before.
    #[serde(default)]
    cursor: Option<String>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct FilesQuery {
    /// Only what stands so.
    #[serde(default)]
    #[param(value_type = Option<domain::documents::import::FileState>)]
    state: Option<import::FileState>,
    /// Only with this in the path.
    #[serde(default)]
    q: Option<String>,
    /// Only of this host.
    #[serde(default)]
    host: Option<OrganisationId>,
    /// Only of this year.
    #[serde(default)]
    year: Option<i32>,
    /// Only of this month; 0 where it is not known.
    #[serde(default)]
    month: Option<i32>,
    /// Only where host or year is not known.
    #[serde(default)]
    unsure: bool,
    /// At most so many, 1–100; 20 without it.
    #[serde(default)]
    limit: Option<i64>,
    /// The `next_cursor` of the page before.
    #[serde(default)]
    cursor: Option<String>,
}

async fn view(api: &Api, asker: &Asker, id: ImportId) -> Result<Import, Failure> {
    let db = api.store.reader();
    let found = import::governed(db, &asker.actor, id).await?;
    let counts = import::counts(db, &found).await?;
    Ok(Import::new(&found, &counts))
}

/// The imports of a network, the latest first.
#[utoipa::path(tag = "imports", params(PageQuery), responses((status = 200, body = List<Import>), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/imports")]
pub(super) async fn of_network(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    query: Query<PageQuery>,
) -> Result<Listed<List<Import>>, Failure> {
    let limit = cursor::limit(query.limit)?;
    let after: Option<ImportId> = cursor::read(query.cursor.as_deref())?;
    let db = api.store.reader();
    let mut found = import::of_network(db, &asker.actor, *id, after, limit + 1).await?;
    let next_cursor = cursor::cut(&mut found, limit, |row| row.id);
    let mut items = Vec::new();
    for row in &found {
        items.push(Import::new(row, &import::counts(db, row).await?));
    }
    Ok(Listed(List { items, next_cursor }))
}

/// Bring in a zip that has come whole. Its files are listed; nothing of it is read by anybody else before it is confirmed.
#[utoipa::path(tag = "imports", request_body = NewImport, params(IdempotencyKey), responses((status = 201, body = Import), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/networks/{id}/imports")]
pub(super) async fn begin(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    body: Body<NewImport>,
) -> Result<HttpResponse, Failure> {
    let (network, key, NewImport { upload_id, room_id }) = (id.into_inner(), body.key, body.value);
    // before any bytes are moved: whether one may at all
    import::of_network(api.store.reader(), &asker.actor, network, None, 1).await?;
    // the upload is gone once it has become an import
    let now = api.store.clock().now();
    let earlier = idempotency::earlier(api.store.reader(), &asker.actor, now, key.as_ref()).await?;
    let id = match earlier {
        Some(id) => id,
        None => {
            let (zip, blob) = pieces::whole(&api.store, &api.blobs, &asker.actor, upload_id).await?;
            let begin = move |tx: Tx| async move { import::begin(&tx, network, room_id, zip, blob).await };
            api.store.write_once(&asker.actor, key, begin).await?
        }
    };
    let made = view(&api, &asker, id).await?;
    Ok(shown(StatusCode::CREATED, made.revision, &made))
}

/// An import: how far it has come, and how many files are in each state.
#[utoipa::path(tag = "imports", responses((status = 200, body = Import), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/imports/{id}")]
pub(super) async fn show(asker: Asker, api: Data<Api>, id: Path<ImportId>) -> Result<HttpResponse, Failure> {
    let found = view(&api, &asker, *id).await?;
    Ok(shown(StatusCode::OK, found.revision, &found))
}

/// The files of an import, in the order of their paths.
#[utoipa::path(tag = "imports", params(FilesQuery), responses((status = 200, body = List<ImportFile>), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/imports/{id}/files")]
pub(super) async fn files(
    asker: Asker,
    api: Data<Api>,
    id: Path<ImportId>,
    query: Query<FilesQuery>,
) -> Result<Listed<List<ImportFile>>, Failure> {
    let limit = cursor::limit(query.limit)?;
    let after: Option<i64> = cursor::read(query.cursor.as_deref())?;
    let db = api.store.reader();
    let found = import::governed(db, &asker.actor, *id).await?;
    let FilesQuery { state, q, host, year, month, unsure, .. } = query.into_inner();
    let filter = ImportFilter { state, q, host, year, month, unsure }.into();
    let mut rows = import::files(db, &found, &filter, after, limit + 1).await?;
    let next_cursor = cursor::cut(&mut rows, limit, |row| row.number);
    Ok(Listed(List { items: rows.iter().map(ImportFile::from).collect(), next_cursor }))
}

/// The hosts, years and months its files are said to come from, each with how many, the earliest first.
#[utoipa::path(tag = "imports", params(PageQuery), responses((status = 200, body = List<ImportOccasion>), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/imports/{id}/occasions")]
pub(super) async fn occasions(
    asker: Asker,
    api: Data<Api>,
    id: Path<ImportId>,
    query: Query<PageQuery>,
) -> Result<Listed<List<ImportOccasion>>, Failure> {
    let limit = cursor::limit(query.limit)?;
    let after: Option<(i32, i32, OrganisationId)> = cursor::read(query.cursor.as_deref())?;
    let db = api.store.reader();
    let found = import::governed(db, &asker.actor, *id).await?;
    let mut rows = import::occasions(db, &found, after, limit + 1).await?;
    let next_cursor = cursor::cut(&mut rows, limit, |row| (row.year, row.month, row.host_id));
    Ok(Listed(List { items: rows.into_iter().map(ImportOccasion::from).collect(), next_cursor }))
}

/// Put files of an import right, many at a time: named, or all that a filter shows.
#[utoipa::path(tag = "imports", request_body = ChangeImportFiles, responses((status = 200, body = PutRight), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[patch("/imports/{id}/files")]
pub(super) async fn put_right(
    asker: Asker,
    api: Data<Api>,
    id: Path<ImportId>,
    body: Body<ChangeImportFiles>,
) -> Result<Json<PutRight>, Failure> {
    let id = id.into_inner();
    let wrong = || Failure::shape(StatusCode::UNPROCESSABLE_ENTITY, "bad_json");
    let (choice, put) = body.value.taken_apart().ok_or_else(wrong)?;
    let changed = api
        .store
        .write(&asker.actor, move |tx| {
            let (choice, put) = (choice.clone(), put.clone());
            async move { import::put_right(&tx, id, &choice, put).await }
        })
        .await?;
    Ok(Json(PutRight { files: changed }))
}

/// Confirm an import: its files are taken into the archive.
#[utoipa::path(tag = "imports", params(("If-Match" = String, Header, description = "The revision one has looked through")), responses((status = 200, body = Import), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 428, body = Problem)))]
#[post("/imports/{id}/confirm")]
pub(super) async fn confirm(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<ImportId>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    import::governed(api.store.reader(), &asker.actor, id).await?;
    let revision = if_match(&request)?;
    api.store.write(&asker.actor, move |tx| async move { import::confirm(&tx, id, revision).await }).await?;
    let found = view(&api, &asker, id).await?;
    Ok(shown(StatusCode::OK, found.revision, &found))
}

/// Give an import up before its files are taken in.
#[utoipa::path(tag = "imports", responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[delete("/imports/{id}")]
pub(super) async fn give_up(asker: Asker, api: Data<Api>, id: Path<ImportId>) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store.write(&asker.actor, move |tx| async move { import::give_up(&tx, id).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}
