//! To whom: by how their organisation takes part, by organisation, by seat.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::words::Filling;
use crate::access::{ParticipationState, SeatKind};
use crate::catalogue::{self, Catalogue};
use crate::ids::{NetworkId, OrganisationId, PersonId, SeatId};
use crate::people::person::Language;
use crate::store::{Db, FromRow, rows};
use crate::{Error, Result};

/// The most that are named one by one.
const MOST_NAMED: usize = 1_000;

/// Which seats; what is empty narrows nothing.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Those of organisations that take part so.
    pub states: Vec<ParticipationState>,
    /// Those of one kind.
    pub kind: Option<SeatKind>,
    /// Those of these organisations.
    pub organisations: Vec<OrganisationId>,
    /// These.
    pub seats: Vec<SeatId>,
}

/// Somebody who gets a letter.
#[derive(Clone, Debug, FromRow)]
pub struct Recipient {
    /// Who.
    pub person: PersonId,
    /// Their name; none where the identity is protected.
    pub shown_name: Option<String>,
    /// Their own name, for the letter to themself alone.
    pub name: String,
    /// The seat it is written to.
    pub seat: SeatId,
    /// Its kind.
    pub kind: SeatKind,
    /// Its title.
    pub title: String,
    /// Its organisation.
    pub organisation_id: OrganisationId,
    /// The organisation's name.
    pub organisation: String,
    /// How it takes part.
    pub state: ParticipationState,
}

impl Recipient {
    /// What the placeholders of a letter to them are filled with, as whoever writes it sees it.
    pub(super) fn filling(&self, language: Language) -> Filling {
        let words = catalogue::of(language);
        Filling {
            name: self.shown_name.clone().unwrap_or_else(|| words.representative.to_owned()),
            organisation: self.organisation.clone(),
            seat: called(&self.title, self.kind, words),
        }
    }
}

/// What a seat is called: its title, or its kind.
pub(super) fn called(title: &str, kind: SeatKind, words: &Catalogue) -> String {
    if title.is_empty() { (words.roll.seat)(kind).to_owned() } else { title.to_owned() }
}

/// Who holds the chosen seats today, each person once, in the order of the organisations.
pub(super) async fn recipients(
    db: &impl Db,
    network: NetworkId,
    selection: &Selection,
    today: NaiveDate,
) -> Result<Vec<Recipient>> {
    if selection.organisations.len() > MOST_NAMED {
        return Err(Error::invalid("/organisation_ids", "too_many"));
    }
    if selection.seats.len() > MOST_NAMED {
        return Err(Error::invalid("/seat_ids", "too_many"));
    }
    let sql = "SELECT h.person_id AS person, CASE WHEN q.protected THEN NULL ELSE q.name END AS shown_name, q.name, \
               s.id AS seat, s.kind, s.title, o.id AS organisation_id, o.name AS organisation, p.state \
               FROM seat_holding h JOIN seat s ON s.id = h.seat_id JOIN organisation o ON o.id = s.organisation_id \
               JOIN person q ON q.id = h.person_id AND q.suspended_at IS NULL \
               JOIN participation p ON p.network_id = s.network_id AND p.organisation_id = s.organisation_id \
               AND p.from_day <= $2 AND (p.to_day IS NULL OR p.to_day >= $2) \
               AND p.state IN ('observer', 'member', 'resting') \
               WHERE s.network_id = $1 AND (s.to_day IS NULL OR s.to_day >= $2) AND h.role = 'holder' \
               AND h.from_day <= $2 AND (h.to_day IS NULL OR h.to_day >= $2) \
               ORDER BY o.sort_key, o.id, s.kind DESC, s.id, q.sort_key, q.id LIMIT 5000";
    let all: Vec<Recipient> = rows(db, sql, [network.0.into(), today.into()]).await?;
    let chosen = |one: &Recipient| {
        (selection.states.is_empty() || selection.states.contains(&one.state))
            && selection.kind.is_none_or(|kind| kind == one.kind)
            && (selection.organisations.is_empty() || selection.organisations.contains(&one.organisation_id))
            && (selection.seats.is_empty() || selection.seats.contains(&one.seat))
    };
    let mut known = HashSet::new();
    Ok(all.into_iter().filter(chosen).filter(|one| known.insert(one.person)).collect())
}
