//! Lists of documents.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::Value;
use serde::{Deserialize, Serialize};

use super::{COLUMNS, Document, DocumentKind, DocumentState, TABLES};
use crate::Result;
use crate::actor::Actor;
use crate::clock::start_of;
use crate::conversations::tags::label;
use crate::ids::{DocumentId, FolderId, MeetingId, NetworkId, OrganisationId, RoomId};
use crate::networks::network;
use crate::rooms::room;
use crate::sorting::part_of_folded;
use crate::store::{Db, FromRow, Holds, Ids, rows};
use crate::words::words;

words! {
    /// In which order documents are listed.
    Sort {
        /// The last changed first.
        Changed = "changed",
        /// By name, in Swedish order.
        Name = "name",
        /// By the day they are about, the newest first, then those without one.
        Dated = "dated",
        /// The largest first.
        Size = "size",
    }
}

/// Where a page of a list ended: what its last row was sorted by, and its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum After {
    /// Its last change.
    Changed(DateTime<Utc>, DocumentId),
    /// The key of its name.
    Name(String, DocumentId),
    /// The day it is about, as `YYYY-MM-DD`; empty where there is none.
    Dated(String, DocumentId),
    /// Its size.
    Size(i64, DocumentId),
}

impl After {
    /// After that row, in that order.
    #[must_use]
    pub fn row(sort: Sort, row: &Document) -> Self {
        match sort {
            Sort::Changed => Self::Changed(row.changed_at, row.id),
            Sort::Name => Self::Name(row.sort_key.clone(), row.id),
            Sort::Dated => Self::Dated(row.dated_on.map(|day| day.to_string()).unwrap_or_default(), row.id),
            Sort::Size => Self::Size(row.size, row.id),
        }
    }

    /// The order it belongs to.
    #[must_use]
    pub fn sort(&self) -> Sort {
        match self {
            Self::Changed(..) => Sort::Changed,
            Self::Name(..) => Sort::Name,
            Self::Dated(..) => Sort::Dated,
            Self::Size(..) => Sort::Size,
        }
    }

    fn place(&self) -> (Value, DocumentId) {
        match self {
            Self::Changed(at, id) => ((*at).into(), *id),
            Self::Name(key, id) => (key.as_str().into(), *id),
            Self::Dated(day, id) => (day.as_str().into(), *id),
            Self::Size(size, id) => ((*size).into(), *id),
        }
    }
}

impl Sort {
    /// What is sorted by, and whether the largest comes first.
    fn by(self) -> (&'static str, bool) {
        match self {
            Self::Changed => ("d.changed_at", true),
            Self::Name => ("d.sort_key", false),
            Self::Dated => ("coalesce(CAST(d.dated_on AS text), '')", true),
            Self::Size => ("v.size", true),
        }
    }
}

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only of this network.
    pub network: Option<NetworkId>,
    /// Only of this room.
    pub room: Option<RoomId>,
    /// Only in this folder, or at the top (`Some(None)`) of the room.
    pub folder: Option<Option<FolderId>>,
    /// Only with this in the name.
    pub name: Option<String>,
    /// Only of this year; what says none is of its meeting's, and what has no meeting of that in which it was put here.
    pub year: Option<i32>,
    /// Only what is in the archive.
    pub published: bool,
    /// Only what is pinned beside the conversations of its room.
    pub pinned: bool,
    /// Only of this kind.
    pub kind: Option<DocumentKind>,
    /// Only what stands so.
    pub state: Option<DocumentState>,
    /// Only of a meeting with this host.
    pub host: Option<OrganisationId>,
    /// Only with this theme, or of a meeting with it, whether its first letter is a capital or not.
    pub theme: Option<String>,
    /// Only about this article, or of a meeting about it.
    pub article: Option<i64>,
    /// Only whose newest version was made for this organisation.
    pub organisation: Option<OrganisationId>,
    /// In which order; none is the last changed first.
    pub sort: Option<Sort>,
    /// After this row. One of another order is not looked at.
    pub cursor: Option<After>,
    /// At most so many.
    pub limit: i64,
}

impl Filter {
    /// What is asked of a row, with its parameters after `values`. `readable` are the rooms one may read: what a meeting
    /// says of a document is said to whoever reads the meeting.
    fn conditions(&self, db: &impl Db, values: &mut Vec<Value>, readable: Value) -> String {
        let mut sql = String::new();
        let mut put = |value: Value| {
            values.push(value);
            format!("${}", values.len())
        };
        let by_meeting = self.year.is_some() || self.host.is_some() || self.theme.is_some() || self.article.is_some();
        let rooms = if by_meeting { Ids::sql(db, &put(readable)) } else { String::new() };
        let of_meeting = |condition: &str| {
            format!(
                "EXISTS (SELECT 1 FROM meeting dm WHERE dm.id = coalesce(d.meeting_id, r.meeting_id) \
                 AND dm.room_id IN {rooms} AND {condition})"
            )
        };
        match self.folder {
            None => {}
            Some(None) => sql.push_str(" AND d.folder_id IS NULL"),
            Some(Some(folder)) => sql.push_str(&format!(" AND d.folder_id = {}", put(folder.0.into()))),
        }
        if self.published {
            sql.push_str(" AND d.published_at IS NOT NULL");
        }
        if self.pinned {
            sql.push_str(" AND d.pinned_at IS NOT NULL");
        }
        if let Some(name) = &self.name {
            sql.push_str(&format!(" AND d.name_folded LIKE {} ESCAPE '!'", put(part_of_folded(name).into())));
        }
        if let Some(year) = self.year {
            let (own, of_its) = (put(format!("{year:04}").into()), put(year.into()));
            let meeting = of_meeting(&format!("dm.year = {of_its}"));
            // what was brought in by an import came long after it was written
            let here = match (first_moment(year), year.checked_add(1).and_then(first_moment)) {
                (Some(from), Some(to)) => format!(
                    "coalesce(d.meeting_id, r.meeting_id) IS NULL AND v.author_id IS NOT NULL \
                     AND v.created_at >= {} AND v.created_at < {}",
                    put(from.into()),
                    put(to.into())
                ),
                _ => "false".to_owned(),
            };
            sql.push_str(&format!(
                " AND (substr(CAST(d.dated_on AS text), 1, 4) = {own} \
                 OR (d.dated_on IS NULL AND ({meeting} OR ({here}))))"
            ));
        }
        if let Some(host) = self.host {
            let hosted = "EXISTS (SELECT 1 FROM hosting dh WHERE dh.meeting_id = dm.id AND dh.to_day IS NULL \
                          AND dh.organisation_id = ";
            sql.push_str(&format!(" AND {}", of_meeting(&format!("{hosted}{})", put(host.0.into())))));
        }
        if let Some(kind) = self.kind {
            sql.push_str(&format!(" AND d.kind = '{}'", kind.word()));
        }
        if let Some(state) = self.state {
            sql.push_str(&format!(" AND d.state = '{}'", state.word()));
        }
        let theme = self.theme.as_ref().map(|theme| ("themes", label(theme)));
        let article = self.article.map(|article| ("articles", article.to_string()));
        for (column, value) in [theme, article].into_iter().flatten() {
            let at = put(value.into());
            let own = Holds::sql(db, &format!("d.{column}"), &at);
            let meeting = of_meeting(&Holds::sql(db, &format!("dm.{column}"), &at));
            sql.push_str(&format!(" AND ({own} OR {meeting})"));
        }
        if let Some(organisation) = self.organisation {
            sql.push_str(&format!(" AND v.author_organisation_id = {}", put(organisation.0.into())));
        }
        let sort = self.sort.unwrap_or(Sort::Changed);
        if let Some(after) = self.cursor.as_ref().filter(|after| after.sort() == sort) {
            let (by, down) = sort.by();
            let (value, id) = after.place();
            let (value, id, than) = (put(value), put(id.0.into()), if down { '<' } else { '>' });
            sql.push_str(&format!(" AND ({by} {than} {value} OR ({by} = {value} AND d.id {than} {id}))"));
        }
        sql
    }
}

/// When a year begins in Sweden.
fn first_moment(year: i32) -> Option<DateTime<Utc>> {
    NaiveDate::from_ymd_opt(year, 1, 1).map(start_of)
}

/// The documents one may read that fit the filter, in its order.
///
/// # Errors
/// [`crate::Error::NotFound`] for a network, room or folder one does not see.
pub async fn list(db: &impl Db, actor: &Actor, filter: &Filter) -> Result<Vec<Document>> {
    if let Some(id) = filter.network {
        network::readable(db, actor, id).await?;
    }
    if let Some(id) = filter.room {
        room::readable(db, actor, id).await?;
    }
    if let Some(Some(id)) = filter.folder {
        crate::documents::folder::readable(db, actor, id).await?;
    }
    let access = actor.own_access()?;
    let readable = Ids::value(access.readable_rooms().map(|facts| facts.id.0));
    let rooms = access
        .readable_rooms()
        .filter(|facts| filter.network.is_none_or(|n| facts.network == Some(n)))
        .filter(|facts| filter.room.is_none_or(|r| facts.id == r))
        .map(|facts| facts.id.0);
    let mut values = vec![Ids::value(rooms), filter.limit.into()];
    let conditions = filter.conditions(db, &mut values, readable);
    let (by, down) = filter.sort.unwrap_or(Sort::Changed).by();
    let way = if down { "DESC" } else { "ASC" };
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE d.room_id IN {} AND d.deleted_at IS NULL{conditions} \
         ORDER BY {by} {way}, d.id {way} LIMIT $2",
        Ids::sql(db, "$1")
    );
    rows(db, &sql, values).await
}

/// The documents of a meeting that one may read, by name, at most 100.
///
/// # Errors
/// When the database can't be reached.
pub async fn of_meeting(db: &impl Db, actor: &Actor, meeting: MeetingId) -> Result<Vec<Document>> {
    let access = actor.own_access()?;
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE d.meeting_id = $2 AND d.room_id IN {} AND d.deleted_at IS NULL \
         ORDER BY d.sort_key, d.id LIMIT 100",
        Ids::sql(db, "$1")
    );
    let rooms = Ids::value(access.readable_rooms().map(|facts| facts.id.0));
    rows(db, &sql, [rooms, meeting.0.into()]).await
}

/// The rooms in which documents of a meeting lie that the actor reads, besides `own`.
///
/// # Errors
/// When the database can't be reached.
pub async fn rooms_of_meeting(db: &impl Db, actor: &Actor, meeting: MeetingId, own: &[RoomId]) -> Result<Vec<RoomId>> {
    #[derive(FromRow)]
    struct Row {
        room_id: RoomId,
    }
    let sql = "SELECT DISTINCT d.room_id FROM document d WHERE d.meeting_id = $1 AND d.deleted_at IS NULL";
    let found: Vec<Row> = rows(db, sql, [meeting.0.into()]).await?;
    let elsewhere = found.into_iter().map(|row| row.room_id).filter(|room| !own.contains(room));
    Ok(elsewhere.filter(|room| actor.room(*room).read).collect())
}

/// The documents of a meeting in those of the rooms that the actor reads, in the order they came, after `after`.
///
/// # Errors
/// When the database can't be reached.
pub async fn of_meeting_in(
    db: &impl Db,
    actor: &Actor,
    (meeting, within): (MeetingId, &[RoomId]),
    after: Option<DocumentId>,
    limit: i64,
) -> Result<Vec<Document>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE d.meeting_id = $1 AND d.room_id IN {} AND d.deleted_at IS NULL \
         AND d.id > $3 ORDER BY d.id LIMIT $4",
        Ids::sql(db, "$2")
    );
    let read = within.iter().filter(|room| actor.room(**room).read).map(|room| room.0);
    let after = after.map_or(uuid::Uuid::nil(), |id| id.0);
    rows(db, &sql, [meeting.0.into(), Ids::value(read), after.into(), limit.into()]).await
}
