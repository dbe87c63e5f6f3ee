//! What the other network's coordinators do with what was passed on to it.

use uuid::Uuid;

use crate::access::NetworkRight;
use crate::actor::Actor;
use crate::conversations::conversation::{self, NewThread, ThreadKind};
use crate::conversations::message::Post;
use crate::conversations::tags::Tags;
use crate::conversations::text::{Text, quoted};
use crate::documents::blob::StoredBlob;
use crate::documents::upload::{self, Destination, IfExists, NewFile};
use crate::event::Event;
use crate::ids::{ConversationId, DocumentId, ForwardingId, NetworkId, RoomId};
use crate::rooms::room;
use crate::store::{Db, FromRow, Tx, execute, row, rows};
use crate::{Error, Result};

/// What it became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// A thread.
    Thread(ConversationId),
    /// A document.
    Document(DocumentId),
}

#[derive(FromRow)]
struct Row {
    from_id: NetworkId,
    to_id: NetworkId,
    document_id: Option<DocumentId>,
    title: String,
    text: String,
    settled: bool,
}

#[derive(FromRow)]
struct File {
    name: String,
    blob_hash: String,
    size: i64,
    media_type: String,
}

/// Something that came to a network one governs, held until the command is committed.
async fn waiting(tx: &Tx, id: ForwardingId) -> Result<Row> {
    let sql = "UPDATE forwarding SET placed = placed WHERE id = $1 \
               RETURNING from_id, to_id, document_id, title, text, settled_at IS NOT NULL AS settled";
    let found: Row = row(tx, sql, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    let governs = |network| tx.actor().may(network, NetworkRight::Govern);
    if !governs(found.to_id) {
        // the coordinators of the network it left see it, and have said all they have to say of it
        return Err(if governs(found.from_id) { Error::Forbidden } else { Error::NotFound });
    }
    if found.settled { Err(Error::Conflict("already_settled")) } else { Ok(found) }
}

/// Places it in a room of the network: a message as a thread, its words as a quote; a document as a document.
///
/// # Errors
/// [`Error::NotFound`] where there is none that one sees, [`Error::Forbidden`] for those it came from and where one may not
/// write or upload in the room, [`Error::NotFoundIn`] for a room of elsewhere, [`Error::Conflict`] where it has been
/// settled.
pub async fn place(tx: &Tx, id: ForwardingId, to: RoomId) -> Result<ForwardingId> {
    let found = waiting(tx, id).await?;
    let room = match room::readable(tx, tx.actor(), to).await {
        Ok(room) if room.room().network_id == Some(found.to_id) => room,
        Ok(_) | Err(Error::NotFound) => return Err(Error::NotFoundIn("/room_id")),
        Err(error) => return Err(error),
    };
    room.writable()?;
    let sql =
        "SELECT name, blob_hash, size, media_type FROM forwarding_file WHERE forwarding_id = $1 ORDER BY position";
    let files: Vec<File> = rows(tx, sql, [id.0.into()]).await?;
    let mut documents = Vec::with_capacity(files.len());
    for file in files {
        let size = u64::try_from(file.size).unwrap_or_default();
        let file = NewFile {
            blob: StoredBlob { hash: file.blob_hash, size, head: Vec::new() },
            media_type: file.media_type,
            original_name: file.name,
            comment: None,
        };
        let made = upload::add(tx, &room, file, Destination::default(), IfExists::KeepBoth).await?;
        execute(tx, "UPDATE document SET forwarding_id = $2 WHERE id = $1", [made.0.into(), id.0.into()]).await?;
        documents.push(made);
    }
    if found.document_id.is_none() || documents.is_empty() {
        thread(tx, &room, id, &found, documents).await?;
    }
    settled(tx, id, &found, true).await?;
    Ok(id)
}

async fn thread(
    tx: &Tx,
    room: &room::ReadableRoom,
    id: ForwardingId,
    found: &Row,
    attachments: Vec<DocumentId>,
) -> Result<()> {
    let first = Post { attachments, ..Post::of(Uuid::new_v4(), Text::written(&quoted(&found.text))?) };
    let new = NewThread { kind: ThreadKind::Discussion, title: found.title.clone(), tags: Tags::default(), first };
    let (thread, _) = conversation::start(tx, room, new).await?;
    execute(tx, "UPDATE conversation SET forwarding_id = $2 WHERE id = $1", [thread.0.into(), id.0.into()]).await
}

/// What something that came to a network one governs became there: for who asks once more what they placed.
///
/// # Errors
/// [`Error::NotFound`] where it has not been placed, or one does not govern the network.
pub async fn placed(db: &impl Db, actor: &Actor, id: ForwardingId) -> Result<Placed> {
    #[derive(FromRow)]
    struct Became {
        to_id: NetworkId,
        conversation_id: Option<ConversationId>,
        document_id: Option<DocumentId>,
    }
    let sql = "SELECT f.to_id, (SELECT c.id FROM conversation c WHERE c.forwarding_id = f.id) AS conversation_id, \
               (SELECT d.id FROM document d WHERE d.forwarding_id = f.id ORDER BY d.id LIMIT 1) AS document_id \
               FROM forwarding f WHERE f.id = $1 AND f.placed";
    let found: Became = row(db, sql, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    if !actor.may(found.to_id, NetworkRight::Govern) {
        return Err(Error::NotFound);
    }
    // the files of a message are documents too
    match (found.conversation_id, found.document_id) {
        (Some(thread), _) => Ok(Placed::Thread(thread)),
        (None, Some(document)) => Ok(Placed::Document(document)),
        (None, None) => Err(Error::NotFound),
    }
}

/// Turns it down.
///
/// # Errors
/// As [`place`].
pub async fn decline(tx: &Tx, id: ForwardingId) -> Result<()> {
    let found = waiting(tx, id).await?;
    settled(tx, id, &found, false).await
}

async fn settled(tx: &Tx, id: ForwardingId, found: &Row, placed: bool) -> Result<()> {
    let by = tx.actor().signed_in()?;
    let sql = "UPDATE forwarding SET settled_by = $2, settled_at = $3, placed = $4 WHERE id = $1";
    execute(tx, sql, [id.0.into(), by.0.into(), tx.now().into(), placed.into()]).await?;
    tx.record(found.to_id, Event::NetworkChanged { network: found.to_id });
    let act = if placed { "forwarding_placed" } else { "forwarding_declined" };
    crate::audit::note_in(tx, found.to_id, act, &id.to_string(), "").await
}
