//! Documents: made into files, stored, and brought into their rooms and folders by those who uploaded them.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use domain::actor::Actor;
use domain::conversations::tags::Tags;
use domain::documents::blob::{Blobs, StoredBlob};
use domain::documents::document::{self, Precision};
use domain::documents::folder;
use domain::documents::upload::{self, Destination, NewFile};
use domain::ids::{DocumentId, FolderId};
use domain::rooms::room::{self, ReadableRoom};
use domain::store::{Store, Tx};
use futures_util::{StreamExt, TryStreamExt};

use super::ground::{Built, Ground, unknown, year_and_month};
use super::{MediaType, standing};
use crate::demo::model::{
    Audience, DocumentFormat, DocumentKind, DocumentSource, DocumentState, Moment, Network, SeatKind, SeatState,
};
use crate::demo::render;

/// How many files are made at the same time.
const AT_ONCE: usize = 4;
/// How many documents share a commit: each is some eight statements.
const TOGETHER: usize = 20;

/// A file that stands on disk, and where it goes.
#[derive(Clone)]
struct Made {
    source: DocumentSource,
    blob: StoredBlob,
    media_type: &'static str,
    dated: Option<(NaiveDate, Precision)>,
}

/// Brings the network's documents in; gives their ids by key.
pub(super) async fn bring_in(
    store: &Store,
    blobs: &Blobs,
    ground: &Arc<Ground>,
    built: &Arc<Built>,
    media_type: MediaType,
) -> anyhow::Result<HashMap<String, DocumentId>> {
    let network = built.network(ground)?;
    let sources = network.documents.iter().cloned().chain(programmes(network));
    let files: Vec<Made> = futures_util::stream::iter(sources)
        .map(|source| make(blobs, source, media_type))
        .buffered(AT_ONCE)
        .try_collect()
        .await?;
    let mut ids = HashMap::new();
    for together in files.chunks(TOGETHER) {
        let (own_ground, own, together) = (Arc::clone(ground), Arc::clone(built), together.to_vec());
        let add = move |tx: Tx| async move {
            let mut added = Vec::with_capacity(together.len());
            for made in together {
                let key = made.source.key.clone();
                added.push((key, one(&tx, &own_ground, &own, made).await?));
            }
            Ok(added)
        };
        ids.extend(store.write(&Actor::System, add).await?);
    }
    Ok(ids)
}

async fn make(blobs: &Blobs, source: DocumentSource, media_type: MediaType) -> anyhow::Result<Made> {
    let (source, rendered) = tokio::task::spawn_blocking(move || {
        let rendered = render(&source);
        (source, rendered)
    })
    .await?;
    let rendered = rendered?;
    let blob = blobs.store_bytes(rendered.bytes.into()).await?;
    let media_type = media_type(&blob.head, &source.file_name);
    let dated = match source.dated.as_str() {
        "" => None,
        written => {
            let (year, month) = year_and_month(written)?;
            let day = NaiveDate::from_ymd_opt(year, month.unwrap_or(1), 1);
            day.map(|day| (day, if month.is_some() { Precision::Month } else { Precision::Year }))
        }
    };
    Ok(Made { source, blob, media_type, dated })
}

async fn one(tx: &Tx, ground: &Ground, built: &Built, made: Made) -> domain::Result<DocumentId> {
    let source = made.source;
    let room = room::readable(tx, tx.actor(), built.room(&source.room)?).await?;
    let at = ground.instant(source.at);
    let state = match source.state {
        DocumentState::Draft => document::DocumentState::Draft,
        DocumentState::Approved => document::DocumentState::Approved,
    };
    // what belongs to a coming meeting is not documentation yet
    let meetings = &built.network(ground)?.meetings;
    let ahead = meetings.iter().any(|row| Some(&row.key) == source.meeting.as_ref() && row.days_from_start.is_some());
    let destination = Destination {
        folder: path(tx, &room, &source.folder).await?,
        meeting: source.meeting.as_deref().map(|key| built.meeting(key)).transpose()?,
        kind: Some(what(&source)),
        tags: Tags::chosen(&source.themes, &articles(&source))?,
        dated: made.dated,
        published_at: (source.state == DocumentState::Approved && !ahead).then_some(at),
        made_at: Some(at),
        ..Destination::default()
    };
    let file = NewFile {
        blob: made.blob,
        media_type: made.media_type.to_owned(),
        original_name: source.file_name,
        comment: None,
    };
    let standing = standing::in_room(ground, built, &source.room, &source.by, source.at.days_ago)?;
    let id = upload::add_as(tx, &room, file, destination, ground.person(&source.by)?, standing, state).await?;
    if source.pinned {
        let found = document::readable(tx, tx.actor(), id).await?;
        let pin = document::Change { pinned: Some(true), ..document::Change::default() };
        document::change(tx, &found, found.row().revision, pin).await?;
    }
    if !source.opened_by.is_empty() {
        let opened = source.opened_by.iter().map(|key| ground.organisation(key)).collect::<domain::Result<Vec<_>>>()?;
        document::seen_as(tx, (id, 1), &opened, at).await?;
    }
    Ok(id)
}

/// What it is, by what the demo says of it and, where that is wider, its title.
fn what(source: &DocumentSource) -> document::DocumentKind {
    use document::DocumentKind as Kind;
    let title = source.title.to_lowercase();
    let named = |word: &str| title.contains(word);
    match source.kind {
        DocumentKind::Notes => Kind::Notes,
        DocumentKind::Programme => Kind::Programme,
        DocumentKind::Presentation => Kind::Presentation,
        DocumentKind::Report if named("barnbokslut") => Kind::ChildAccounts,
        DocumentKind::Report => Kind::Report,
        DocumentKind::Governing if named("överenskommelse") => Kind::Agreement,
        DocumentKind::Governing if named("plan") => Kind::ActionPlan,
        DocumentKind::Governing => Kind::Strategy,
        DocumentKind::Tool if named("checklista") => Kind::Checklist,
        DocumentKind::Tool => Kind::Template,
    }
}

/// The Convention's articles that its text names.
fn articles(source: &DocumentSource) -> Vec<i64> {
    let words: Vec<&str> = source.body.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let named = words.windows(2).filter(|pair| matches!(pair[0], "artikel" | "Artikel"));
    let mut articles: Vec<i64> =
        named.filter_map(|pair| pair[1].parse().ok()).filter(|n| (1..=54).contains(n)).collect();
    articles.sort_unstable();
    articles.dedup();
    articles.truncate(5);
    articles
}

/// The folder at the end of a path, made where it is missing; none for the top.
async fn path(tx: &Tx, room: &ReadableRoom, path: &str) -> domain::Result<Option<FolderId>> {
    let mut within = None;
    for name in path.split('/').filter(|name| !name.is_empty()) {
        within = Some(folder::create(tx, room, within, name).await?.id);
    }
    Ok(within)
}

/// The programme of a coming meeting is a document of its room, uploaded by its host.
fn programmes(network: &Network) -> impl Iterator<Item = DocumentSource> {
    network.meetings.iter().filter(|row| !row.programme.trim().is_empty()).filter_map(|row| {
        let own = |room: &&crate::demo::model::Room| room.meeting.as_ref() == Some(&row.key);
        let room = network.rooms.iter().filter(own).find(|room| room.audience == Audience::Meeting)?;
        let seats = network.seats.iter().filter(|seat| seat.organisation == row.host && seat.state == SeatState::Held);
        let host = seats.filter(|seat| seat.kind == SeatKind::Official).find_map(|seat| seat.holder.clone())?;
        let title = format!("Program {}", row.title);
        Some(DocumentSource {
            key: format!("programme-of-{}", row.key),
            file_name: format!("{title}.pdf"),
            title,
            format: DocumentFormat::Pdf,
            kind: DocumentKind::Programme,
            state: DocumentState::Approved,
            room: room.key.clone(),
            folder: String::new(),
            by: host,
            // a moment before the thread about the programme begins
            at: Moment { days_ago: 62, hour: 8, minute: 50 },
            meeting: Some(row.key.clone()),
            dated: String::new(),
            author: network.name.clone(),
            themes: row.themes.clone(),
            cover: false,
            pinned: false,
            opened_by: Vec::new(),
            body: row.programme.trim().to_owned(),
        })
    })
}

/// The document of that key.
pub(super) fn attached(ids: &HashMap<String, DocumentId>, key: &str) -> domain::Result<DocumentId> {
    ids.get(key).copied().ok_or_else(|| unknown(key))
}
