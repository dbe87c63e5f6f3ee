//! What waits for the person asking: questions their organisations have not answered, proposals nobody has spoken for
//! them on, proposals of their own whose result is still to be stated, and documents they are to review.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::Value;

use super::ask;
use crate::Result;
use crate::actor::Actor;
use crate::clock::day_of;
use crate::ids::{ConversationId, DocumentId, NetworkId, OrganisationId, PersonId};
use crate::store::{Db, FromRow, Ids, rows};

/// How many are shown.
const SHOWN: usize = 5;

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Answer a question for an organisation.
    Answer,
    /// Take a stand for an organisation.
    Vote,
    /// State the result of a proposal.
    State,
    /// Review a document.
    Review,
}

/// Something that waits.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// What is to be done.
    pub act: Act,
    /// In which conversation.
    pub conversation_id: ConversationId,
    /// Which document is to be reviewed.
    pub document_id: Option<DocumentId>,
    /// Its title.
    pub title: String,
    /// For which organisation.
    pub organisation: Option<(OrganisationId, String)>,
    /// By which day.
    pub due_on: NaiveDate,
    /// How many organisations are asked; none where people vote.
    pub asked: Option<i64>,
    /// How many have been heard.
    pub heard: i64,
}

#[derive(FromRow)]
struct OfAsk {
    organisation_id: OrganisationId,
    organisation: String,
    network_id: NetworkId,
    #[row(nested)]
    ask: ask::AskRow,
}

#[derive(FromRow)]
struct OfProposal {
    conversation_id: ConversationId,
    title: String,
    network_id: NetworkId,
    organisation_id: Option<OrganisationId>,
    organisation: Option<String>,
    closes_at: DateTime<Utc>,
    asked: i64,
    heard: i64,
}

/// What waits, what is due first coming first; at most five.
///
/// # Errors
/// When the database can't be reached.
pub async fn of_actor(db: &impl Db, actor: &Actor, now: DateTime<Utc>) -> Result<Vec<Waiting>> {
    let person = actor.signed_in()?;
    let access = actor.own_access()?;
    let networks: HashSet<NetworkId> = access.standings.iter().filter_map(|standing| standing.network).collect();
    let voices: HashSet<(NetworkId, OrganisationId)> = networks
        .iter()
        .flat_map(|network| access.voices(*network).into_iter().filter_map(|v| Some((*network, v.organisation?))))
        .collect();
    let rooms = Ids::value(access.readable_rooms().map(|room| room.id.0));
    let organisations = Ids::value(voices.iter().map(|(_, organisation)| organisation.0));
    let mut waiting = Vec::new();

    let sql = format!(
        "SELECT q.organisation_id, o.name AS organisation, k.network_id, {} FROM ask_organisation q \
         JOIN ask k ON k.conversation_id = q.conversation_id AND k.closed_at IS NULL \
         JOIN conversation c ON c.id = k.conversation_id JOIN organisation o ON o.id = q.organisation_id \
         WHERE q.organisation_id IN {} AND c.room_id IN {} AND NOT EXISTS (SELECT 1 FROM ask_answer w \
           WHERE w.conversation_id = q.conversation_id AND w.organisation_id = q.organisation_id) \
         ORDER BY k.due_on, k.conversation_id LIMIT 50",
        ask::columns("$1"),
        Ids::sql(db, "$2"),
        Ids::sql(db, "$3")
    );
    let found: Vec<OfAsk> = rows(db, &sql, [day_of(now).into(), organisations.clone(), rooms.clone()]).await?;
    waiting.extend(found.into_iter().filter(|row| voices.contains(&(row.network_id, row.organisation_id))).map(
        |row| Waiting {
            act: Act::Answer,
            conversation_id: row.ask.conversation_id,
            document_id: None,
            title: row.ask.title,
            organisation: Some((row.organisation_id, row.organisation)),
            due_on: row.ask.due_on,
            asked: Some(row.ask.asked),
            heard: row.ask.answered,
        },
    ));

    const COUNTS: &str = "(SELECT count(*) FROM proposal_organisation z WHERE z.conversation_id = p.conversation_id) \
        AS asked, (SELECT count(DISTINCT z.voter_id) FROM voice z WHERE z.conversation_id = p.conversation_id) AS heard";
    let sql = format!(
        "SELECT p.conversation_id, c.title, p.network_id, q.organisation_id, o.name AS organisation, p.closes_at, {COUNTS} \
         FROM proposal p JOIN conversation c ON c.id = p.conversation_id \
         LEFT JOIN proposal_organisation q ON q.conversation_id = p.conversation_id AND q.organisation_id IN {} \
         LEFT JOIN organisation o ON o.id = q.organisation_id \
         WHERE p.closed_at IS NULL AND c.room_id IN {} AND ((p.closes_at <= $3 AND c.author_id = $4) \
           OR (p.closes_at > $3 AND (p.voting = 'person' OR q.organisation_id IS NOT NULL) \
           AND NOT EXISTS (SELECT 1 FROM voice v WHERE v.conversation_id = p.conversation_id \
             AND v.voter_id = coalesce(q.organisation_id, $4)))) \
         ORDER BY p.closes_at, p.conversation_id LIMIT 50",
        Ids::sql(db, "$1"),
        Ids::sql(db, "$2")
    );
    let values = [organisations, rooms.clone(), now.into(), person.0.into()];
    let found: Vec<OfProposal> = rows(db, &sql, values).await?;
    let mut stated = HashSet::new();
    for row in found {
        let over = row.closes_at <= now;
        let heard = match row.organisation_id {
            Some(organisation) => voices.contains(&(row.network_id, organisation)),
            None => voices.iter().any(|(network, _)| *network == row.network_id),
        };
        // one's own proposal is closed once, however many organisations one speaks for
        if if over { !stated.insert(row.conversation_id) } else { !heard } {
            continue;
        }
        waiting.push(Waiting {
            act: if over { Act::State } else { Act::Vote },
            conversation_id: row.conversation_id,
            document_id: None,
            title: row.title,
            organisation: row.organisation_id.zip(row.organisation).filter(|_| !over),
            due_on: day_of(row.closes_at),
            asked: (row.asked > 0).then_some(row.asked),
            heard: row.heard,
        });
    }
    waiting.extend(reviews(db, person, rooms).await?);
    waiting.sort_by_key(|one| one.due_on);
    waiting.truncate(SHOWN);
    Ok(waiting)
}

/// The documents the person has been asked to review and has said nothing of yet.
async fn reviews(db: &impl Db, person: PersonId, rooms: Value) -> Result<Vec<Waiting>> {
    #[derive(FromRow)]
    struct Row {
        document_id: DocumentId,
        conversation_id: ConversationId,
        name: String,
        due_on: NaiveDate,
        asked: i64,
        heard: i64,
    }
    let sql = format!(
        "SELECT d.id AS document_id, c.id AS conversation_id, d.name, r.due_on, \
         (SELECT count(*) FROM review_verdict a WHERE a.review_id = r.id) AS asked, \
         (SELECT count(*) FROM review_verdict h WHERE h.review_id = r.id AND h.verdict IS NOT NULL) AS heard \
         FROM review_verdict v JOIN review r ON r.id = v.review_id AND r.ended_at IS NULL \
         JOIN document d ON d.id = r.document_id AND d.deleted_at IS NULL \
         JOIN conversation c ON c.document_id = d.id \
         WHERE v.person_id = $1 AND v.verdict IS NULL AND d.room_id IN {} ORDER BY r.due_on, r.id LIMIT 20",
        Ids::sql(db, "$2")
    );
    let found: Vec<Row> = rows(db, &sql, [person.0.into(), rooms]).await?;
    let waits = found.into_iter().map(|row| Waiting {
        act: Act::Review,
        conversation_id: row.conversation_id,
        document_id: Some(row.document_id),
        title: row.name,
        organisation: None,
        due_on: row.due_on,
        asked: Some(row.asked),
        heard: row.heard,
    });
    Ok(waits.collect())
}
