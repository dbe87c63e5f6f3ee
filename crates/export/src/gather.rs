//! Gathering: what goes along, in what order.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::access::RoomKind;
use domain::actor::Actor;
use domain::catalogue::{self, ExportWords};
use domain::export::{Export, Scope};
use domain::ids::{DocumentId, MeetingId};
use domain::people::person::Language;
use domain::rooms::room::{ReadableRoom, Room};
use domain::store::Store;
use domain::{Error, Result};
use sha2::{Digest as _, Sha256};
use tokio::sync::mpsc::Sender;

use crate::Piece;
use crate::page::Pages;
use crate::place::Places;
use crate::shelf::Shelf;

/// Who asks for it.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Who.
    pub actor: Actor,
    /// In which language.
    pub language: Language,
}

/// What is made along the way.
pub(crate) struct Gathering<'a> {
    pub(crate) store: &'a Store,
    /// Who asks, with the access of the last piece that was sent.
    pub(crate) actor: Actor,
    pub(crate) export: &'a Export,
    pub(crate) pages: Pages,
    pub(crate) title: String,
    pub(crate) at: DateTime<Utc>,
    pub(crate) places: Places,
    /// Where the documents lie that go along.
    pub(crate) documents: HashMap<DocumentId, Lying>,
    /// Where the pages of meetings lie, without their endings.
    pub(crate) meeting_pages: HashMap<MeetingId, String>,
    sums: String,
    out: &'a Sender<Piece>,
}

/// A document that goes along.
#[derive(Clone, Debug)]
pub(crate) struct Lying {
    pub(crate) path: String,
    pub(crate) name: String,
}

/// A room that goes along, and where it lies.
pub(crate) struct Place<'a> {
    pub(crate) room: &'a ReadableRoom,
    pub(crate) name: String,
    pub(crate) path: String,
}

impl Place<'_> {
    pub(crate) fn index(&self) -> String {
        format!("{}/index.html", self.path)
    }
}

/// What it is called: by its network, its meeting or its room.
#[must_use]
pub(crate) fn title(export: &Export, pages: Pages) -> String {
    let network = export.network.as_ref().map(|network| network.name.clone());
    let own = match export.scope {
        Scope::Network(_) => None,
        Scope::Meeting(_) => export.meetings.first().map(|meeting| meeting.title.clone()),
        Scope::Room(_) => export.rooms.first().map(|room| room_name(room.room(), pages)),
    };
    network.into_iter().chain(own).collect::<Vec<_>>().join(" – ")
}

pub(crate) fn room_name(room: &Room, pages: Pages) -> String {
    let kind = (pages.words.room)(room.kind);
    match (&room.name, &room.meeting_title, room.kind) {
        (Some(name), ..) => name.clone(),
        (None, Some(meeting), RoomKind::Meeting) => meeting.clone(),
        (None, Some(meeting), _) => format!("{kind} – {meeting}"),
        (None, None, _) => kind.to_owned(),
    }
}

/// Gathers all of it and sends it on, for as long as whoever asks may read it.
///
/// # Errors
/// When the database can't be reached, or nobody takes it in any more; [`Error::Unauthenticated`] and [`Error::Forbidden`]
/// where whoever asks may read it no more.
pub async fn gather(store: &Store, asked: &Asked, export: &Export, out: &Sender<Piece>) -> Result<()> {
    let pages = Pages { words: catalogue::of(asked.language), language: asked.language };
    let mut gathering = Gathering {
        store,
        actor: asked.actor.clone(),
        export,
        pages,
        title: title(export, pages),
        at: store.clock().now(),
        places: Places::default(),
        documents: HashMap::new(),
        meeting_pages: HashMap::new(),
        sums: String::new(),
        out,
    };
    gathering.place_meetings();
    let [rooms, ..] = gathering.words().folders;
    let mut places = Vec::new();
    for room in &export.rooms {
        let name = room_name(room.room(), pages);
        let path = gathering.places.free(rooms, &name, &["/index.html"]);
        places.push(Place { room, name, path });
    }
    // where every document lies is known before the first page that points to one
    let mut shelves = Vec::new();
    for place in &places {
        shelves.push(Shelf::of(&mut gathering, place).await?);
    }
    if let Scope::Meeting(id) = export.scope {
        shelves.push(Shelf::beside(&mut gathering, id).await?);
    }
    for (place, shelf) in places.iter().zip(&shelves) {
        gathering.room(place, shelf).await?;
    }
    gathering.meetings(&places, &shelves).await?;
    gathering.overview(&places).await?;
    for shelf in shelves {
        gathering.originals(shelf).await?;
    }
    gathering.end().await
}

impl Gathering<'_> {
    pub(crate) fn words(&self) -> &'static ExportWords {
        &self.pages.words.export
    }

    /// Sends a file that is made here.
    pub(crate) async fn made(&mut self, path: &str, bytes: Vec<u8>) -> Result<()> {
        let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        self.sum(&hash, path);
        self.send(Piece::Made { path: path.to_owned(), bytes }).await
    }

    /// Sends facts.
    pub(crate) async fn facts(&mut self, path: &str, facts: &impl serde::Serialize) -> Result<()> {
        let bytes = serde_json::to_vec_pretty(facts).map_err(Error::internal)?;
        self.made(path, bytes).await
    }

    /// Sends an original.
    pub(crate) async fn kept(&mut self, path: String, hash: String, size: u64, at: DateTime<Utc>) -> Result<()> {
        self.sum(&hash, &path);
        self.send(Piece::Kept { path, hash, size, at }).await
    }

    fn sum(&mut self, hash: &str, path: &str) {
        // as `sha256sum --check` reads it
        self.sums.push_str(hash);
        self.sums.push_str("  ");
        self.sums.push_str(path);
        self.sums.push('\n');
    }

    async fn end(mut self) -> Result<()> {
        let bytes = std::mem::take(&mut self.sums).into_bytes();
        self.send(Piece::Made { path: "checksums.sha256".to_owned(), bytes }).await?;
        self.send(Piece::End).await
    }

    async fn send(&mut self, piece: Piece) -> Result<()> {
        // asked when there is room for it: between two pieces a slow line may take hours
        let gone = |_| Error::Unavailable("nobody takes it in any more".into());
        let out = self.out;
        let room = out.reserve().await.map_err(gone)?;
        self.still().await?;
        room.send(piece);
        Ok(())
    }

    /// Whoever asks may still read all of it: what they lose takes effect here too.
    async fn still(&mut self) -> Result<()> {
        let Some(session) = self.actor.session() else { return Ok(()) };
        let actor = self.store.actor_of(session).await?;
        let seen = |actor: &Actor| actor.access().map(|access| (access.version, access.day));
        if seen(&actor) != seen(&self.actor) {
            let now = domain::export::of(self.store.reader(), &actor, self.export.scope).await?;
            let reads = |room: &ReadableRoom| now.rooms.iter().any(|one| one.room().id == room.room().id);
            let lies = self.export.beside.iter().all(|room| actor.room(*room).read);
            if !lies || !self.export.rooms.iter().all(reads) {
                return Err(Error::Forbidden);
            }
            self.actor = actor;
        }
        Ok(())
    }
}

/// What what is taken out is called, for whoever asks.
impl Asked {
    /// The name of the folder: what it is of, and the day.
    #[must_use]
    pub fn called(&self, export: &Export, now: DateTime<Utc>) -> String {
        let pages = Pages { words: catalogue::of(self.language), language: self.language };
        format!("{} {}", title(export, pages), domain::clock::day_of(now))
    }
}
