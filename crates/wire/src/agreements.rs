//! Agreements, who has decided on them, and who took part on a day.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::{ParticipationState, SeatKind};
use domain::ids::{AgreementId, DocumentId, NetworkId, OrganisationId, SeatId};
use domain::networks::agreement::asking;
use domain::networks::{agreement, roll};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An agreement in a list.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AgreementRow {
    /// Its id.
    pub id: AgreementId,
    /// Of which network.
    pub network_id: NetworkId,
    /// Its title.
    pub title: String,
    /// The first day of its period.
    pub from: NaiveDate,
    /// The last day, included; none while it is open.
    pub to: Option<NaiveDate>,
    /// The number of its newest text.
    pub version: i64,
    /// The one that follows on it.
    pub renewed_by: Option<AgreementId>,
    /// How many organisations have decided to take part.
    pub adopted: i64,
    /// How many of those that are members today have not.
    pub missing: i64,
}

impl From<agreement::Agreement> for AgreementRow {
    fn from(row: agreement::Agreement) -> Self {
        Self {
            id: row.id,
            network_id: row.network_id,
            title: row.title,
            from: row.from_day,
            to: row.to_day,
            version: row.version,
            renewed_by: row.renewed_by,
            adopted: row.adopted,
            missing: row.missing,
        }
    }
}

/// An agreement, as the person asking sees it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Agreement {
    /// What stands in a list of it.
    #[serde(flatten)]
    pub row: AgreementRow,
    /// The one it follows on.
    pub renews: Option<AgreementId>,
    /// Its text, in Markdown.
    pub text: String,
    /// The same as safe HTML.
    pub html: String,
    /// The copy of it that was signed, for whoever may read it.
    pub document_id: Option<DocumentId>,
    /// When that was written.
    pub written_at: DateTime<Utc>,
    /// Who has decided and who is missing.
    pub board: Vec<BoardRow>,
    /// One may change it and note decisions.
    pub may_write: bool,
    /// One may ask now, by letter, for the decisions that are missing.
    pub may_ask: bool,
    /// Counts its changes.
    pub revision: i64,
}

/// One of the texts an agreement has had.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AgreementText {
    /// Its number, from 1.
    pub number: i64,
    /// As safe HTML.
    pub html: String,
    /// The copy of it that was signed, for whoever may read it.
    pub document_id: Option<DocumentId>,
    /// When it was written.
    pub written_at: DateTime<Utc>,
}

impl From<agreement::Text> for AgreementText {
    fn from(text: agreement::Text) -> Self {
        let agreement::Text { number, html, document_id, written_at, .. } = text;
        Self { number, html, document_id, written_at }
    }
}

/// A row of the board.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct BoardRow {
    /// Which organisation.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub organisation: String,
    /// How it takes part today; none where it does no more.
    pub state: Option<ParticipationState>,
    /// Its decision; none while it is missing.
    pub adoption: Option<Adoption>,
    /// Who holds its official seats, to whom letters about its decision go; empty for whoever does not note decisions.
    pub recipients: Vec<Recipient>,
    /// The letters that have gone to it, the newest first; empty for whoever does not note decisions.
    pub told: Vec<ToldOfDecision>,
}

/// Somebody to whom letters go.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Recipient {
    /// Their name; none where the identity is protected.
    pub name: Option<String>,
}

/// A letter that asked for a decision.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ToldOfDecision {
    /// To whom; none where the identity is protected.
    pub name: Option<String>,
    /// They had been asked before.
    pub reminder: bool,
    /// When.
    pub at: DateTime<Utc>,
}

/// An organisation's decision to take part.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Adoption {
    /// On which text.
    pub version: i64,
    /// Who decided.
    pub body: String,
    /// When.
    pub decided_on: NaiveDate,
    /// Under what reference.
    pub reference: String,
    /// The decision itself, for whoever may read it.
    pub document_id: Option<DocumentId>,
}

impl BoardRow {
    /// A row, with those of the letters that are its organisation's.
    #[must_use]
    pub fn of(row: agreement::BoardRow, recipients: &[asking::Recipient], told: &[asking::Told]) -> Self {
        let (to, sent) = (recipients.iter(), told.iter());
        let to = to.filter(|one| one.organisation_id == row.organisation_id);
        let sent = sent.filter(|one| one.organisation_id == row.organisation_id);
        let adoption = row.version.zip(row.body).zip(row.decided_on).map(|((version, body), decided_on)| Adoption {
            version,
            body,
            decided_on,
            reference: row.reference.unwrap_or_default(),
            document_id: row.document_id,
        });
        Self {
            organisation_id: row.organisation_id,
            organisation: row.organisation,
            state: row.state,
            adoption,
            recipients: to.map(|one| Recipient { name: one.person.clone() }).collect(),
            told: sent
                .map(|one| ToldOfDecision { name: one.person.clone(), reminder: one.reminder, at: one.at })
                .collect(),
        }
    }
}

/// Something noted of an organisation's decision.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct NotedAdoption {
    /// Its number, from 1.
    pub number: i64,
    /// On which text.
    pub version: i64,
    /// Who decided.
    pub body: String,
    /// When.
    pub decided_on: NaiveDate,
    /// Under what reference.
    pub reference: String,
    /// The decision itself, for whoever may read it.
    pub document_id: Option<DocumentId>,
    /// It took back what was noted before.
    pub withdrawn: bool,
    /// Who noted it; none where the identity is protected.
    pub recorded_by: Option<String>,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

impl From<agreement::NotedAdoption> for NotedAdoption {
    fn from(row: agreement::NotedAdoption) -> Self {
        Self {
            number: row.number,
            version: row.version,
            body: row.body,
            decided_on: row.decided_on,
            reference: row.reference,
            document_id: row.document_id,
            withdrawn: row.withdrawn,
            recorded_by: row.recorded_by,
            recorded_at: row.recorded_at,
        }
    }
}

/// What an agreement is to say.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteAgreement {
    /// Its title.
    pub title: String,
    /// Its text, in Markdown.
    pub text: String,
    /// The first day of its period.
    pub from: NaiveDate,
    /// The last day, included.
    #[serde(default)]
    pub to: Option<NaiveDate>,
    /// The copy of this text that was signed, a document of the network; with another text, another than before.
    #[serde(default)]
    pub document_id: Option<DocumentId>,
}

impl From<WriteAgreement> for agreement::Writing {
    fn from(write: WriteAgreement) -> Self {
        let WriteAgreement { title, text, from, to, document_id } = write;
        Self { title, text, from, to, document: document_id }
    }
}

/// How a renewal begins.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RenewAgreement {
    /// The holders of the members' official seats are asked for their organisations' decisions at once, by letter.
    #[serde(default)]
    pub ask: bool,
}

/// An organisation's decision, to be noted.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteAdoption {
    /// Who decided, such as *Kommunstyrelsen*.
    pub body: String,
    /// When.
    pub decided_on: NaiveDate,
    /// Under what reference.
    #[serde(default)]
    pub reference: String,
    /// The decision itself, a document of the network.
    #[serde(default)]
    pub document_id: Option<DocumentId>,
    /// On which text, by its number; without one the text that is noted already, or the newest where nothing is.
    #[serde(default)]
    pub version: Option<i64>,
}

impl From<NoteAdoption> for agreement::Adopting {
    fn from(note: NoteAdoption) -> Self {
        let NoteAdoption { body, decided_on, reference, document_id, version } = note;
        Self { body, decided_on, reference, document: document_id, version }
    }
}

/// A line of the roll: an organisation's seat and who held it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct RollLine {
    /// Which organisation.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub organisation: String,
    /// How it took part.
    pub state: ParticipationState,
    /// Since which day.
    pub since: NaiveDate,
    /// Through which seat.
    pub seat_id: Option<SeatId>,
    /// Official or elected.
    pub seat_kind: Option<SeatKind>,
    /// The seat's title.
    pub title: Option<String>,
    /// Who held it; none in a vacant one, and where the identity is protected.
    pub person: Option<String>,
    /// Somebody did.
    pub held: bool,
}

impl From<roll::Line> for RollLine {
    fn from(row: roll::Line) -> Self {
        let roll::Line { organisation_id, organisation, state, since, seat_id, seat_kind, title, person, held } = row;
        Self { organisation_id, organisation, state, since, seat_id, seat_kind, title, person, held }
    }
}
