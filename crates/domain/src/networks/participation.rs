//! One organisation's participation in one network: every change is a row closed and a row opened.

use chrono::NaiveDate;

use crate::access::{NetworkRight, ParticipationState};
use crate::actor::Actor;
use crate::event::Event;
use crate::ids::{NetworkId, OrganisationId, ParticipationId};
use crate::networks::network;
use crate::networks::organisation::{OrganisationKind, size};
use crate::people::assignment::keeping_coordinator;
use crate::rooms::room;
use crate::store::{Db, FromRow, Tx, execute, one, rows};
use crate::{Error, Result};

/// A current participation, for the directory.
#[derive(Clone, Debug, FromRow)]
pub struct Participation {
    /// Which organisation.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its county.
    pub county: Option<String>,
    /// How many live there, where that is known.
    pub inhabitants: Option<i32>,
    /// How large it is by that: equal for those of a kind that are about as large.
    pub size: Option<i32>,
    /// How it takes part.
    pub state: ParticipationState,
    /// Since which day.
    pub from_day: NaiveDate,
    /// Its place in Swedish order.
    pub sort_key: String,
}

/// The network's current participations after `cursor` (sort key and id), in Swedish order.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] without the right to its directory.
pub async fn list(
    db: &impl Db,
    actor: &Actor,
    id: NetworkId,
    today: NaiveDate,
    cursor: Option<(String, OrganisationId)>,
    limit: i64,
) -> Result<Vec<Participation>> {
    network::with_directory(db, actor, id).await?;
    let (after, after_id) = cursor.map_or((String::new(), uuid::Uuid::nil()), |(key, id)| (key, id.0));
    let sql = format!(
        "SELECT p.organisation_id, o.name, o.kind, o.county, o.inhabitants, {} AS size, p.state, p.from_day, o.sort_key \
         FROM participation p JOIN organisation o ON o.id = p.organisation_id \
         WHERE p.network_id = $1 AND p.from_day <= $2 AND (p.to_day IS NULL OR p.to_day >= $2) \
         AND p.state <> 'ended' AND (o.sort_key > $3 OR (o.sort_key = $3 AND o.id > $4)) \
         ORDER BY o.sort_key, o.id LIMIT $5",
        size::class("o")
    );
    rows(db, &sql, [id.0.into(), today.into(), after.into(), after_id.into(), limit.into()]).await
}

/// That the seat of that alias gives something on the day of that parameter: it has not ended, and its organisation takes
/// part.
pub(crate) fn seat_gives(seat: &str, day: &str) -> String {
    seat_gave(seat, day, |row| format!("({row}.to_day IS NULL OR {row}.to_day >= {day})"))
}

/// The same, where `lasts` says of a row that it had not ended.
pub(crate) fn seat_gave(seat: &str, day: &str, lasts: impl Fn(&str) -> String) -> String {
    format!(
        "{} AND EXISTS (SELECT 1 FROM participation r WHERE r.network_id = {seat}.network_id \
         AND r.organisation_id = {seat}.organisation_id AND r.from_day <= {day} AND {} \
         AND r.state IN ('observer', 'member', 'resting'))",
        lasts(seat),
        lasts("r")
    )
}

/// That the participation of that alias goes on at the day of that parameter, or is about to begin. One that was decided
/// otherwise before it began never does: its last day lies before its first.
pub(crate) fn goes_on_or_begins(row: &str, day: &str) -> String {
    format!("({row}.to_day IS NULL OR ({row}.to_day >= {day} AND {row}.to_day >= {row}.from_day))")
}

/// That the organisation takes part in the network, or is about to.
///
/// # Errors
/// [`Error::NotFoundIn`] where it does not.
pub async fn known(tx: &Tx, network: NetworkId, organisation: OrganisationId) -> Result<()> {
    let sql = format!(
        "SELECT p.id FROM participation p WHERE p.network_id = $1 AND p.organisation_id = $2 AND p.state <> 'ended' \
         AND {}",
        goes_on_or_begins("p", "$3")
    );
    let found = one(tx, &sql, [network.0.into(), organisation.0.into(), tx.today().into()]).await?;
    found.map(drop).ok_or(Error::NotFoundIn("/organisation_id"))
}

/// Sets how an organisation takes part, from `from` on; what was before ends the day before. One that comes back brings nobody
/// back: whoever held its seats before it left has them no more.
///
/// # Errors
/// [`Error::Forbidden`] without the right to the network's directory, [`Error::Conflict`] in a closed network, whose
/// participations stay as they are, and for that of the last coordinator of a troika.
pub async fn set(
    tx: &Tx,
    network: NetworkId,
    organisation: OrganisationId,
    state: ParticipationState,
    from: NaiveDate,
    reason: &str,
) -> Result<ParticipationId> {
    if !tx.actor().may(network, NetworkRight::WriteDirectory) {
        return Err(Error::Forbidden);
    }
    network::still_open(tx, network).await?;
    let before = from.pred_opt().ok_or_else(|| Error::invalid("/from", "out_of_range"))?;
    let sql = "UPDATE participation SET to_day = $3, ended_at = CASE WHEN to_day < $5 THEN ended_at ELSE $4 END \
               WHERE network_id = $1 AND organisation_id = $2 AND (to_day IS NULL OR to_day > $3)";
    let values = [network.0.into(), organisation.0.into(), before.into(), tx.at_once(before).into(), tx.today().into()];
    let id = ParticipationId::at(tx.now());
    let put = async {
        execute(tx, sql, values).await?;
        if matches!(state, ParticipationState::Observer | ParticipationState::Member | ParticipationState::Resting) {
            nobody_comes_back(tx, network, organisation, before).await?;
        }
        let sql = "INSERT INTO participation (id, network_id, organisation_id, state, from_day, reason, decided_by, \
                   created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let values = [
            id.0.into(),
            network.0.into(),
            organisation.0.into(),
            state.word().into(),
            from.into(),
            reason.into(),
            tx.actor().logged().into(),
            tx.now().into(),
        ];
        execute(tx, sql, values).await
    };
    keeping_coordinator(tx, network, from, put).await?;
    tx.access_changed().await?;
    tx.record(network, Event::ParticipationChanged { organisation });
    room::narrowed(tx, network, None).await?;
    crate::audit::note_in(tx, network, "participation_set", &id.to_string(), state.word()).await?;
    Ok(id)
}

/// Ends with that day what is left of holdings from before the organisation left, where it takes no part on it. Who was
/// given a seat while it waited to be let in has it.
async fn nobody_comes_back(tx: &Tx, network: NetworkId, organisation: OrganisationId, before: NaiveDate) -> Result<()> {
    let sql = "UPDATE seat_holding SET to_day = $3, ended_at = CASE WHEN to_day < $5 THEN ended_at ELSE $4 END \
               WHERE from_day <= $3 AND (to_day IS NULL OR to_day > $3) \
               AND seat_id IN (SELECT s.id FROM seat s WHERE s.network_id = $1 AND s.organisation_id = $2) \
               AND NOT EXISTS (SELECT 1 FROM participation p WHERE p.network_id = $1 AND p.organisation_id = $2 \
               AND p.from_day <= $3 AND (p.to_day IS NULL OR p.to_day >= $3) \
               AND p.state IN ('observer', 'member', 'resting')) \
               AND EXISTS (SELECT 1 FROM participation w WHERE w.network_id = $1 AND w.organisation_id = $2 \
               AND w.state IN ('observer', 'member', 'resting') AND w.from_day <= w.to_day AND w.to_day < $3 \
               AND seat_holding.from_day <= w.to_day)";
    let values = [network.0.into(), organisation.0.into(), before.into(), tx.at_once(before).into(), tx.today().into()];
    execute(tx, sql, values).await
}
