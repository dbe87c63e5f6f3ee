//! What is kept of somebody, for themself to take along: who they are, where they sit and sat, and what they wrote.
//!
//! It is their own and nobody else's: of a conversation it says in which network it was, not what others wrote there.

mod told;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::assignment::AssignmentRole;
use super::person::{Language, Theme};
use super::profile::ShownTo;
use crate::access::SeatKind;
use crate::actor::Actor;
use crate::ids::{ConversationId, DocumentId, PersonId};
use crate::networks::seat::HoldingRole;
use crate::store::{Db, FromRow, Ids, row, rows};
use crate::{Error, Result};

/// The most of a kind that are taken along at once.
const MOST: i64 = 20_000;
/// The most characters of messages, and of answers: one may be as long as a book's chapter, and all of it stands in memory.
const MOST_SAID: i64 = 16 * 1024 * 1024;

/// Who somebody is here.
#[derive(Clone, Debug, FromRow, Serialize)]
pub struct OwnAccount {
    /// Their name.
    pub name: String,
    /// Their identity is protected.
    pub protected: bool,
    /// The language they read.
    pub language: Language,
    /// How it looks.
    pub theme: Theme,
    /// What they have read counts where an author asks.
    pub tells_seen: bool,
    /// The account was made then.
    pub created_at: DateTime<Utc>,
}

/// An address.
#[derive(Clone, Debug, FromRow, Serialize)]
pub struct OwnEmail {
    /// As it was written.
    pub address: String,
    /// Mails go to it.
    pub is_primary: bool,
    /// Since when.
    pub created_at: DateTime<Utc>,
}

/// What they tell of themself.
#[derive(Clone, Debug, FromRow, Serialize)]
pub struct OwnWords {
    /// What they work with.
    pub task: String,
    /// Who sees that.
    pub task_seen: ShownTo,
    /// What others may ask about.
    pub ask_about: String,
    /// Who sees that.
    pub ask_about_seen: ShownTo,
    /// A number to call.
    pub phone: String,
    /// Who sees that.
    pub phone_seen: ShownTo,
    /// Who sees the address that mails go to.
    pub email_seen: ShownTo,
}

/// A seat they hold or held.
#[derive(Clone, Debug, FromRow, Serialize)]
pub struct OwnSeat {
    /// In which network.
    pub network: String,
    /// Of which organisation.
    pub organisation: String,
    /// Official or elected.
    pub kind: SeatKind,
    /// Its title.
    pub title: String,
    /// As holder or deputy.
    pub role: HoldingRole,
    /// From this day.
    pub from_day: NaiveDate,
    /// To this day, included; none while it goes on.
    pub to_day: Option<NaiveDate>,
    /// Who appointed them.
    pub appointed_by: Option<String>,
    /// When.
    pub appointed_on: Option<NaiveDate>,
    /// Under what reference.
    pub reference: Option<String>,
}

/// Something they were assigned as.
#[derive(Clone, Debug, FromRow, Serialize)]
pub struct OwnAssignment {
    /// In which network; none for the installation.
    pub network: Option<String>,
    /// As what.
    pub role: AssignmentRole,
    /// From this day.
    pub from_day: NaiveDate,
    /// To this day, included.
    pub to_day: Option<NaiveDate>,
}

/// A room they were a guest of.
#[derive(Clone, Debug, FromRow, Serialize)]
pub struct OwnVisit {
    /// In which network.
    pub network: Option<String>,
    /// They wrote, not only read.
    pub writes: bool,
    /// From this day.
    pub from_day: NaiveDate,
    /// To this day, included.
    pub to_day: NaiveDate,
}

/// A device they signed in with.
#[derive(Clone, Debug, FromRow, Serialize)]
pub struct OwnDevice {
    /// The browser's own words for itself.
    pub user_agent: String,
    /// From which address.
    pub address: String,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// Last seen.
    pub seen_at: DateTime<Utc>,
    /// Signed out then.
    pub ended_at: Option<DateTime<Utc>>,
}

/// A message they wrote.
#[derive(Clone, Debug, FromRow, Serialize)]
pub struct OwnMessage {
    /// In which conversation.
    pub conversation_id: ConversationId,
    /// Its place there.
    pub position: i64,
    /// In which network; none in a direct conversation.
    pub network: Option<String>,
    /// What it says, in Markdown.
    pub text: String,
    /// Written then.
    pub created_at: DateTime<Utc>,
    /// Changed then.
    pub edited_at: Option<DateTime<Utc>>,
    /// Taken away then.
    pub deleted_at: Option<DateTime<Utc>>,
}

/// An answer they wrote to what a network was asked.
#[derive(Clone, Debug, FromRow, Serialize)]
pub struct OwnAnswer {
    /// To which ask.
    pub conversation_id: ConversationId,
    /// For which organisation.
    pub organisation: String,
    /// What it says, in Markdown.
    pub text: String,
    /// When.
    pub written_at: DateTime<Utc>,
}

/// A voice they cast.
#[derive(Clone, Debug, FromRow, Serialize)]
pub struct OwnVoice {
    /// On which proposal.
    pub conversation_id: ConversationId,
    /// For which organisation.
    pub organisation: String,
    /// What.
    pub choice: String,
    /// Why.
    pub reason: String,
    /// When.
    pub cast_at: DateTime<Utc>,
}

/// What they said of coming to a meeting.
#[derive(Clone, Debug, FromRow, Serialize)]
pub struct OwnComing {
    /// To which; none where one reads it no more, as it may be called something else by now.
    pub meeting: Option<String>,
    /// What.
    pub answer: String,
    /// With what words.
    pub note: String,
    /// When.
    pub answered_at: DateTime<Utc>,
}

/// A version of a document that they put here.
#[derive(Clone, Debug, FromRow, Serialize)]
pub struct OwnFile {
    /// Which document.
    pub document_id: DocumentId,
    /// Its version.
    pub number: i64,
    /// What the file was called.
    pub original_name: String,
    /// How large it is, in bytes.
    pub size: i64,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// Something begun and not sent.
#[derive(Clone, Debug, FromRow, Serialize)]
pub struct OwnDraft {
    /// Where.
    pub place: String,
    /// Its title.
    pub title: String,
    /// What it says, in Markdown.
    pub text: String,
    /// Written last.
    pub updated_at: DateTime<Utc>,
}

/// Something the log says that they did.
#[derive(Clone, Debug, FromRow, Serialize)]
pub struct OwnAct {
    /// What, as the log writes it.
    pub act: String,
    /// In which network.
    pub network: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// All that is kept of somebody; of each kind the newest twenty thousand, and of messages and of answers sixteen million
/// characters.
#[derive(Clone, Debug, Serialize)]
pub struct OwnData {
    /// Who they are.
    pub account: OwnAccount,
    /// Their addresses.
    pub addresses: Vec<OwnEmail>,
    /// What they tell of themself.
    pub profile: Option<OwnWords>,
    /// Their seats, those before too.
    pub seats: Vec<OwnSeat>,
    /// What they were assigned as.
    pub assignments: Vec<OwnAssignment>,
    /// Where they were guests.
    pub visits: Vec<OwnVisit>,
    /// Their devices.
    pub devices: Vec<OwnDevice>,
    /// What they wrote.
    pub messages: Vec<OwnMessage>,
    /// What they answered.
    pub answers: Vec<OwnAnswer>,
    /// How they voted.
    pub voices: Vec<OwnVoice>,
    /// What they said of meetings.
    pub meetings: Vec<OwnComing>,
    /// The files they put here.
    pub files: Vec<OwnFile>,
    /// What they have begun to write.
    pub drafts: Vec<OwnDraft>,
    /// What the log says that they did.
    pub acts: Vec<OwnAct>,
    /// The hash of the picture they put.
    #[serde(skip)]
    pub portrait: Option<String>,
}

/// All that is kept of the actor.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in.
pub async fn of_oneself(db: &impl Db, actor: &Actor) -> Result<OwnData> {
    #[derive(FromRow)]
    struct Portrait {
        blob_hash: String,
    }
    let id = actor.signed_in()?;
    let account = "SELECT name, protected, language, theme, tells_seen, created_at FROM person WHERE id = $1";
    let portrait = "SELECT blob_hash FROM portrait WHERE person_id = $1";
    let profile = "SELECT task, task_seen, ask_about, ask_about_seen, phone, phone_seen, email_seen FROM profile \
                   WHERE person_id = $1";
    Ok(OwnData {
        account: row(db, account, [id.0.into()]).await?.ok_or(Error::Unauthenticated)?,
        addresses: list(
            db,
            id,
            "SELECT shown AS address, is_primary, created_at FROM person_email WHERE person_id = $1 \
             ORDER BY is_primary DESC, created_at LIMIT $2",
        )
        .await?,
        profile: row(db, profile, [id.0.into()]).await?,
        seats: list(
            db,
            id,
            "SELECT n.name AS network, o.name AS organisation, s.kind, s.title, h.role, h.from_day, h.to_day, \
             h.appointed_by, h.appointed_on, h.reference FROM seat_holding h JOIN seat s ON s.id = h.seat_id \
             JOIN network n ON n.id = s.network_id JOIN organisation o ON o.id = s.organisation_id \
             WHERE h.person_id = $1 ORDER BY h.from_day DESC, h.id LIMIT $2",
        )
        .await?,
        assignments: list(
            db,
            id,
            "SELECT n.name AS network, a.role, a.from_day, a.to_day FROM assignment a \
             LEFT JOIN network n ON n.id = a.network_id WHERE a.person_id = $1 ORDER BY a.from_day DESC, a.id LIMIT $2",
        )
        .await?,
        visits: list(
            db,
            id,
            "SELECT n.name AS network, g.writes, g.from_day, g.to_day FROM guest_pass g JOIN room r ON r.id = g.room_id \
             LEFT JOIN network n ON n.id = r.network_id WHERE g.person_id = $1 ORDER BY g.from_day DESC, g.id LIMIT $2",
        )
        .await?,
        devices: list(
            db,
            id,
            "SELECT user_agent, address, created_at, seen_at, ended_at FROM session WHERE person_id = $1 \
             ORDER BY seen_at DESC, id LIMIT $2",
        )
        .await?,
        messages: messages(db, id).await?,
        answers: answers(db, id).await?,
        voices: list(
            db,
            id,
            "SELECT v.conversation_id, o.name AS organisation, v.choice, v.reason, v.cast_at FROM voice v \
             JOIN organisation o ON o.id = v.organisation_id WHERE v.person_id = $1 ORDER BY v.cast_at DESC LIMIT $2",
        )
        .await?,
        meetings: meetings(db, actor, id).await?,
        files: list(
            db,
            id,
            "SELECT document_id, number, original_name, size, created_at FROM document_version WHERE author_id = $1 \
             ORDER BY created_at DESC, document_id LIMIT $2",
        )
        .await?,
        drafts: list(
            db,
            id,
            "SELECT place, coalesce(title, '') AS title, text, updated_at FROM draft WHERE person_id = $1 \
             ORDER BY updated_at DESC LIMIT $2",
        )
        .await?,
        acts: acts(db, id).await?,
        portrait: row::<Portrait>(db, portrait, [id.0.into()]).await?.map(|found| found.blob_hash),
    })
}

async fn list<T: FromRow>(db: &impl Db, person: PersonId, sql: &str) -> Result<Vec<T>> {
    rows(db, sql, [person.0.into(), MOST.into()]).await
}

async fn messages(db: &impl Db, person: PersonId) -> Result<Vec<OwnMessage>> {
    let sql = "SELECT w.conversation_id, w.position, w.network, w.text, w.created_at, w.edited_at, w.deleted_at \
               FROM (SELECT m.id, m.conversation_id, m.position, n.name AS network, m.text, m.created_at, m.edited_at, \
               m.deleted_at, sum(length(m.text)) OVER (ORDER BY m.created_at DESC, m.id) AS said FROM message m \
               JOIN conversation c ON c.id = m.conversation_id LEFT JOIN network n ON n.id = c.network_id \
               WHERE m.author_id = $1) w WHERE w.said <= $3 ORDER BY w.created_at DESC, w.id LIMIT $2";
    rows(db, sql, [person.0.into(), MOST.into(), MOST_SAID.into()]).await
}

async fn answers(db: &impl Db, person: PersonId) -> Result<Vec<OwnAnswer>> {
    let sql = "SELECT w.conversation_id, o.name AS organisation, w.text, w.written_at FROM (SELECT a.conversation_id, \
               a.organisation_id, a.number, a.text, a.written_at, sum(length(a.text)) OVER (ORDER BY a.written_at DESC, \
               a.conversation_id, a.organisation_id, a.number DESC) AS said FROM ask_answer a WHERE a.author_id = $1) w \
               JOIN organisation o ON o.id = w.organisation_id WHERE w.said <= $3 ORDER BY w.written_at DESC, \
               w.conversation_id, w.organisation_id, w.number DESC LIMIT $2";
    rows(db, sql, [person.0.into(), MOST.into(), MOST_SAID.into()]).await
}

async fn meetings(db: &impl Db, actor: &Actor, person: PersonId) -> Result<Vec<OwnComing>> {
    let sql = format!(
        "SELECT CASE WHEN g.room_id IN {} THEN g.title END AS meeting, a.answer, a.note, a.answered_at \
         FROM meeting_answer a JOIN meeting g ON g.id = a.meeting_id WHERE a.person_id = $1 \
         ORDER BY a.answered_at DESC LIMIT $2",
        Ids::sql(db, "$3")
    );
    let rooms = Ids::value(actor.own_access()?.readable_rooms().map(|facts| facts.id.0));
    rows(db, &sql, [person.0.into(), MOST.into(), rooms]).await
}

/// The log names people by their ids as text.
async fn acts(db: &impl Db, person: PersonId) -> Result<Vec<OwnAct>> {
    let sql = "SELECT a.act, n.name AS network, a.at FROM audit a LEFT JOIN network n ON n.id = a.network_id \
               WHERE a.actor = $1 ORDER BY a.id DESC LIMIT $2";
    rows(db, sql, [person.to_string().into(), MOST.into()]).await
}
