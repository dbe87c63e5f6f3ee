//! What goes along with a thread: files that came with its messages, and not what was only linked there. What came into a
//! meeting's room that way belongs to the meeting as long as it lies there.

use std::collections::BTreeSet;

use crate::Result;
use crate::documents::document::{self, Document};
use crate::documents::upload;
use crate::event::Event;
use crate::ids::{ConversationId, DocumentId, MeetingId, PersonId, RoomId};
use crate::sorting::{fold, sort_key};
use crate::store::{Db, FromRow, Tx, execute_affecting, row};

/// The files that were uploaded by who attached them and lie in no folder, and belong to no meeting but the one whose room
/// they lie in; once that is in the archive, so are they.
pub(crate) async fn going_along(db: &impl Db, conversation: ConversationId, room: RoomId) -> Result<Vec<Document>> {
    #[derive(FromRow)]
    struct Row {
        author_id: Option<PersonId>,
        attachments: serde_json::Value,
    }
    #[derive(FromRow)]
    struct Of {
        meeting_id: MeetingId,
    }
    let sql = "SELECT author_id, attachments FROM message WHERE conversation_id = $1 \
               AND CAST(attachments AS text) <> '[]' ORDER BY position LIMIT 5000";
    let found: Vec<Row> = crate::store::rows(db, sql, [conversation.0.into()]).await?;
    let mut attached: BTreeSet<(DocumentId, Option<PersonId>)> = BTreeSet::new();
    for row in &found {
        let ids = row.attachments.as_array().into_iter().flatten().filter_map(|id| id.as_str()?.parse().ok());
        attached.extend(ids.map(|id| (id, row.author_id)));
    }
    let ids: Vec<DocumentId> = attached.iter().map(|(id, _)| *id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = "SELECT r.meeting_id FROM room r JOIN meeting m ON m.id = r.meeting_id \
               WHERE r.id = $1 AND r.kind = 'meeting' AND m.state <> 'archived'";
    let own_meeting: Option<Of> = row(db, sql, [room.0.into()]).await?;
    let own_meeting = own_meeting.map(|of| of.meeting_id);
    let mut documents = document::in_room(db, room, &ids).await?;
    documents.retain(|document| {
        let own = attached.contains(&(document.id, document.author_id));
        own && document.folder_id.is_none() && (document.meeting_id.is_none() || document.meeting_id == own_meeting)
    });
    Ok(documents)
}

/// Carries files from one room to another.
pub(crate) async fn carry(tx: &Tx, ids: &[DocumentId], from: RoomId, to: RoomId) -> Result<()> {
    for row in document::in_room(tx, from, ids).await? {
        let name = upload::name_in(tx, to, None, &row.name).await?;
        let sql = "UPDATE document SET room_id = $3, folder_id = NULL, pinned_at = NULL, name = $4, name_folded = $5, \
                   sort_key = $6, meeting_id = (SELECT r.meeting_id FROM room r WHERE r.id = $3 AND r.kind = 'meeting'), \
                   revision = revision + 1 WHERE id = $1 AND room_id = $2";
        let values = [
            row.id.0.into(),
            from.0.into(),
            to.0.into(),
            name.clone().into(),
            fold(&name).into(),
            sort_key(&name).into(),
        ];
        if execute_affecting(tx, sql, values).await? > 0 {
            tx.record(from, Event::DocumentChanged { document: row.id });
            tx.record(to, Event::DocumentChanged { document: row.id });
        }
    }
    Ok(())
}
