//! A certificate of how an organisation takes part in a network, for its board: on one page, as it is on a day.
//!
//! Nothing of it is stored: it says what the rows say of that day. Its organisation's own seats have it, and the
//! coordinators; what shows the conditions is left out, as it leaves the network with the paper.

use chrono::NaiveDate;

use super::agreement::{self, InForce};
use super::condition::held;
use super::condition::on_day::{self, OnDay};
use super::roll;
use crate::access::{NetworkRight, ParticipationState};
use crate::actor::Actor;
use crate::ids::{NetworkId, OrganisationId};
use crate::networks::network::{self, Network};
use crate::networks::organisation;
use crate::store::{Db, FromRow, row, rows};
use crate::{Error, Result};

/// What an organisation's board is shown.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// The organisation.
    pub organisation_id: OrganisationId,
    /// What it was called on the day.
    pub organisation: String,
    /// The network, and what it is for.
    pub network: Network,
    /// As it was when this day was over, or is today.
    pub day: NaiveDate,
    /// How it took part; none where it did not on that day.
    pub taking_part: Option<TakingPart>,
}

/// How an organisation takes part on a day.
#[derive(Clone, Debug)]
pub struct TakingPart {
    /// As member, resting or observer.
    pub state: ParticipationState,
    /// Without a break since this day: as a member, resting or not, or as an observer.
    pub since: NaiveDate,
    /// To this day, where that has been decided.
    pub until: Option<NaiveDate>,
    /// The agreements in force with what it decided on them; for an observer those it has decided on.
    pub agreements: Vec<InForce>,
    /// The conditions, and how it stood to them.
    pub conditions: Vec<OnDay>,
    /// Its seats, and who held them: its lines of the roll.
    pub seats: Vec<roll::Line>,
}

/// The certificate of an organisation as of `day`: one's own, or as a coordinator anybody's.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network or the organisation has never taken part, [`Error::Forbidden`]
/// and [`Error::MayNot`] for what is another's, [`Error::Invalid`] for a day to come.
pub async fn of_organisation(
    db: &impl Db,
    actor: &Actor,
    network: NetworkId,
    organisation: OrganisationId,
    (day, today): (NaiveDate, NaiveDate),
) -> Result<Certificate> {
    let found = network::with_directory(db, actor, network).await?;
    let sql = "SELECT state, from_day, to_day FROM participation WHERE network_id = $1 AND organisation_id = $2 \
               ORDER BY from_day, id LIMIT 1000";
    let all: Vec<Period> = rows(db, sql, [network.0.into(), organisation.0.into()]).await?;
    if all.is_empty() {
        return Err(Error::NotFound);
    }
    if !held::keeps(actor, network, organisation) && !actor.may(network, NetworkRight::AllConditions) {
        return Err(Error::MayNot("certificate_of_others"));
    }
    if day > today {
        return Err(Error::invalid("/on", "in_the_future"));
    }
    let taking_part = match unbroken(&all, day) {
        Some((state, since, until)) => {
            let mut agreements = agreement::in_force(db, network, organisation, day).await?;
            if state == ParticipationState::Observer {
                agreements.retain(|one| one.body.is_some());
            }
            let conditions = on_day::on_day(db, network, organisation, day).await?;
            let seats = roll::of_organisation(db, network, organisation, day).await?;
            Some(TakingPart { state, since, until, agreements, conditions, seats })
        }
        None => None,
    };
    let organisation_name = name_on(db, organisation, day).await?;
    Ok(Certificate { organisation_id: organisation, organisation: organisation_name, network: found, day, taking_part })
}

async fn name_on(db: &impl Db, organisation: OrganisationId, day: NaiveDate) -> Result<String> {
    #[derive(FromRow)]
    struct Called {
        name: String,
    }
    let sql = format!("SELECT {} AS name FROM organisation o WHERE o.id = $2", organisation::keep::name_on("$1"));
    let called: Option<Called> = row(db, &sql, [day.into(), organisation.0.into()]).await?;
    Ok(called.ok_or(Error::NotFound)?.name)
}

/// A row of its history.
#[derive(Clone, Debug, FromRow)]
struct Period {
    state: ParticipationState,
    from_day: NaiveDate,
    to_day: Option<NaiveDate>,
}

impl Period {
    /// What counts as the same way of taking part: a member that rests is a member.
    fn alike(&self, other: &Self) -> bool {
        let observes = |one: &Self| one.state == ParticipationState::Observer;
        observes(self) == observes(other)
    }
}

/// How it took part on `day`, since when and until when without a break; `all` in order of time.
fn unbroken(all: &[Period], day: NaiveDate) -> Option<(ParticipationState, NaiveDate, Option<NaiveDate>)> {
    use ParticipationState::{Member, Observer, Resting};
    // one that was changed on the day it began lasted for no day
    let lasted = |one: &&Period| one.to_day.is_none_or(|to| to >= one.from_day);
    let part: Vec<&Period> =
        all.iter().filter(lasted).filter(|one| matches!(one.state, Member | Resting | Observer)).collect();
    let on = |one: &&Period| one.from_day <= day && one.to_day.is_none_or(|to| to >= day);
    let at = part.iter().rposition(on)?;
    let (before, from_here) = part.split_at(at);
    let (now, after) = from_here.split_first()?;
    let mut since = now.from_day;
    for one in before.iter().rev() {
        if !one.alike(now) || one.to_day.and_then(|to| to.succ_opt()).is_some_and(|next| next < since) {
            break;
        }
        since = since.min(one.from_day);
    }
    let mut until = now.to_day;
    for one in after {
        let joins = until.and_then(|to| to.succ_opt()).is_some_and(|next| one.from_day <= next);
        if !one.alike(now) || !joins {
            break;
        }
        until = one.to_day;
    }
    Some((now.state, since, until))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn period(state: ParticipationState, from: &str, to: Option<&str>) -> Period {
        Period { state, from_day: day(from), to_day: to.map(day) }
    }

    #[test]
    fn rest_does_not_break_membership_and_observing_does() {
        use ParticipationState::{Ended, Member, Observer, Resting};
        let all = [
            period(Observer, "2018-01-01", Some("2018-12-31")),
            period(Member, "2019-01-01", Some("2020-12-31")),
            period(Observer, "2021-01-01", Some("2020-12-31")),
            period(Resting, "2021-01-01", Some("2021-12-31")),
            period(Member, "2022-01-01", Some("2023-12-31")),
            period(Ended, "2024-01-01", Some("2024-06-30")),
            period(Member, "2024-07-01", None),
        ];
        let member = Some((Member, day("2019-01-01"), Some(day("2023-12-31"))));
        assert_eq!(unbroken(&all, day("2020-05-01")), member);
        assert_eq!(unbroken(&all, day("2023-05-01")), member);
        assert_eq!(unbroken(&all, day("2021-05-01")), member.map(|(_, since, until)| (Resting, since, until)));
        let observer = Some((Observer, day("2018-01-01"), Some(day("2018-12-31"))));
        assert_eq!(unbroken(&all, day("2018-12-31")), observer);
        assert_eq!(unbroken(&all, day("2024-02-01")), None);
        assert_eq!(unbroken(&all, day("2026-01-01")), Some((Member, day("2024-07-01"), None)));
    }
}
