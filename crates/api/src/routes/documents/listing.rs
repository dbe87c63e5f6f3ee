//! Lists of documents: of a room, or of all rooms of a network.

use actix_web::get;
use actix_web::web::{Data, Path, Query};
use domain::Error;
use domain::documents::document::{self, After, DocumentKind, DocumentState, Filter, Sort};
use domain::ids::{FolderId, NetworkId, OrganisationId, RoomId};
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{At, DocumentRow, LiveList, Problem};

use crate::asker::Asker;
use crate::cursor;
use crate::listed::Listed;
use crate::problem::Failure;
use crate::rendering;
use crate::state::Api;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct DocumentQuery {
    /// Only of this room.
    #[serde(default)]
    room: Option<RoomId>,
    /// Only in this folder; `top` is the top of the room.
    #[serde(default)]
    folder: Option<String>,
    /// Only with this in the name.
    #[serde(default)]
    q: Option<String>,
    /// Only of this year; what says none is of its meeting's, and what has no meeting of that in which it was put here.
    #[serde(default)]
    year: Option<i32>,
    /// Only what is in the archive.
    #[serde(default)]
    published: bool,
    /// Only what is pinned beside the conversations of its room.
    #[serde(default)]
    pinned: bool,
    /// Only what is this.
    #[serde(default)]
    kind: Option<DocumentKind>,
    /// Only what stands so.
    #[serde(default)]
    state: Option<DocumentState>,
    /// Only of a meeting with this host.
    #[serde(default)]
    host: Option<OrganisationId>,
    /// Only with this theme, or of a meeting with it.
    #[serde(default)]
    theme: Option<String>,
    /// Only about this article of the Convention, or of a meeting about it.
    #[serde(default)]
    article: Option<i64>,
    /// Only whose newest version was made for this organisation.
    #[serde(default)]
    organisation: Option<OrganisationId>,
    /// In which order; without it the last changed first.
    #[serde(default)]
    #[param(inline)]
    sort: Option<Sort>,
    /// At most so many, 1–100; 20 without it.
    #[serde(default)]
    limit: Option<i64>,
    /// The `next_cursor` of the page before, in the same order.
    #[serde(default)]
    cursor: Option<String>,
}

impl DocumentQuery {
    fn filter(&self) -> Result<Filter, Failure> {
        let cursor: Option<After> = cursor::read(self.cursor.as_deref())?;
        let folder: Option<Option<FolderId>> = match self.folder.as_deref() {
            None => None,
            Some("top") => Some(None),
            Some(id) => Some(Some(id.parse().map_err(|_| Failure::Domain(Error::NotFound))?)),
        };
        for (pointer, text) in [("/q", &self.q), ("/theme", &self.theme)] {
            if text.as_ref().is_some_and(|text| text.chars().count() > 200) {
                return Err(Failure::value(pointer, "too_long"));
            }
        }
        Ok(Filter {
            network: None,
            room: self.room,
            folder,
            name: self.q.clone(),
            year: self.year,
            published: self.published,
            pinned: self.pinned,
            kind: self.kind,
            state: self.state,
            host: self.host,
            theme: self.theme.clone(),
            article: self.article,
            organisation: self.organisation,
            sort: self.sort,
            cursor,
            limit: cursor::limit(self.limit)?,
        })
    }
}

/// All documents of a network that one may read, across its rooms, the last changed first.
#[utoipa::path(tag = "documents", params(DocumentQuery), responses((status = 200, body = LiveList<DocumentRow>), (status = 404, body = Problem)))]
#[get("/networks/{id}/documents")]
pub(in crate::routes) async fn of_network(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    query: Query<DocumentQuery>,
) -> Result<Listed<LiveList<DocumentRow>>, Failure> {
    let at = rendering::at(api.store.reader(), *id).await?;
    listed(&api, &asker, Filter { network: Some(*id), ..query.filter()? }, at).await
}

/// The documents of a room, the last changed first.
#[utoipa::path(tag = "documents", params(DocumentQuery), responses((status = 200, body = LiveList<DocumentRow>), (status = 404, body = Problem)))]
#[get("/rooms/{id}/documents")]
pub(in crate::routes) async fn of_room(
    asker: Asker,
    api: Data<Api>,
    id: Path<RoomId>,
    query: Query<DocumentQuery>,
) -> Result<Listed<LiveList<DocumentRow>>, Failure> {
    let at = rendering::at(api.store.reader(), *id).await?;
    listed(&api, &asker, Filter { room: Some(*id), ..query.filter()? }, at).await
}

async fn listed(api: &Api, asker: &Asker, filter: Filter, at: At) -> Result<Listed<LiveList<DocumentRow>>, Failure> {
    let (limit, sort) = (filter.limit, filter.sort.unwrap_or(Sort::Changed));
    let mut rows = document::list(api.store.reader(), &asker.actor, &Filter { limit: limit + 1, ..filter }).await?;
    let next_cursor = cursor::cut(&mut rows, limit, |row| After::row(sort, row));
    Ok(Listed(LiveList { items: rows.iter().map(DocumentRow::from).collect(), next_cursor, at: Some(at) }))
}
