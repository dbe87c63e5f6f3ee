//! Invitations as those see them who may give them.

use chrono::{DateTime, NaiveDate, Utc};

use super::sees;
use super::waiting::run_out;
use crate::actor::Actor;
use crate::ids::{InvitationId, NetworkId, OrganisationId, SeatId};
use crate::networks::seat::{HoldingRole, VisibleSeat, mail_hosts};
use crate::people::person::Language;
use crate::store::{Db, FromRow, rows};
use crate::words::words;
use crate::{Error, Result};

/// The most invitations of one seat, or open ones of a network, that are shown.
const MOST: i64 = 200;

words! {
    /// What has become of an invitation.
    InvitationState {
        /// It waits for its answer.
        Open = "open",
        /// It was accepted.
        Accepted = "accepted",
        /// It was taken back, or another took its place.
        Withdrawn = "withdrawn",
        /// Its time has run out: that of its link, or that of what it gives.
        Expired = "expired",
    }
}

/// An invitation, for those who may give it.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Which.
    pub id: InvitationId,
    /// To which seat.
    pub seat: SeatId,
    /// As holder or deputy.
    pub role: HoldingRole,
    /// Who, as they were called.
    pub name: String,
    /// To which address.
    pub email: String,
    /// In which language.
    pub language: Language,
    /// From this day.
    pub from: NaiveDate,
    /// To this day.
    pub to: Option<NaiveDate>,
    /// Sent when.
    pub sent_at: DateTime<Utc>,
    /// Until when its link leads somewhere.
    pub expires_at: DateTime<Utc>,
    /// What has become of it.
    pub state: InvitationState,
    /// The address is at another host than the organisation's other people's.
    pub unusual_host: bool,
}

#[derive(FromRow)]
struct Row {
    id: InvitationId,
    seat_id: SeatId,
    organisation_id: OrganisationId,
    role: HoldingRole,
    name: String,
    email: String,
    address: String,
    language: Language,
    from_day: NaiveDate,
    to_day: Option<NaiveDate>,
    created_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    accepted_at: Option<DateTime<Utc>>,
    withdrawn_at: Option<DateTime<Utc>>,
}

const COLUMNS: &str = "i.id, i.seat_id, s.organisation_id, i.role, i.name, i.email, i.address, i.language, i.from_day, \
    i.to_day, i.created_at, i.expires_at, i.accepted_at, i.withdrawn_at FROM invitation i \
    JOIN seat s ON s.id = i.seat_id";

/// The invitations to a seat that wait or have run out, the latest first; none for whoever may not give them.
///
/// # Errors
/// When the database can't be reached.
pub async fn of_seat(db: &impl Db, actor: &Actor, seat: &VisibleSeat, now: DateTime<Utc>) -> Result<Vec<Invitation>> {
    let facts = seat.facts();
    if !sees(actor, facts.network_id) {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT {COLUMNS} WHERE i.seat_id = $1 AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL \
         ORDER BY i.created_at DESC, i.id LIMIT $2"
    );
    let found: Vec<Row> = rows(db, &sql, [facts.id.0.into(), MOST.into()]).await?;
    views(db, facts.network_id, found, now).await
}

/// The network's invitations that wait or have run out, the oldest first.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] without the right to govern it.
pub async fn of_network(
    db: &impl Db,
    actor: &Actor,
    network: NetworkId,
    now: DateTime<Utc>,
) -> Result<Vec<Invitation>> {
    crate::networks::network::readable(db, actor, network).await?;
    if !sees(actor, network) {
        return Err(Error::Forbidden);
    }
    let sql = format!(
        "SELECT {COLUMNS} WHERE i.network_id = $1 AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL \
         ORDER BY i.created_at, i.id LIMIT $2"
    );
    let found: Vec<Row> = rows(db, &sql, [network.0.into(), MOST.into()]).await?;
    views(db, network, found, now).await
}

/// One of a network that one governs.
///
/// # Errors
/// [`Error::NotFound`] where one sees none such.
pub async fn one_of(db: &impl Db, actor: &Actor, id: InvitationId, now: DateTime<Utc>) -> Result<Invitation> {
    #[derive(FromRow)]
    struct Place {
        network_id: NetworkId,
    }
    let sql = "SELECT network_id FROM invitation WHERE id = $1";
    let place: Place = crate::store::row(db, sql, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    if !sees(actor, place.network_id) {
        return Err(Error::NotFound);
    }
    let found: Vec<Row> = rows(db, &format!("SELECT {COLUMNS} WHERE i.id = $1"), [id.0.into()]).await?;
    views(db, place.network_id, found, now).await?.pop().ok_or(Error::NotFound)
}

async fn views(db: &impl Db, network: NetworkId, found: Vec<Row>, now: DateTime<Utc>) -> Result<Vec<Invitation>> {
    let mut hosts = std::collections::HashMap::new();
    for row in &found {
        if let std::collections::hash_map::Entry::Vacant(place) = hosts.entry(row.organisation_id) {
            place.insert(mail_hosts(db, network, row.organisation_id).await?);
        }
    }
    let unusual = |row: &Row| {
        let host = row.address.split_once('@').map_or("", |(_, host)| host);
        hosts.get(&row.organisation_id).is_some_and(|known| !known.is_empty() && !known.contains(host))
    };
    let views = found.iter().map(|row| Invitation {
        id: row.id,
        seat: row.seat_id,
        role: row.role,
        name: row.name.clone(),
        email: row.email.clone(),
        language: row.language,
        from: row.from_day,
        to: row.to_day,
        sent_at: row.created_at,
        expires_at: row.expires_at,
        state: state(row.accepted_at.is_some(), row.withdrawn_at.is_some(), run_out(row.expires_at, row.to_day, now)),
        unusual_host: unusual(row),
    });
    Ok(views.collect())
}

/// What has become of an invitation, by what its row says.
pub(crate) fn state(accepted: bool, withdrawn: bool, expired: bool) -> InvitationState {
    match (accepted, withdrawn, expired) {
        (true, ..) => InvitationState::Accepted,
        (_, true, _) => InvitationState::Withdrawn,
        (_, _, true) => InvitationState::Expired,
        (false, false, false) => InvitationState::Open,
    }
}
