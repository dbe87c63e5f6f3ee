//! What waits for the coordinators to look at, and what they have dealt with.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::FlagOutcome;
use crate::Result;
use crate::access::{NetworkRight, RoomKind, SeatKind};
use crate::actor::Actor;
use crate::conversations::conversation::ConversationKind;
use crate::conversations::writing::{WritingKind, paragraph};
use crate::ids::{ConversationId, FlagId, MessageId, NetworkId, OrganisationId, PersonId, RoomId};
use crate::store::{Db, FromRow, Ids, rows};

/// A flag, as a coordinator sees it.
#[derive(Clone, Debug, FromRow)]
pub struct Flag {
    /// Its id.
    pub id: FlagId,
    /// In which network it is dealt with.
    pub network_id: NetworkId,
    /// Its name.
    pub network: String,
    /// The message was handed over out of a direct conversation, of which nothing else is told.
    pub handed_over: bool,
    /// What the flagger says.
    pub reason: String,
    /// Who flagged it; none to the message's own author.
    pub flagged_by: Option<PersonId>,
    /// Their name; none where the identity is protected.
    pub flagger: Option<String>,
    /// When.
    pub flagged_at: DateTime<Utc>,
    /// What became of it.
    pub outcome: Option<FlagOutcome>,
    /// When.
    pub settled_at: Option<DateTime<Utc>>,
    /// Who saw to it; none where the identity is protected.
    pub settled_by: Option<String>,
    /// What is flagged beside messages; none for a message.
    pub writing: Option<WritingKind>,
    /// The part of its conversation that it is.
    pub part_id: Option<Uuid>,
    /// The message, or the first one of the conversation where the writing stands.
    pub message_id: MessageId,
    /// Its place; none where it was handed over.
    pub position: Option<i64>,
    /// Where it stands; none where it was handed over.
    pub conversation_id: Option<ConversationId>,
    /// What form that has.
    pub conversation_kind: Option<ConversationKind>,
    /// The title of that.
    pub title: Option<String>,
    /// Since when that is closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// The room of that.
    pub room_id: Option<RoomId>,
    /// What that is for.
    pub room_kind: Option<RoomKind>,
    /// Its own name.
    pub room_name: Option<String>,
    /// Who wrote it.
    pub author_id: Option<PersonId>,
    /// Their name; none where the identity is protected.
    pub author_name: Option<String>,
    /// Their name as an import gives it.
    pub author_label: Option<String>,
    /// For which organisation.
    pub organisation_id: Option<OrganisationId>,
    /// Its name.
    pub organisation: Option<String>,
    /// Through what kind of seat.
    pub seat_kind: Option<SeatKind>,
    /// Under which standing.
    pub standing: String,
    /// What it said when it was flagged, as safe HTML; empty once its author has taken it away.
    pub html: String,
    /// Written when.
    pub created_at: DateTime<Utc>,
    /// Taken away when.
    pub deleted_at: Option<DateTime<Utc>>,
    /// Why it is hidden.
    pub hidden_reason: Option<String>,
}

/// Which flags.
#[derive(Clone, Copy, Debug, Default)]
pub struct Queue {
    /// Those that have been dealt with, the newest first; else those that wait, the oldest first.
    pub settled: bool,
    /// After this one: when it was flagged, and its id.
    pub cursor: Option<(DateTime<Utc>, FlagId)>,
    /// At most so many.
    pub limit: i64,
}

/// The flags of the networks whose flags one deals with; nothing for anybody else.
///
/// # Errors
/// When the database can't be reached.
pub async fn queue(db: &impl Db, actor: &Actor, asked: Queue) -> Result<Vec<Flag>> {
    let me = actor.signed_in()?;
    let access = actor.own_access()?;
    let mut networks: Vec<NetworkId> = access.standings.iter().filter_map(|standing| standing.network).collect();
    networks.sort_unstable();
    networks.dedup();
    networks.retain(|network| actor.may(*network, NetworkRight::Moderate));
    if networks.is_empty() {
        return Ok(Vec::new());
    }
    let (state, compare, order) = if asked.settled { ("IS NOT NULL", "<", "DESC") } else { ("IS NULL", ">", "ASC") };
    let after = if asked.cursor.is_some() {
        format!("AND (f.flagged_at {compare} $3 OR (f.flagged_at = $3 AND f.id {compare} $4))")
    } else {
        // the parameters are there whether they are asked or not
        "AND $3 IS NOT NULL AND $4 IS NOT NULL".to_owned()
    };
    let (at, id) = asked.cursor.unwrap_or((DateTime::<Utc>::UNIX_EPOCH, FlagId(uuid::Uuid::nil())));
    // a message that has been moved to another network is no longer for these coordinators to read
    let sql = format!(
        "SELECT f.id, f.network_id, n.name AS network, f.handed_over, f.reason, \
         CASE WHEN p.id = $2 THEN NULL ELSE f.flagged_by END AS flagged_by, \
         CASE WHEN p.id = $2 OR fp.protected THEN NULL ELSE fp.name END AS flagger, f.flagged_at, f.outcome, \
         f.settled_at, CASE WHEN sp.protected THEN NULL ELSE sp.name END AS settled_by, f.message_id, \
         CASE WHEN f.kind <> 'message' THEN f.kind END AS writing, \
         CASE WHEN f.kind <> 'message' THEN f.part_id END AS part_id, \
         CASE WHEN f.handed_over THEN NULL ELSE m.position END AS position, \
         CASE WHEN f.handed_over THEN NULL ELSE c.id END AS conversation_id, \
         CASE WHEN f.handed_over THEN NULL ELSE c.kind END AS conversation_kind, \
         CASE WHEN f.handed_over THEN NULL ELSE c.title END AS title, \
         CASE WHEN f.handed_over THEN NULL ELSE c.closed_at END AS closed_at, \
         CASE WHEN f.handed_over THEN NULL ELSE r.id END AS room_id, \
         CASE WHEN f.handed_over THEN NULL ELSE r.kind END AS room_kind, \
         CASE WHEN f.handed_over THEN NULL ELSE coalesce(r.name, g.title) END AS room_name, \
         p.id AS author_id, CASE WHEN p.protected THEN NULL ELSE p.name END AS author_name, \
         CASE WHEN f.kind = 'message' THEN m.author_label END AS author_label, \
         o.id AS organisation_id, o.name AS organisation, t.kind AS seat_kind, \
         coalesce(wa.standing, ws.standing, wv.standing, m.standing) AS standing, \
         coalesce(wa.html, ws.html, wv.reason, CASE WHEN m.deleted_at IS NOT NULL AND m.hidden_reason IS NULL THEN '' \
         ELSE coalesce((SELECT v.html FROM message_version v WHERE v.message_id = m.id AND v.revision = f.revision), \
         m.html) END) AS html, coalesce(wa.written_at, ws.written_at, wv.cast_at, m.created_at) AS created_at, \
         CASE WHEN f.kind = 'message' THEN m.deleted_at END AS deleted_at, \
         CASE f.kind WHEN 'message' THEN m.hidden_reason WHEN 'answer' THEN wa.hidden_reason \
         WHEN 'summary' THEN ws.hidden_reason ELSE wv.hidden_reason END AS hidden_reason \
         FROM flag f JOIN network n ON n.id = f.network_id JOIN person fp ON fp.id = f.flagged_by \
         LEFT JOIN person sp ON sp.id = f.settled_by JOIN message m ON m.id = f.message_id \
         JOIN conversation c ON c.id = m.conversation_id JOIN room r ON r.id = c.room_id \
         LEFT JOIN meeting g ON g.id = r.meeting_id \
         LEFT JOIN ask_answer wa ON f.kind = 'answer' AND wa.conversation_id = c.id \
           AND wa.organisation_id = f.part_id AND wa.number = f.revision \
         LEFT JOIN summary_version ws ON f.kind = 'summary' AND ws.conversation_id = c.id AND ws.revision = f.revision \
         LEFT JOIN voice wv ON f.kind = 'reason' AND wv.conversation_id = c.id AND wv.voter_id = f.part_id \
           AND wv.number = f.revision \
         LEFT JOIN person p ON p.id = {} LEFT JOIN organisation o ON o.id = {} LEFT JOIN seat t ON t.id = {} \
         WHERE f.network_id IN {} AND f.settled_at {state} AND (f.handed_over OR c.network_id = f.network_id) {after} \
         ORDER BY f.flagged_at {order}, f.id {order} LIMIT $5",
        said("author_id", "author_id", "person_id"),
        said("organisation_id", "author_organisation_id", "organisation_id"),
        said("author_seat_id", "author_seat_id", "seat_id"),
        Ids::sql(db, "$1")
    );
    let values =
        [Ids::value(networks.iter().map(|network| network.0)), me.0.into(), at.into(), id.0.into(), asked.limit.into()];
    let mut found: Vec<Flag> = rows(db, &sql, values).await?;
    for flag in &mut found {
        if flag.writing == Some(WritingKind::Reason) {
            flag.html = paragraph(&flag.html);
        }
    }
    Ok(found)
}

/// A column of what is flagged, by its names in an answer, in a message or a summary, and in a voice.
fn said(answer: &str, message: &str, voice: &str) -> String {
    format!(
        "CASE f.kind WHEN 'message' THEN m.{message} WHEN 'answer' THEN wa.{answer} WHEN 'summary' THEN ws.{message} \
         ELSE wv.{voice} END"
    )
}
