//! What has come since a search was kept that fits it: noted by the installation when it is found, and read again
//! through the finders whenever somebody looks, so that what they may not read any more is not there.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::asked::FoundKind;
use super::saved::SavedSearch;
use crate::actor::Actor;
use crate::conversations::{conversation, message};
use crate::documents::document;
use crate::event::Event;
use crate::ids::{
    ConversationId, DecisionId, DocumentId, MeetingId, MessageId, PersonId, PromiseId, SavedSearchId, SessionId,
};
use crate::meetings::{meeting, promise};
use crate::methods::decision;
use crate::store::{Db, FromRow, Ids, Store, Tx, execute_affecting, rows};
use crate::{Error, Result, installation};

/// The newest so many are looked at, of all of a person's searches together.
const LOOKED_AT: i64 = 500;

/// Something that fits a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Match {
    /// What sort of thing.
    pub kind: FoundKind,
    /// Its id.
    pub id: Uuid,
    /// The page of a document, 0 for everything else.
    pub page: i32,
}

/// Only the installation looks for others.
pub(super) fn only_the_system(actor: &Actor) -> Result<()> {
    if matches!(actor, Actor::System) { Ok(()) } else { Err(Error::Forbidden) }
}

/// Whoever keeps the search, with what they may read at this moment.
///
/// # Errors
/// When the database can't be reached.
pub async fn asker(store: &Store, person: PersonId) -> Result<Actor> {
    let version = installation::access_version(store.reader()).await?;
    let access = store.access_of(Some(person), version).await?;
    Ok(Actor::Person { person, session: SessionId(Uuid::nil()), access })
}

/// Notes what fits a search, each thing once. What was there when the search was kept is not new, what they made
/// themselves is no news, and neither is what an import brings. Gives how many there were.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn note(tx: &Tx, search: &SavedSearch, matches: &[Match]) -> Result<u64> {
    only_the_system(tx.actor())?;
    let mut new = 0;
    // the conversation before its messages
    let (messages, others): (Vec<&Match>, Vec<&Match>) =
        matches.iter().partition(|found| found.kind == FoundKind::Message);
    for found in others.into_iter().chain(messages) {
        let Some(condition) = is_news(found.kind) else { continue };
        let sql = format!(
            "INSERT INTO saved_search_match (saved_search_id, kind, object_id, page, found_at) \
             SELECT s.id, $2, $3, $4, $5 FROM saved_search s WHERE s.id = $1 AND EXISTS (SELECT 1 FROM {condition}) \
             ON CONFLICT (saved_search_id, kind, object_id) DO NOTHING"
        );
        let values =
            [search.id.0.into(), found.kind.word().into(), found.id.into(), found.page.into(), tx.now().into()];
        new += execute_affecting(tx, &sql, values).await?;
    }
    if new > 0 {
        tx.record(search.person_id, Event::SavedSearchMatched { search: search.id });
    }
    Ok(new)
}

/// When a thing (`$3`) is news to whoever keeps the search (`s`): it came since, and somebody else brought it.
fn is_news(kind: FoundKind) -> Option<&'static str> {
    Some(match kind {
        // a conversation in which something is new already is not told of once more for every message
        FoundKind::Message => {
            "message x WHERE x.id = $3 AND x.created_at >= s.created_at AND x.author_id <> s.person_id \
             AND NOT EXISTS (SELECT 1 FROM saved_search_match k LEFT JOIN message y ON y.id = k.object_id \
             WHERE k.saved_search_id = s.id AND k.seen_at IS NULL \
             AND (k.object_id = x.conversation_id OR y.conversation_id = x.conversation_id))"
        }
        FoundKind::Conversation => {
            "conversation x WHERE x.id = $3 AND x.created_at >= s.created_at AND x.author_id <> s.person_id"
        }
        FoundKind::Document => {
            "document x JOIN document_version v ON v.document_id = x.id AND v.number = x.version WHERE x.id = $3 \
             AND (v.created_at >= s.created_at OR x.published_at >= s.created_at) AND v.author_id <> s.person_id"
        }
        FoundKind::Meeting => "meeting x WHERE x.id = $3 AND x.created_at >= s.created_at",
        // what a meeting decided or promised is found as a decision, by an id of its own
        FoundKind::Decision => {
            "(SELECT p.id, p.made_at, p.person_id FROM promise p WHERE p.id = $3 \
             UNION ALL SELECT d.id, d.created_at, NULL FROM decision d WHERE d.id = $3) x \
             WHERE x.made_at >= s.created_at AND (x.person_id IS NULL OR x.person_id <> s.person_id)"
        }
        FoundKind::Person | FoundKind::Organisation => return None,
    })
}

/// Something new, as the person may read it now.
#[derive(Clone, Debug)]
pub struct News {
    /// What it is.
    pub found: Match,
    /// What it is called; none for what has no title.
    pub title: Option<String>,
    /// Where it stands in the client.
    pub url: String,
    /// When it was found.
    pub at: DateTime<Utc>,
}

#[derive(FromRow)]
struct Row {
    saved_search_id: SavedSearchId,
    kind: FoundKind,
    object_id: Uuid,
    page: i32,
    found_at: DateTime<Utc>,
}

/// What is new of these searches of one person, the newest first: only what they may read now.
///
/// # Errors
/// When the database can't be reached.
pub async fn news(db: &impl Db, actor: &Actor, searches: &[SavedSearch]) -> Result<HashMap<SavedSearchId, Vec<News>>> {
    let person = actor.signed_in()?;
    let of = searches.iter().filter(|search| search.person_id == person).map(|search| search.id.0);
    let sql = format!(
        "SELECT saved_search_id, kind, object_id, page, found_at FROM saved_search_match \
         WHERE saved_search_id IN {} AND seen_at IS NULL ORDER BY found_at DESC, object_id LIMIT {LOOKED_AT}",
        Ids::sql(db, "$1")
    );
    let found: Vec<Row> = rows(db, &sql, [Ids::value(of)]).await?;
    let mut news: HashMap<SavedSearchId, Vec<News>> = HashMap::new();
    if found.is_empty() {
        return Ok(news);
    }
    let known = Known::of(db, actor, &found).await?;
    for row in found {
        let Some((title, url)) = known.place(&row) else { continue };
        let found = Match { kind: row.kind, id: row.object_id, page: row.page };
        news.entry(row.saved_search_id).or_default().push(News { found, title, url, at: row.found_at });
    }
    Ok(news)
}

/// What the finders say of what was found.
struct Known {
    places: HashMap<(FoundKind, Uuid), (Option<String>, String)>,
}

impl Known {
    async fn of(db: &impl Db, actor: &Actor, found: &[Row]) -> Result<Self> {
        let ids = |kind: FoundKind| {
            let ids: HashSet<Uuid> = found.iter().filter(|row| row.kind == kind).map(|row| row.object_id).collect();
            ids.into_iter()
        };
        let messages: Vec<_> = ids(FoundKind::Message).map(MessageId).collect();
        let documents: Vec<_> = ids(FoundKind::Document).map(DocumentId).collect();
        let conversations: Vec<_> = ids(FoundKind::Conversation).map(ConversationId).collect();
        let meetings: Vec<_> = ids(FoundKind::Meeting).map(MeetingId).collect();
        let decisions: Vec<_> = ids(FoundKind::Decision).map(DecisionId).collect();
        let promises: Vec<_> = ids(FoundKind::Decision).map(PromiseId).collect();
        let mut places = HashMap::new();
        for found in message::found(db, actor, &messages).await? {
            let url = format!("/samtal/{}?inlagg={}", found.conversation_id, found.position);
            places.insert((FoundKind::Message, found.id.0), (found.title, url));
        }
        for found in document::among(db, actor, &documents).await? {
            let url = format!("/dokument/{}", found.id);
            places.insert((FoundKind::Document, found.id.0), (Some(found.name), url));
        }
        for found in conversation::among(db, actor, &conversations).await? {
            let url = format!("/samtal/{}", found.id);
            places.insert((FoundKind::Conversation, found.id.0), (found.title, url));
        }
        for found in meeting::among(db, actor, &meetings).await? {
            let url = format!("/traffar/{}", found.id);
            places.insert((FoundKind::Meeting, found.id.0), (Some(found.title), url));
        }
        for found in decision::among(db, actor, &decisions).await? {
            let url = format!("/beslut/{}", found.id);
            places.insert((FoundKind::Decision, found.id.0), (Some(found.title), url));
        }
        for found in promise::among(db, actor, &promises).await? {
            let url = format!("/traffar/{}#beslut-{}", found.meeting_id, found.id);
            places.insert((FoundKind::Decision, found.id.0), (Some(found.wording), url));
        }
        Ok(Self { places })
    }

    fn place(&self, row: &Row) -> Option<(Option<String>, String)> {
        let (title, url) = self.places.get(&(row.kind, row.object_id))?.clone();
        let page =
            if row.kind == FoundKind::Document && row.page > 0 { format!("?sida={}", row.page) } else { String::new() };
        Some((title, url + &page))
    }
}
