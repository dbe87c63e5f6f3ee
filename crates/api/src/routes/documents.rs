//! Documents.

pub(super) mod listing;
pub(super) mod moving;
pub(super) mod reviews;
pub(super) mod seen;
pub(super) mod spoken;
pub(super) mod versions;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post};
use domain::documents::document::{self, Change};
use domain::documents::upload::{self as intake, Destination, NewFile};
use domain::documents::{discussion, page, rendition, review};
use domain::ids::{DocumentId, RoomId};
use domain::installation;
use domain::meetings::notes;
use domain::networks::forwarding;
use domain::rooms::{audience, room};
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{
    At, AudienceView, ChangeDocument, Document, DocumentRights, DocumentRow, DocumentVersion, List, PageView, Problem,
    ReviewView, UploadForm,
};

use crate::asker::Asker;
use crate::body::Body;
use crate::cursor;
use crate::listed::Listed;
use crate::once::IdempotencyKey;
use crate::preconditions::{if_match, shown};
use crate::problem::Failure;
use crate::rendering;
use crate::state::Api;
use crate::upload::{Form, Received, Uploaded, settle};

/// Upload a file to a room, streamed; 409 where the folder has a document of that name and `if_exists` says nothing.
#[utoipa::path(tag = "documents", request_body(content = UploadForm, content_type = "multipart/form-data"), params(IdempotencyKey), responses((status = 201, body = Document), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem)))]
#[post("/rooms/{id}/documents")]
pub(super) async fn upload(
    asker: Asker,
    api: Data<Api>,
    id: Path<RoomId>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    // refused before the bytes are taken in
    room::readable(api.store.reader(), &asker.actor, id).await?.uploadable()?;
    let uploaded = match Uploaded::receive(&api, &asker.actor, form).await? {
        Received::Now(uploaded) => uploaded,
        Received::Earlier(added) => return made(&api, &asker, added).await,
    };
    let (file, if_exists, pieces) = (file(&api, &uploaded), uploaded.if_exists, uploaded.upload_id);
    let destination =
        Destination { folder: uploaded.folder_id, meeting: uploaded.meeting_id, ..Destination::default() };
    let added = api
        .store
        .write_once(&asker.actor, uploaded.key, move |tx| async move {
            let room = room::readable(&tx, tx.actor(), id).await?;
            let added = intake::add(&tx, &room, file, destination, if_exists).await?;
            settle(&tx, pieces).await?;
            Ok(added)
        })
        .await?;
    made(&api, &asker, added).await
}

async fn made(api: &Api, asker: &Asker, id: DocumentId) -> Result<HttpResponse, Failure> {
    let view = view(api, asker, id).await?;
    Ok(shown(StatusCode::CREATED, view.row.revision, &view))
}

fn file(api: &Api, uploaded: &Uploaded) -> NewFile {
    NewFile {
        media_type: (api.media_type)(&uploaded.blob.head, &uploaded.name).to_owned(),
        blob: uploaded.blob.clone(),
        original_name: uploaded.name.clone(),
        comment: uploaded.comment.clone(),
    }
}

/// A document. Its tag is the revision a change starts from, no more: what is shown differs with what one may, and with
/// what is said and done about it, so nobody is told that they know it already.
#[utoipa::path(tag = "documents", responses((status = 200, body = Document), (status = 404, body = Problem)))]
#[get("/documents/{id}")]
pub(super) async fn show(asker: Asker, api: Data<Api>, id: Path<DocumentId>) -> Result<HttpResponse, Failure> {
    let view = view(&api, &asker, id.into_inner()).await?;
    Ok(shown(StatusCode::OK, view.row.revision, &view))
}

/// How many versions stand with a document; the others are asked for.
const SHOWN: i64 = 100;

async fn view(api: &Api, asker: &Asker, id: DocumentId) -> Result<Document, Failure> {
    let db = api.store.reader();
    // what is shown of one thing is of one moment: a version may come, or be read, between two statements
    let moment = api.store.snapshot().await?;
    let found = document::readable(&moment, &asker.actor, id).await?;
    let mut versions = document::versions(&moment, &found, None, SHOWN + 1).await?;
    let asked = review::of_document(&moment, &found).await?;
    let said = review::verdicts(&moment, &asked.iter().map(|one| one.id).collect::<Vec<_>>()).await?;
    let conversation_id = discussion::of(&moment, &found).await?;
    let may = found.may_change();
    let publish = may && notes::may_follow(&moment, &asker.actor, &found).await?;
    let archived = notes::is_archive(&moment, &found).await?;
    moment.end().await?;
    let older_versions = cursor::cut(&mut versions, SHOWN, |version| version.number);
    let row = found.row();
    let people = audience::count(db, &asker.actor, row.room_id, api.store.clock().today()).await?;
    let manages = found.rights().manage;
    let held = row.held_by.is_some();
    let own = row.held_by.is_some() && row.held_by == asker.actor.person();
    Ok(Document {
        row: DocumentRow::from(row),
        audience: AudienceView { text: (asker.words().audience)(row.audience).to_owned(), people },
        may: DocumentRights {
            write: may,
            delete: may && (own || !held),
            say: found.rights().write,
            pin: found.may_pin(),
            release: held && may && (own || manages),
            ask_seen: found.own(),
            forward: manages || (found.own() && found.rights().write),
            publish,
        },
        archived,
        reviews: asked.iter().map(|one| ReviewView::new(one, &said)).collect(),
        conversation_id,
        forwarded_from: forwarding::origin(db, &asker.actor, row.forwarding_id).await?.map(Into::into),
        versions: versions.iter().map(DocumentVersion::from).collect(),
        older_versions,
        network: rendering::network_ref(db, asker, row.network_id).await?,
        download_url: format!("/api/v1/documents/{id}/file"),
        at: At::new(row.room_id, row.seq, installation::facts(db).await?.epoch),
    })
}

/// Rename a document, put it in another folder of its room, say what it is, what it is about and of when; pin it.
#[utoipa::path(tag = "documents", request_body = ChangeDocument, params(("If-Match" = String, Header, description = "The revision one started from")), responses((status = 200, body = Document), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 428, body = Problem)))]
#[patch("/documents/{id}")]
pub(super) async fn change(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<DocumentId>,
    body: Body<ChangeDocument>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    let found = document::readable(api.store.reader(), &asker.actor, id).await?;
    let ChangeDocument { name, folder_id, document_kind, themes, articles, dated, pinned, state, publish } = body.value;
    found.changeable()?;
    if pinned.is_some() {
        found.pinnable()?;
    }
    let revision = if_match(&request)?;
    let change =
        Change { name, folder: folder_id, kind: document_kind, themes, articles, dated, pinned, state, publish };
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = document::readable(&tx, tx.actor(), id).await?;
            document::change(&tx, &found, revision, change).await
        })
        .await?;
    let view = view(&api, &asker, id).await?;
    Ok(shown(StatusCode::OK, view.row.revision, &view))
}

/// Take a document away; it can be brought back for thirty days.
#[utoipa::path(tag = "documents", params(("If-Match" = String, Header, description = "The revision one started from")), responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem), (status = 428, body = Problem)))]
#[delete("/documents/{id}")]
pub(super) async fn delete(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<DocumentId>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    document::readable(api.store.reader(), &asker.actor, id).await?.changeable()?;
    let revision = if_match(&request)?;
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = document::readable(&tx, tx.actor(), id).await?;
            document::delete(&tx, &found, revision).await
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Bring a document back.
#[utoipa::path(tag = "documents", responses((status = 200, body = Document), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/documents/{id}/restore")]
pub(super) async fn restore(asker: Asker, api: Data<Api>, id: Path<DocumentId>) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = document::with_deleted(&tx, tx.actor(), id).await?;
            document::restore(&tx, &found).await
        })
        .await?;
    let view = view(&api, &asker, id).await?;
    Ok(shown(StatusCode::OK, view.row.revision, &view))
}

/// Upload a new version; the ones before stay.
#[utoipa::path(tag = "documents", request_body(content = UploadForm, content_type = "multipart/form-data"), params(IdempotencyKey), responses((status = 201, body = Document), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem)))]
#[post("/documents/{id}/versions")]
pub(super) async fn add_version(
    asker: Asker,
    api: Data<Api>,
    id: Path<DocumentId>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    document::readable(api.store.reader(), &asker.actor, id).await?.changeable()?;
    let uploaded = match Uploaded::receive(&api, &asker.actor, form).await? {
        Received::Now(uploaded) => uploaded,
        Received::Earlier(document) => return made(&api, &asker, document).await,
    };
    let (file, pieces) = (file(&api, &uploaded), uploaded.upload_id);
    api.store
        .write_once(&asker.actor, uploaded.key, move |tx| async move {
            let found = document::readable(&tx, tx.actor(), id).await?;
            intake::add_version(&tx, &found, file).await?;
            settle(&tx, pieces).await?;
            Ok(id)
        })
        .await?;
    made(&api, &asker, id).await
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct PagesQuery {
    /// Of this version; without it of the newest.
    #[serde(default)]
    version: Option<i64>,
    /// As it is shown as pages, where those are counted otherwise than in the file.
    #[serde(default)]
    as_shown: bool,
    /// From the page with this number on.
    #[serde(default)]
    from: Option<i32>,
    /// At most so many, 1–100; 20 without it.
    #[serde(default)]
    limit: Option<i64>,
    /// The `next_cursor` of the page before.
    #[serde(default)]
    cursor: Option<String>,
}

/// The text of a document, page by page.
#[utoipa::path(tag = "documents", params(PagesQuery), responses((status = 200, body = List<PageView>), (status = 404, body = Problem)))]
#[get("/documents/{id}/pages")]
pub(super) async fn pages(
    asker: Asker,
    api: Data<Api>,
    id: Path<DocumentId>,
    query: Query<PagesQuery>,
) -> Result<Listed<List<PageView>>, Failure> {
    let limit = cursor::limit(query.limit)?;
    let before = query.from.map_or(0, |from| from.saturating_sub(1));
    let after: i32 = cursor::read(query.cursor.as_deref())?.unwrap_or(before);
    let db = api.store.reader();
    let PagesQuery { version, as_shown, .. } = *query;
    let mut rows = match as_shown {
        true => rendition::pages(db, &asker.actor, *id, version, after, limit + 1).await?,
        false => page::list(db, &asker.actor, *id, version, after, limit + 1).await?,
    };
    let next_cursor = cursor::cut(&mut rows, limit, |row| row.number);
    Ok(Listed(List { items: rows.into_iter().map(PageView::from).collect(), next_cursor }))
}
