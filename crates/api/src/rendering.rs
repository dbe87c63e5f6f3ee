//! From what finders give to views that need more than one of them.

use domain::catalogue::Catalogue;
use domain::conversations::list::ConversationRow;
use domain::error::if_seen;
use domain::ids::NetworkId;
use domain::log;
use domain::meetings::meeting::{self, Meeting};
use domain::networks::network;
use domain::rooms::audience;
use domain::rooms::room::ReadableRoom;
use domain::store::{Reader, Store};
use domain::{Result, installation};
use wire::{At, AudienceView, MeetingSummary, NetworkRef, Room, RoomRightsView};

use crate::asker::Asker;

/// The name of a room, in the asker's language.
pub(crate) fn room_name(words: &Catalogue, room: &ReadableRoom) -> String {
    let room = room.room();
    let of_kind = (words.room)(room.kind);
    match (&room.name, &room.meeting_title) {
        (Some(name), _) => name.clone(),
        (None, Some(title)) if room.kind == domain::access::RoomKind::Planning => format!("{of_kind}: {title}"),
        (None, Some(title)) => title.clone(),
        (None, None) => of_kind.to_owned(),
    }
}

/// A room, as the asker sees it.
pub(crate) async fn room(store: &Store, asker: &Asker, room: &ReadableRoom, unread: i64) -> Result<Room> {
    let words = asker.words();
    let row = room.room();
    let people = audience::count(store.reader(), &asker.actor, row.id, store.clock().today()).await?;
    let epoch = installation::facts(store.reader()).await?.epoch;
    let rights = room.rights();
    Ok(Room {
        id: row.id,
        network_id: row.network_id,
        kind: row.kind,
        name: room_name(words, room),
        audience: AudienceView { text: (words.audience)(row.audience).to_owned(), people },
        may: RoomRightsView { read: rights.read, write: rights.write, upload: rights.upload, manage: rights.manage },
        unread,
        chat_id: row.chat_id,
        meeting_id: row.meeting_id,
        purpose: row.purpose.clone(),
        ends_on: row.ends_on,
        archived: row.archived,
        at: At::new(row.id, row.seq.unwrap_or(0), epoch),
    })
}

/// Conversations as the asker sees them.
pub(crate) fn conversations(asker: &Asker, rows: &[ConversationRow]) -> Vec<wire::ConversationRow> {
    let me = asker.actor.person();
    rows.iter().map(|row| wire::ConversationRow::new(row, me)).collect()
}

/// Meetings with their hosts.
pub(crate) async fn meetings(db: &Reader, rows: &[Meeting]) -> Result<Vec<MeetingSummary>> {
    let hosts = meeting::hosts(db, rows).await?;
    Ok(rows.iter().map(|row| MeetingSummary::new(row, &hosts)).collect())
}

/// A network by name, where the asker sees it.
pub(crate) async fn network_ref(db: &Reader, asker: &Asker, id: Option<NetworkId>) -> Result<Option<NetworkRef>> {
    let Some(id) = id else { return Ok(None) };
    let found = if_seen(network::readable(db, &asker.actor, id).await)?;
    Ok(found.map(|found| NetworkRef { id: found.id, slug: found.slug, name: found.name }))
}

/// The place a stream stands at.
pub(crate) async fn at(db: &Reader, stream: impl Into<domain::event::StreamId>) -> Result<At> {
    let stream = stream.into();
    let (seq, epoch) = log::head_and_epoch(db, stream).await?;
    Ok(At { stream: stream.to_string(), seq, epoch })
}
