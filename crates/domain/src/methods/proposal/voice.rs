//! Taking a stand. A voice is never changed: a new one stands beside it, and the last before the deadline counts.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{ReadableProposal, Voting, called};
use crate::access::{SeatKind, StandingKind};
use crate::actor::Actor;
use crate::conversations::text::field;
use crate::event::Event;
use crate::ids::{ConversationId, OrganisationId, PersonId, SeatId};
use crate::store::{Db, FromRow, Ids, Tx, execute, execute_affecting, one, rows};
use crate::words::words;
use crate::{Error, Result};

words! {
    /// Where somebody stands.
    Choice {
        /// Samtycker: can live with it.
        Consent = "consent",
        /// Håller med: wants it.
        Agree = "agree",
        /// Avstår.
        Abstain = "abstain",
        /// Säger nej; says why.
        Disagree = "disagree",
    }
}

/// The most characters of a reason.
pub const LONGEST_REASON: usize = 1_000;

/// A voice that counts.
#[derive(Clone, Debug, FromRow)]
pub struct Voice {
    /// Whose voice it is: the id of an organisation or of a person, as the proposal says.
    pub voter_id: Uuid,
    /// The organisation, or that of the person.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub organisation: String,
    /// Its place in Swedish order.
    pub sort_key: String,
    /// Where it stands.
    pub choice: Choice,
    /// Why; empty where nothing was said, or it is hidden.
    pub reason: String,
    /// Who cast it.
    pub person_id: PersonId,
    /// Their name; none where the identity is protected.
    pub person_name: Option<String>,
    /// Under which standing.
    pub standing: String,
    /// Through what kind of seat.
    pub seat_kind: Option<SeatKind>,
    /// When.
    pub cast_at: DateTime<Utc>,
    /// Why whoever manages the room hid the reason.
    pub hidden_reason: Option<String>,
}

/// How many voices there are of a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct Counted {
    /// Which.
    pub choice: Choice,
    /// How many.
    pub voices: i64,
}

/// A voice to cast.
#[derive(Clone, Debug)]
pub struct Cast {
    /// For which organisation; none where people vote.
    pub organisation: Option<OrganisationId>,
    /// Where it stands.
    pub choice: Choice,
    /// Why.
    pub reason: String,
}

const SELECT: &str = "SELECT v.voter_id, v.organisation_id, o.name AS organisation, o.sort_key, v.choice, \
    CASE WHEN v.hidden_at IS NULL THEN v.reason ELSE '' END AS reason, v.hidden_reason, \
    v.person_id, CASE WHEN p.protected THEN NULL ELSE p.name END AS person_name, v.standing, t.kind AS seat_kind, \
    v.cast_at FROM voice v JOIN organisation o ON o.id = v.organisation_id JOIN person p ON p.id = v.person_id \
    LEFT JOIN seat t ON t.id = v.seat_id WHERE v.conversation_id = $1 AND ";
const NEWEST: &str = "v.number = (SELECT max(x.number) FROM voice x WHERE x.conversation_id = v.conversation_id \
    AND x.voter_id = v.voter_id)";

/// The voices that count after `cursor` (sort key and voter), in Swedish order of the organisations.
///
/// # Errors
/// When the database can't be reached.
pub async fn voices(
    db: &impl Db,
    proposal: ConversationId,
    cursor: Option<(String, Uuid)>,
    limit: i64,
) -> Result<Vec<Voice>> {
    let (after, voter) = cursor.unwrap_or_default();
    let sql = format!(
        "{SELECT}{NEWEST} AND (o.sort_key > $2 OR (o.sort_key = $2 AND v.voter_id > $3)) \
         ORDER BY o.sort_key, v.voter_id LIMIT $4"
    );
    rows(db, &sql, [proposal.0.into(), after.into(), voter.into(), limit.into()]).await
}

/// The voices of these voters.
///
/// # Errors
/// When the database can't be reached.
pub async fn of_voters(db: &impl Db, proposal: &ReadableProposal, voters: &[Uuid]) -> Result<Vec<Voice>> {
    let sql = format!("{SELECT}{NEWEST} AND v.voter_id IN {} ORDER BY o.sort_key, v.voter_id", Ids::sql(db, "$2"));
    rows(db, &sql, [proposal.row().conversation_id.0.into(), Ids::value(voters.iter().copied())]).await
}

/// How many voices there are of each choice.
///
/// # Errors
/// When the database can't be reached.
pub async fn counted(db: &impl Db, proposal: ConversationId) -> Result<Vec<Counted>> {
    let sql = format!(
        "SELECT v.choice, count(*) AS voices FROM voice v WHERE v.conversation_id = $1 AND {NEWEST} \
         GROUP BY v.choice ORDER BY v.choice"
    );
    rows(db, &sql, [proposal.0.into()]).await
}

/// Whether nobody is left to be heard: only organisations can be counted on.
///
/// # Errors
/// When the database can't be reached.
pub async fn everybody_was_heard(db: &impl Db, proposal: &ReadableProposal, today: chrono::NaiveDate) -> Result<bool> {
    let called = called(db, proposal, today).await?;
    Ok(!called.is_empty() && called.iter().all(|one| one.heard))
}

struct By {
    voter: Uuid,
    organisation: OrganisationId,
    person: PersonId,
    seat: Option<SeatId>,
    standing: &'static str,
}

/// Casts a voice, or changes it by casting another.
///
/// # Errors
/// [`Error::NotFoundIn`] for an organisation that is not called; [`Error::Forbidden`] without a voice for it;
/// [`Error::Conflict`] after the deadline, by the server's clock; [`Error::Invalid`] for a *no* that does not say why, or
/// where an organisation is named though people vote, or none though organisations do.
pub async fn cast(tx: &Tx, proposal: &ReadableProposal, cast: Cast) -> Result<()> {
    let person = tx.actor().signed_in()?;
    let id = proposal.row().conversation_id;
    let voices = proposal.voices_of(tx.actor());
    let voice = match (proposal.row().voting, cast.organisation) {
        (Voting::Organisation, None) => return Err(Error::invalid("/organisation_id", "missing")),
        (Voting::Person, Some(_)) => return Err(Error::invalid("/organisation_id", "people_vote")),
        (Voting::Person, None) => voices.first().copied(),
        (Voting::Organisation, Some(organisation)) => {
            is_called(tx, id, organisation).await?;
            voices.into_iter().find(|voice| voice.organisation == Some(organisation))
        }
    };
    let voice = voice.ok_or(Error::Forbidden)?;
    let organisation = voice.organisation.ok_or(Error::Forbidden)?;
    let voter = match proposal.row().voting {
        Voting::Organisation => organisation.0,
        Voting::Person => person.0,
    };
    let reason = reason(&cast)?;
    // one after another, so that one voice is the last; and none once the deadline has passed or the result is stated
    let turn = "UPDATE proposal SET revision = revision + 1 WHERE conversation_id = $1 AND closed_at IS NULL \
                AND closes_at > $2";
    if execute_affecting(tx, turn, [id.0.into(), tx.now().into()]).await? == 0 {
        return Err(Error::Conflict("vote_closed"));
    }
    let by = By { voter, organisation, person, seat: voice.seat, standing: voice.kind.word() };
    insert(tx, id, &by, cast.choice, &reason, tx.now()).await?;
    tx.record(proposal.conversation().row().room_id, Event::VoiceCast { conversation: id });
    Ok(())
}

/// Casts a voice as somebody, at a time gone by: demo data and imports.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn cast_as(
    tx: &Tx,
    proposal: &ReadableProposal,
    (person, organisation, seat, standing): (PersonId, OrganisationId, Option<SeatId>, StandingKind),
    cast: &Cast,
    at: DateTime<Utc>,
) -> Result<()> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    let voter = match proposal.row().voting {
        Voting::Organisation => organisation.0,
        Voting::Person => person.0,
    };
    let by = By { voter, organisation, person, seat, standing: standing.word() };
    let id = proposal.row().conversation_id;
    insert(tx, id, &by, cast.choice, &reason(cast)?, at).await?;
    tx.record(proposal.conversation().row().room_id, Event::VoiceCast { conversation: id });
    Ok(())
}

fn reason(cast: &Cast) -> Result<String> {
    let reason = field(&cast.reason);
    if cast.choice == Choice::Disagree && reason.is_empty() {
        return Err(Error::invalid("/reason", "reason_missing"));
    }
    if reason.contains('\0') {
        return Err(Error::invalid("/reason", "nul_character"));
    }
    if reason.chars().count() > LONGEST_REASON {
        return Err(Error::invalid("/reason", "too_long"));
    }
    Ok(reason)
}

async fn is_called(tx: &Tx, id: ConversationId, organisation: OrganisationId) -> Result<()> {
    let sql = "SELECT 1 AS called FROM proposal_organisation WHERE conversation_id = $1 AND organisation_id = $2";
    let found = one(tx, sql, [id.0.into(), organisation.0.into()]).await?;
    found.map(drop).ok_or(Error::NotFoundIn("/organisation_id"))
}

async fn insert(tx: &Tx, id: ConversationId, by: &By, choice: Choice, reason: &str, at: DateTime<Utc>) -> Result<()> {
    let sql = "INSERT INTO voice (conversation_id, voter_id, number, organisation_id, person_id, seat_id, standing, \
               choice, reason, cast_at) SELECT $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7, $8, $9 \
               FROM voice WHERE conversation_id = $1 AND voter_id = $2";
    let values = [
        id.0.into(),
        by.voter.into(),
        by.organisation.0.into(),
        by.person.0.into(),
        by.seat.map(|seat| seat.0).into(),
        by.standing.into(),
        choice.word().into(),
        reason.into(),
        at.into(),
    ];
    execute(tx, sql, values).await
}
