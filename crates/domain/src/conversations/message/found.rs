//! Messages that a search has found, read again for whoever searches.

use crate::Result;
use crate::access::SeatKind;
use crate::actor::Actor;
use crate::ids::{ConversationId, MessageId, OrganisationId, PersonId};
use crate::store::{Db, FromRow, Ids, rows_at_once};

/// Of a message what a hit shows besides what was found: the index has its text.
#[derive(Clone, Debug, FromRow)]
pub struct Found {
    /// Its id.
    pub id: MessageId,
    /// The conversation it stands in.
    pub conversation_id: ConversationId,
    /// The title of that.
    pub title: Option<String>,
    /// Its place there.
    pub position: i64,
    /// Who wrote it; none for an imported one.
    pub author_id: Option<PersonId>,
    /// Who wrote it, as an import names them.
    pub author_label: Option<String>,
    /// The author's name; none where the identity is protected.
    pub author_name: Option<String>,
    /// For which organisation.
    pub organisation_id: Option<OrganisationId>,
    /// Its name.
    pub organisation: Option<String>,
    /// Through what kind of seat.
    pub seat_kind: Option<SeatKind>,
    /// Under which standing: its kind's word.
    pub standing: String,
}

/// Those of these messages that one may read and that are still there, in no particular order.
///
/// # Errors
/// When the database can't be reached.
pub async fn found(db: &impl Db, actor: &Actor, ids: &[MessageId]) -> Result<Vec<Found>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rooms = actor.own_access()?.readable_rooms().map(|facts| facts.id.0);
    let sql = format!(
        "SELECT m.id, m.conversation_id, c.title, m.position, m.author_id, m.author_label, \
         CASE WHEN p.protected THEN NULL ELSE p.name END AS author_name, m.author_organisation_id AS organisation_id, \
         o.name AS organisation, t.kind AS seat_kind, m.standing \
         FROM message m JOIN conversation c ON c.id = m.conversation_id LEFT JOIN person p ON p.id = m.author_id \
         LEFT JOIN organisation o ON o.id = m.author_organisation_id LEFT JOIN seat t ON t.id = m.author_seat_id \
         WHERE m.id IN {} AND m.deleted_at IS NULL AND c.room_id IN {}",
        Ids::sql(db, "$1"),
        Ids::sql(db, "$2")
    );
    rows_at_once(db, &sql, [Ids::value(ids.iter().map(|id| id.0)), Ids::value(rooms)]).await
}
