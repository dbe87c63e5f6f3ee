//! An organisation's decision to take part: which body, when, under what reference, on which text.

use chrono::{DateTime, NaiveDate, Utc};

use super::write::{alone, writable};
use super::{Agreement, COUNTS, MEMBER};
use crate::access::ParticipationState;
use crate::actor::Actor;
use crate::documents::document;
use crate::event::Event;
use crate::ids::{AgreementId, DocumentId, OrganisationId};
use crate::store::{Db, FromRow, Ids, Tx, execute, one, row, rows};
use crate::{Error, Result};

/// The most characters of a body or reference.
const LONGEST: usize = 200;
/// The most rows of a board.
const MOST: i64 = 500;

/// A row of the board: an organisation, and its decision if there is one.
#[derive(Clone, Debug, FromRow)]
pub struct BoardRow {
    /// Which organisation.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub organisation: String,
    /// How it takes part today; none where it does no more.
    pub state: Option<ParticipationState>,
    /// On which text it decided.
    pub version: Option<i64>,
    /// Who decided, such as *Kommunstyrelsen*.
    pub body: Option<String>,
    /// When.
    pub decided_on: Option<NaiveDate>,
    /// Under what reference.
    pub reference: Option<String>,
    /// The decision itself, for whoever may read it.
    pub document_id: Option<DocumentId>,
    /// When that was noted.
    pub recorded_at: Option<DateTime<Utc>>,
}

/// Who has decided and who is missing: the members of today and whoever has decided, in Swedish order.
///
/// # Errors
/// [`Error::Forbidden`] for the installation itself, which reads no rooms.
pub async fn board(db: &impl Db, actor: &Actor, agreement: &Agreement, today: NaiveDate) -> Result<Vec<BoardRow>> {
    let sql = format!(
        "SELECT o.id AS organisation_id, o.name AS organisation, p.state, d.version, d.body, d.decided_on, d.reference, \
         x.id AS document_id, d.recorded_at FROM organisation o \
         LEFT JOIN participation p ON p.organisation_id = o.id AND p.network_id = $1 AND {MEMBER} \
         LEFT JOIN adoption d ON d.organisation_id = o.id AND d.agreement_id = $3 AND {COUNTS} {} \
         WHERE p.id IS NOT NULL OR d.number IS NOT NULL ORDER BY o.sort_key, o.id LIMIT {MOST}",
        readable_scan(db, "$4")
    );
    let rooms = Ids::value(actor.own_access()?.readable_rooms().map(|facts| facts.id.0));
    rows(db, &sql, [agreement.network_id.0.into(), today.into(), agreement.id.0.into(), rooms]).await
}

/// The document `x` of an adoption or a text `d`, where it stands in one of the rooms in `parameter`.
pub(super) fn readable_scan(db: &impl Db, parameter: &str) -> String {
    let rooms = Ids::sql(db, parameter);
    format!("LEFT JOIN document x ON x.id = d.document_id AND x.deleted_at IS NULL AND x.room_id IN {rooms}")
}

/// An organisation's decision, to be noted.
#[derive(Clone, Debug)]
pub struct Adopting {
    /// Who decided.
    pub body: String,
    /// When.
    pub decided_on: NaiveDate,
    /// Under what reference; may be empty.
    pub reference: String,
    /// The decision itself, a document of the network.
    pub document: Option<DocumentId>,
    /// On which text; none for the one that is noted already, or the newest where nothing is.
    pub version: Option<i64>,
}

/// Notes that an organisation has decided, on the newest text unless another is named. Noted again it is corrected, and is of
/// the text it was of; what was noted stays as history.
///
/// # Errors
/// [`Error::NotFound`] where one sees no such agreement or organisation in it, [`Error::Forbidden`] without the right,
/// [`Error::NotFoundIn`] for a document that one does not see, or of another network, [`Error::Invalid`] for what can't be.
pub async fn adopt(tx: &Tx, id: AgreementId, organisation: OrganisationId, adopting: Adopting) -> Result<()> {
    let agreement = writable(tx, id).await?;
    taking_part(tx, &agreement, organisation).await?;
    let body = adopting.body.trim();
    if body.is_empty() || body.chars().count() > LONGEST {
        return Err(Error::invalid("/body", "length"));
    }
    if adopting.reference.chars().count() > LONGEST {
        return Err(Error::invalid("/reference", "length"));
    }
    if adopting.decided_on > tx.today() {
        return Err(Error::invalid("/decided_on", "in_the_future"));
    }
    if adopting.version.is_some_and(|version| !(1..=agreement.version).contains(&version)) {
        return Err(Error::invalid("/version", "out_of_range"));
    }
    document::beside(tx, agreement.network_id, adopting.document).await?;
    alone(tx, id).await?;
    let before = counting(tx, id, organisation).await?;
    let noted = Noted {
        version: adopting.version.or(before.map(|row| row.version)).unwrap_or(agreement.version),
        body,
        decided_on: adopting.decided_on,
        reference: adopting.reference.trim(),
        document: adopting.document,
        withdrawn: false,
    };
    note(tx, &agreement, organisation, &noted).await
}

/// What counts of an organisation's decision.
#[derive(FromRow)]
struct Counting {
    version: i64,
    body: String,
    decided_on: NaiveDate,
    reference: String,
    document_id: Option<DocumentId>,
}

async fn counting(tx: &Tx, id: AgreementId, organisation: OrganisationId) -> Result<Option<Counting>> {
    let sql = format!(
        "SELECT d.version, d.body, d.decided_on, d.reference, d.document_id FROM adoption d \
         WHERE d.agreement_id = $1 AND d.organisation_id = $2 AND {COUNTS}"
    );
    row(tx, &sql, [id.0.into(), organisation.0.into()]).await
}

/// Takes back what was noted of an organisation.
///
/// # Errors
/// As [`adopt`]; [`Error::Conflict`] where nothing is noted.
pub async fn withdraw(tx: &Tx, id: AgreementId, organisation: OrganisationId) -> Result<()> {
    let agreement = writable(tx, id).await?;
    alone(tx, id).await?;
    let Counting { version, body, decided_on, reference, document_id } =
        counting(tx, id, organisation).await?.ok_or(Error::Conflict("not_adopted"))?;
    let noted =
        Noted { version, body: &body, decided_on, reference: &reference, document: document_id, withdrawn: true };
    note(tx, &agreement, organisation, &noted).await
}

/// What is noted of an organisation.
struct Noted<'a> {
    version: i64,
    body: &'a str,
    decided_on: NaiveDate,
    reference: &'a str,
    document: Option<DocumentId>,
    withdrawn: bool,
}

/// The caller holds the agreement: what is noted is numbered one after the other.
async fn note(tx: &Tx, agreement: &Agreement, organisation: OrganisationId, noted: &Noted<'_>) -> Result<()> {
    let sql = "INSERT INTO adoption (agreement_id, organisation_id, number, version, body, decided_on, reference, \
               document_id, withdrawn, recorded_by, standing, recorded_at) SELECT $1, $2, \
               coalesce((SELECT max(number) FROM adoption WHERE agreement_id = $1 AND organisation_id = $2), 0) + 1, \
               $3, $4, $5, $6, $7, $8, $9, 'coordinator', $10";
    let values = [
        agreement.id.0.into(),
        organisation.0.into(),
        noted.version.into(),
        noted.body.into(),
        noted.decided_on.into(),
        noted.reference.into(),
        noted.document.map(|id| id.0).into(),
        noted.withdrawn.into(),
        tx.actor().person().map(|id| id.0).into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    tx.record(agreement.network_id, Event::NetworkChanged { network: agreement.network_id });
    let act = if noted.withdrawn { "adoption_withdrawn" } else { "adoption_noted" };
    crate::audit::note_in(tx, agreement.network_id, act, &agreement.id.to_string(), &organisation.to_string()).await
}

/// Whether the organisation takes part, or has once.
async fn taking_part(tx: &Tx, agreement: &Agreement, organisation: OrganisationId) -> Result<()> {
    let sql = "SELECT id FROM participation WHERE network_id = $1 AND organisation_id = $2 LIMIT 1";
    let found = one(tx, sql, [agreement.network_id.0.into(), organisation.0.into()]).await?;
    found.map(drop).ok_or(Error::NotFound)
}
