//! Passing a message or a document on to a linked network, with where it came from.
//!
//! Whoever wrote it passes their own on, and a coordinator anybody's: it is read by more than the room it stood in. What is
//! passed on is a copy of the words and files of that moment, without what it referred to. The other network's
//! coordinators see it first, and place it in a room of theirs or turn it down; until then nobody else there knows of it.
//! Whoever wrote it is told by mail when somebody else passes it on.
//! Where it came from, by whom and when stays with it; a way back to it has only who reads it there.

mod lay;
mod list;
mod origin;
mod settle;
mod tell;

pub use lay::{LaidForwarding, lay};
pub(crate) use list::waiting_in;
pub use list::{File, Forwarding, ForwardingState, files, of_network};
pub use origin::{Origin, Source, origin};
pub use settle::{Placed, decline, place, placed};
pub use tell::{Told, told};

use chrono::{DateTime, TimeDelta, Utc};

use super::link::{self, Link};
use super::network;
use crate::access::NetworkRight;
use crate::catalogue;
use crate::conversations::conversation::{self, title};
use crate::conversations::message::{self, ReadableMessage};
use crate::conversations::text::{Text, apart, is_blank, quoted};
use crate::documents::document::{self, Document};
use crate::documents::upload::refer;
use crate::event::Event;
use crate::ids::{DocumentId, ForwardingId, MessageId, NetworkId, NetworkLinkId, OrganisationId, PersonId, RoomId};
use crate::networks::expression::long;
use crate::people::person::Language;
use crate::rooms::room;
use crate::store::{FromRow, Tx, execute, row};
use crate::{Error, Result};

/// The most things one person passes on within an hour.
const MOST_IN_AN_HOUR: i64 = 30;

/// What is passed on, as it is kept.
struct Passed {
    link: Link,
    from: NetworkId,
    message: Option<MessageId>,
    document: Option<DocumentId>,
    title: String,
    text: String,
    comment: String,
    written: Written,
    files: Vec<Document>,
}

/// Who wrote it, for whom, when.
struct Written {
    by: Option<PersonId>,
    label: Option<String>,
    organisation: Option<OrganisationId>,
    at: DateTime<Utc>,
}

/// Passes a message on: its words, and those of the files attached to it that one might pass on too, under a title of
/// one's choosing.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the message; [`Error::Forbidden`] for another's where one does not manage the
/// room, and for one of a direct conversation; [`Error::NotFoundIn`] for a link that is not in force;
/// [`Error::Conflict`] for a message that was taken away or says nothing of its own, or where the other network is closed; [`Error::Invalid`] for a
/// title or a comment that can't be; [`Error::TooMany`] after many within the hour.
pub async fn forward_message(
    tx: &Tx,
    id: MessageId,
    to: NetworkLinkId,
    called: &str,
    comment: &str,
) -> Result<ForwardingId> {
    let found = message::readable(tx, tx.actor(), id).await?;
    let from = may_go(tx, found.room(), found.own() && found.rights().write, found.rights().manage).await?;
    let row = found.row();
    if row.deleted_at.is_some() {
        return Err(Error::Conflict("message_deleted"));
    }
    let link = in_force(tx, to, from).await?;
    let (called, comment) = (title(called)?, long("/comment", comment)?);
    let text = apart(&row.text);
    if is_blank(&text) {
        return Err(Error::Conflict("nothing_to_forward"));
    }
    // what is too long or too deep as a quote is told now, not to those who would place it
    Text::written(&quoted(&text))?;
    let attached: Vec<DocumentId> = serde_json::from_value(row.attachments.clone())?;
    let mut files = document::among(tx, tx.actor(), &attached).await?;
    // a reference to another's document gives no right to the document
    let by = tx.actor().person();
    files.retain(|file| (file.author_id.is_some() && file.author_id == by) || tx.actor().room(file.room_id).manage);
    let written = Written {
        by: row.author_id,
        label: row.author_label.clone(),
        organisation: row.organisation_id,
        at: row.created_at,
    };
    let passed =
        Passed { link, from, message: Some(row.id), document: None, title: called, text, comment, written, files };
    let name = passed.link.name.clone();
    let id = keep(tx, passed).await?;
    if !found.own() {
        tell_writers(tx, &found, &name).await?;
    }
    Ok(id)
}

/// Passes a document's newest version on.
///
/// # Errors
/// As [`forward_message`].
pub async fn forward_document(tx: &Tx, id: DocumentId, to: NetworkLinkId, comment: &str) -> Result<ForwardingId> {
    let found = document::readable(tx, tx.actor(), id).await?;
    let row = found.row();
    let own = found.own() && found.rights().write;
    let from = may_go(tx, row.room_id, own, found.rights().manage).await?;
    let link = in_force(tx, to, from).await?;
    let comment = long("/comment", comment)?;
    let written = Written {
        by: row.author_id,
        label: row.author_label.clone(),
        organisation: row.organisation_id,
        at: row.changed_at,
    };
    let passed = Passed {
        link,
        from,
        message: None,
        document: Some(row.id),
        title: row.name.clone(),
        text: String::new(),
        comment,
        written,
        files: vec![row.clone()],
    };
    keep(tx, passed).await
}

/// The network it leaves: one passes on one's own, and anybody's where one manages the room. Whoever is let into a room
/// only, as a guest, does not know what their network is linked with.
async fn may_go(tx: &Tx, room: RoomId, own: bool, manages: bool) -> Result<NetworkId> {
    let room = room::readable(tx, tx.actor(), room).await?;
    let network = room.room().network_id.ok_or(Error::Forbidden)?;
    let knows = tx.actor().may(network, NetworkRight::ReadDirectory);
    if knows && (own || manages) { Ok(network) } else { Err(Error::Forbidden) }
}

async fn in_force(tx: &Tx, link: NetworkLinkId, from: NetworkId) -> Result<Link> {
    let link = link::reaches(tx, link, from).await?.ok_or(Error::NotFoundIn("/link_id"))?;
    network::still_open(tx, link.network_id).await?;
    Ok(link)
}

async fn keep(tx: &Tx, passed: Passed) -> Result<ForwardingId> {
    let by = tx.actor().signed_in()?;
    within_reason(tx, by).await?;
    let (id, to) = (ForwardingId::at(tx.now()), passed.link.network_id);
    let author = passed.written.by.filter(|author| *author != by);
    let sql = "INSERT INTO forwarding (id, link_id, from_id, to_id, message_id, document_id, title, text, comment, \
               written_by, written_label, written_for, written_at, forwarded_by, forwarded_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    let values = [
        id.0.into(),
        passed.link.id.0.into(),
        passed.from.0.into(),
        to.0.into(),
        passed.message.map(|id| id.0).into(),
        passed.document.map(|id| id.0).into(),
        passed.title.into(),
        passed.text.into(),
        passed.comment.into(),
        passed.written.by.map(|id| id.0).into(),
        passed.written.label.into(),
        passed.written.organisation.map(|id| id.0).into(),
        passed.written.at.into(),
        by.0.into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    for (position, file) in (1_i32..).zip(passed.files) {
        refer(tx, &file.blob_hash, u64::try_from(file.size).unwrap_or_default()).await?;
        let sql = "INSERT INTO forwarding_file (forwarding_id, position, name, blob_hash, size, media_type) \
                   VALUES ($1, $2, $3, $4, $5, $6)";
        let values = [
            id.0.into(),
            position.into(),
            file.name.into(),
            file.blob_hash.into(),
            file.size.into(),
            file.media_type.into(),
        ];
        execute(tx, sql, values).await?;
    }
    if let Some(author) = author {
        tell::author(tx, id, passed.from, author).await?;
    }
    tx.record(to, Event::NetworkChanged { network: to });
    for network in [passed.from, to] {
        crate::audit::note_in(tx, network, "forwarded", &id.to_string(), "").await?;
    }
    Ok(id)
}

async fn within_reason(tx: &Tx, by: PersonId) -> Result<()> {
    #[derive(FromRow)]
    struct Counted {
        n: i64,
    }
    let sql = "SELECT count(*) AS n FROM forwarding WHERE forwarded_by = $1 AND forwarded_at > $2";
    let since = tx.now() - TimeDelta::hours(1);
    let found: Option<Counted> = row(tx, sql, [by.0.into(), since.into()]).await?;
    if found.is_some_and(|found| found.n >= MOST_IN_AN_HOUR) { Err(Error::TooMany(3600)) } else { Ok(()) }
}

/// Words that others are to read are told of where they were written.
async fn tell_writers(tx: &Tx, found: &ReadableMessage, to: &str) -> Result<()> {
    let language = tx.actor().access().and_then(|access| access.language).unwrap_or(Language::Swedish);
    let conversation = conversation::readable(tx, tx.actor(), found.row().conversation_id).await?;
    let told = Text::written(&(catalogue::of(language).forwarded)(to))?;
    message::notice(tx, conversation.row().id, &told).await.map(drop)
}
