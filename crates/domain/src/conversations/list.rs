//! Lists of conversations, each row with what is unread in it: one statement a page.

use chrono::{DateTime, Utc};
use sea_orm::Value;
use uuid::Uuid;

use super::attention::called_in;
use super::conversation::{ANSWERED, ConversationKind, ThreadKind};
use super::tags::label;
use crate::access::{RoomKind, SeatKind};
use crate::actor::Actor;
use crate::event::StreamId;
use crate::ids::{ConversationId, NetworkId, OrganisationId, PersonId, RoomId};
use crate::networks::network;
use crate::store::{Db, FromRow, Holds, Ids, columns, fetched, read_at_once, row};
use crate::{Error, Result};

columns! {
    /// A conversation in a list, as the person asking sees it.
    #[derive(Clone, Debug)]
    pub struct ConversationRow {
        /// Its id.
        pub id: ConversationId,
        /// Where it stands.
        pub room_id: RoomId,
        /// In which network.
        pub network_id: Option<NetworkId>,
        /// Thread, chat, direct …
        pub kind: ConversationKind,
        /// What a thread is for.
        pub thread_kind: Option<ThreadKind>,
        /// A thread's title.
        pub title: Option<String>,
        /// Its themes: a JSON list of words.
        pub themes: serde_json::Value,
        /// The Convention's articles it is about: a JSON list of numbers.
        pub articles: serde_json::Value,
        /// It stands on top of lists.
        pub pinned: bool,
        /// It is only read.
        pub closed: bool,
        /// An answer has been accepted.
        pub answered: bool,
        /// Who started it.
        pub author_id: Option<PersonId>,
        /// Their name; none where the identity is protected.
        pub author_name: Option<String>,
        /// For which organisation they started it.
        pub author_organisation: Option<String>,
        /// The position of its newest message.
        pub last_position: i64,
        /// When something was last written.
        pub last_at: DateTime<Utc>,
        /// When it was started.
        pub created_at: DateTime<Utc>,
        /// What its room is for.
        pub room_kind: RoomKind,
        /// The room's own name.
        pub room_name: Option<String>,
        /// Up to where the person asking has read.
        pub read_position: i64,
        /// The newest message's author.
        pub last_author_id: Option<PersonId>,
        /// Their name; none where the identity is protected.
        pub last_author_name: Option<String>,
        /// Their name as an import gives it.
        pub last_author_label: Option<String>,
        /// The id of the organisation they wrote for.
        pub last_organisation_id: Option<OrganisationId>,
        /// The organisation they wrote for.
        pub last_organisation: Option<String>,
        /// Through what kind of seat.
        pub last_seat_kind: Option<SeatKind>,
        /// Under which standing.
        pub last_standing: Option<String>,
        /// The beginning of the newest message.
        pub last_text: Option<String>,
        /// The beginning of the first unread message.
        pub unread_text: Option<String>,
        /// Which organisations have answered: see [`super::answered_by`].
        pub answered_by: serde_json::Value,
        /// The person asking has written in it.
        pub wrote: bool,
        /// An unread message mentions the person asking.
        pub mentioned: bool,
        /// The newest event of the stream the list is about, as of the same state as the row; 0 where it is about none.
        pub seq: i64,
        /// The installation's epoch.
        pub epoch: i64,
    }
}

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only of this network.
    pub network: Option<NetworkId>,
    /// Only of this room.
    pub room: Option<RoomId>,
    /// Only of this kind; none leaves chats out.
    pub kind: Option<ConversationKind>,
    /// Only with something unread.
    pub unread: bool,
    /// Only these, chats among them.
    pub among: Option<Vec<ConversationId>>,
    /// Only threads for this.
    pub thread_kind: Option<ThreadKind>,
    /// Only open questions of which no answer has been accepted.
    pub unanswered: bool,
    /// Only those in which nobody has written since they were started.
    pub silent: bool,
    /// Only what was started before then.
    pub started_before: Option<DateTime<Utc>>,
    /// Only with this theme, whether its first letter is a capital or not.
    pub theme: Option<String>,
    /// Only about this article.
    pub article: Option<i64>,
    /// Only what stands on top.
    pub pinned: bool,
    /// After this row: the time of its newest message and its id.
    pub cursor: Option<(DateTime<Utc>, ConversationId)>,
    /// At most so many.
    pub limit: i64,
}

impl Filter {
    /// The stream that tells what changes in the list; none for one of everything.
    #[must_use]
    pub fn stream(&self) -> Option<StreamId> {
        self.network.map(StreamId::from).or(self.room.map(StreamId::from))
    }

    /// What more is asked of a row, with its parameters from `$first` on.
    fn narrow(&self, db: &impl Db, first: usize, conditions: &mut String, values: &mut Vec<Value>) {
        let mut put = |value: Value| {
            values.push(value);
            format!("${}", first + values.len() - 1)
        };
        let mut and = |condition: String| {
            conditions.push_str(" AND ");
            conditions.push_str(&condition);
        };
        if let Some(kind) = self.thread_kind {
            and(format!("c.thread_kind = '{}'", kind.word()));
        }
        if self.unanswered {
            and(format!("c.thread_kind IN ('question', 'hard_question') AND c.closed_at IS NULL AND NOT {ANSWERED}"));
        }
        if self.silent {
            and("c.last_position = 1".to_owned());
        }
        if let Some(before) = self.started_before {
            and(format!("c.created_at <= {}", put(before.into())));
        }
        if let Some(theme) = &self.theme {
            and(Holds::sql(db, "c.themes", &put(label(theme).into())));
        }
        if let Some(article) = self.article {
            and(Holds::sql(db, "c.articles", &put(article.to_string().into())));
        }
        if self.pinned {
            and("c.pinned_at IS NOT NULL".to_owned());
        }
    }
}

/// The conversations one may read that fit the filter, the newest activity first.
///
/// # Errors
/// [`crate::Error::NotFound`] for a network or room one does not see.
pub async fn list(db: &impl Db, actor: &Actor, filter: &Filter) -> Result<Vec<ConversationRow>> {
    // whoever has a standing there sees the network, and whoever reads a room sees it: nothing is asked for it
    if filter.network.is_some_and(|id| !network::seen_by(actor, id))
        || filter.room.is_some_and(|id| !actor.room(id).read)
    {
        return Err(Error::NotFound);
    }
    let access = actor.own_access()?;
    let rooms = access
        .readable_rooms()
        .filter(|facts| filter.network.is_none_or(|n| facts.network == Some(n)))
        .filter(|facts| filter.room.is_none_or(|r| facts.id == r))
        .map(|facts| facts.id.0);
    let (at, id) = filter.cursor.map_or((DateTime::<Utc>::MAX_UTC, Uuid::nil()), |(at, id)| (at, id.0));
    let far = at.min(DateTime::from_timestamp_millis(253_402_300_799_000).unwrap_or(at));
    let mut conditions = String::new();
    if let Some(kind) = filter.kind {
        conditions.push_str(" AND c.kind = '");
        conditions.push_str(kind.word());
        conditions.push('\'');
    } else if filter.among.is_none() {
        conditions.push_str(" AND c.kind <> 'chat'");
    }
    if filter.among.is_some() {
        let at = if filter.network.is_some() { "$8" } else { "$7" };
        conditions.push_str(&format!(" AND c.id IN {}", Ids::sql(db, at)));
    }
    if filter.unread {
        conditions.push_str(" AND c.last_position > coalesce(k.position, 0)");
    }
    let mut more: Vec<Value> = Vec::new();
    let first = 7 + usize::from(filter.network.is_some()) + usize::from(filter.among.is_some());
    let plain = conditions.len();
    filter.narrow(db, first, &mut conditions, &mut more);
    let sifts = filter.unread || conditions.len() > plain;
    // the index by network and time is walked from the newest: the rooms only sift what it gives (IS TRUE says so to
    // SQLite, which would else read all of every room and sort it)
    let (of_network, sift) = match filter.network {
        Some(_) => ("c.network_id = $7 AND ", " IS TRUE"),
        None => ("", ""),
    };
    // the page first, by ids alone: what makes a row is looked up for the page, not for all there is to sort
    let sql = format!(
        "WITH page AS (SELECT c.id, c.last_at FROM conversation c \
         LEFT JOIN read_mark k ON k.conversation_id = c.id AND k.person_id = $1 \
         WHERE {of_network}(c.room_id IN {}){sift} AND c.last_at <= $3 AND (c.last_at < $3 OR c.id < $4){conditions} \
         ORDER BY c.last_at DESC, c.id DESC LIMIT $5) \
         SELECT c.id, c.room_id, c.network_id, c.kind, c.thread_kind, c.title, c.themes, c.articles, \
         c.pinned_at IS NOT NULL AS pinned, c.closed_at IS NOT NULL AS closed, {ANSWERED} AS answered, c.author_id, \
         CASE WHEN p.protected THEN NULL ELSE p.name END AS author_name, ao.name AS author_organisation, \
         c.last_position, c.last_at, c.created_at, r.kind AS room_kind, coalesce(r.name, g.title) AS room_name, \
         coalesce(k.position, 0) AS read_position, l.author_id AS last_author_id, \
         CASE WHEN lp.protected THEN NULL ELSE lp.name END AS last_author_name, l.author_label AS last_author_label, \
         l.author_organisation_id AS last_organisation_id, lo.name AS last_organisation, lt.kind AS last_seat_kind, \
         l.standing AS last_standing, CASE WHEN l.deleted_at IS NULL THEN substr(l.text, 1, 400) END AS last_text, \
         CASE WHEN u.deleted_at IS NULL THEN substr(u.text, 1, 400) END AS unread_text, c.answered_by, \
         EXISTS (SELECT 1 FROM message w WHERE w.conversation_id = c.id AND w.author_id = $1) AS wrote, \
         EXISTS (SELECT 1 FROM message_mention n JOIN message x ON x.id = n.message_id AND x.deleted_at IS NULL \
           WHERE n.person_id = $1 AND NOT n.withdrawn AND n.conversation_id = c.id \
           AND n.position > coalesce(k.position, 0)) AS mentioned, \
         coalesce((SELECT seq FROM stream WHERE id = $6), 0) AS seq, \
         (SELECT epoch FROM installation WHERE id = 1) AS epoch \
         FROM page JOIN conversation c ON c.id = page.id JOIN room r ON r.id = c.room_id \
         LEFT JOIN meeting g ON g.id = r.meeting_id \
         LEFT JOIN read_mark k ON k.conversation_id = c.id AND k.person_id = $1 \
         LEFT JOIN person p ON p.id = c.author_id LEFT JOIN seat ps ON ps.id = c.author_seat_id \
         LEFT JOIN organisation ao ON ao.id = ps.organisation_id \
         LEFT JOIN message l ON l.conversation_id = c.id AND l.position = c.last_position \
         LEFT JOIN person lp ON lp.id = l.author_id LEFT JOIN organisation lo ON lo.id = l.author_organisation_id \
         LEFT JOIN seat lt ON lt.id = l.author_seat_id \
         LEFT JOIN message u ON u.conversation_id = c.id AND u.position = coalesce(k.position, 0) + 1 \
         ORDER BY page.last_at DESC, page.id DESC",
        Ids::sql(db, "$2")
    );
    let about = filter.stream().map(|stream| stream.id);
    let mut values =
        vec![person_value(actor), Ids::value(rooms), far.into(), id.into(), filter.limit.into(), about.into()];
    values.extend(filter.network.map(|network| Value::from(network.0)));
    values.extend(filter.among.as_ref().map(|ids| Ids::value(ids.iter().map(|id| id.0))));
    values.extend(more);
    // what sifts may have to walk far for a page
    if sifts { fetched(db, &sql, values).await } else { read_at_once(db, &sql, values).await }
}

/// Where the person asking stands in a conversation.
#[derive(Clone, Copy, Debug, Default, FromRow)]
pub struct ReadingPlace {
    /// Up to where they have read.
    pub position: i64,
    /// A message they had read before an edit mentioned them in it, and have not read since.
    pub called_in: Option<i64>,
}

/// Up to where the person asking has read the conversation, and what has called on them since.
///
/// # Errors
/// When the database can't be reached.
pub async fn reading_place(db: &impl Db, actor: &Actor, id: ConversationId) -> Result<ReadingPlace> {
    let sql = format!(
        "SELECT k.position, {} AS called_in FROM read_mark k WHERE k.person_id = $1 AND k.conversation_id = $2",
        called_in("k.conversation_id")
    );
    Ok(row(db, &sql, [person_value(actor), id.0.into()]).await?.unwrap_or_default())
}

pub(super) fn person_value(actor: &Actor) -> Value {
    actor.person().map_or(Uuid::nil(), |p| p.0).into()
}
