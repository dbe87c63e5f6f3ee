//! A letter to those who hold an organisation's seats, when its conditions are to be confirmed: two weeks before a year is
//! over since it last did, or since it was asked what it has never answered, and so every year until it has; and once more
//! when a coordinator says so.

use chrono::{Days, Months, NaiveDate, TimeDelta};

use super::held::{self, Conditions};
use super::overview::{self, Standing};
use crate::actor::Actor;
use crate::ids::{NetworkId, OrganisationId};
use crate::networks::network;
use crate::networks::seat::officials;
use crate::notifications::{NewNotice, NoticeKind, notice};
use crate::store::{Db, FromRow, Tx, execute_affecting, row, rows};
use crate::{Error, Result};

/// The most networks that are looked at.
const MOST: i64 = 500;
/// The most people that are told for one organisation.
const MOST_HOLDERS: i64 = 10;
/// So long before the year is over.
const AHEAD: Days = Days::new(14);
/// For so many years an organisation that never answers is reminded.
const LONGEST_YEARS: u32 = 50;
/// The least time between two reminders of a coordinator.
const BETWEEN_REMINDERS: TimeDelta = TimeDelta::hours(24);

/// Lays the letters ready that are due today; tells how many there are, those laid ready before among them.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn begin(tx: &Tx) -> Result<usize> {
    #[derive(FromRow)]
    struct Open {
        id: NetworkId,
    }
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    let sql = format!("SELECT id FROM network WHERE closed_at IS NULL ORDER BY id LIMIT {MOST}");
    let open: Vec<Open> = rows(tx, &sql, []).await?;
    let networks: Vec<NetworkId> = open.into_iter().map(|one| one.id).collect();
    let mut letters = 0;
    for (standing, from) in overview::counted(tx, &networks, tx.today()).await? {
        if let Some(year) = due(from, tx.today()) {
            letters += write_to_holders(tx, &standing, &year.to_string()).await?;
        }
    }
    Ok(letters)
}

/// The end of the newest of the years since `from` whose letter is due today; none before the first.
fn due(from: NaiveDate, today: NaiveDate) -> Option<NaiveDate> {
    let years = (1..=LONGEST_YEARS).map_while(|year| from.checked_add_months(Months::new(12 * year)));
    years.take_while(|end| end.checked_sub_days(AHEAD).is_some_and(|day| day <= today)).last()
}

/// Reminds those who hold the organisation's seats, on a coordinator's word.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but a coordinator, [`Error::Conflict`] in a closed network, while what was confirmed
/// holds, where nobody holds an official seat of it, or less than a day after the last such reminder.
pub async fn again(tx: &Tx, of: &Conditions) -> Result<()> {
    if !of.governed() {
        return Err(Error::Forbidden);
    }
    network::still_open(tx, of.network()).await?;
    let all = overview::counted(tx, &[of.network()], tx.today()).await?;
    let found = all.into_iter().find(|(one, _)| one.organisation_id == of.organisation());
    let Some((standing, _)) = found.filter(|(_, from)| due(*from, tx.today()).is_some()) else {
        return Err(Error::Conflict("conditions_confirmed"));
    };
    let sql = "UPDATE participation SET conditions_reminded_at = $3 WHERE network_id = $1 AND organisation_id = $2 \
               AND state IN ('member', 'resting', 'observer') AND from_day <= $4 AND (to_day IS NULL OR to_day >= $4) \
               AND (conditions_reminded_at IS NULL OR conditions_reminded_at <= $5)";
    let values = [
        of.network().0.into(),
        of.organisation().0.into(),
        tx.now().into(),
        tx.today().into(),
        (tx.now() - BETWEEN_REMINDERS).into(),
    ];
    if execute_affecting(tx, sql, values).await? == 0 {
        return Err(Error::Conflict("reminded_recently"));
    }
    if write_to_holders(tx, &standing, &format!("again:{}", tx.today())).await? == 0 {
        return Err(Error::Conflict("nobody_to_remind"));
    }
    held::tell(tx, of).await
}

/// Lays the letters to the holders ready, each once for that `occasion`; tells how many holders there are.
async fn write_to_holders(tx: &Tx, standing: &Standing, occasion: &str) -> Result<usize> {
    let (network, organisation) = (standing.network_id, standing.organisation_id);
    let holders = officials(tx, network, [organisation], tx.today(), MOST_HOLDERS).await?;
    let many = holders.len();
    for holder in holders {
        let letter = NewNotice {
            to: holder.email,
            language: holder.language,
            kind: NoticeKind::ConditionsDue,
            subject: organisation.0,
            network: Some(network),
            secret: None,
            cause: format!("conditions:{network}:{organisation}:{occasion}:{}", holder.person_id),
        };
        // that the organisation is reminded stands: whoever gets many letters this hour gets this one in the next
        notice::enqueue_in_turn(tx, letter).await?;
    }
    Ok(many)
}

/// What the letter says.
#[derive(Clone, Debug)]
pub struct Words {
    /// The network's name.
    pub network: String,
    /// Its name in addresses.
    pub slug: String,
    /// The organisation's name.
    pub organisation: String,
    /// The last day that what was confirmed holds; none where something has never been answered.
    pub until: Option<NaiveDate>,
}

/// What the letter says; none where all has been confirmed meanwhile, or the organisation takes no part any more. For the
/// notifier.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn letter(
    db: &impl Db,
    actor: &Actor,
    network: NetworkId,
    organisation: OrganisationId,
    today: NaiveDate,
) -> Result<Option<Words>> {
    #[derive(FromRow)]
    struct Named {
        name: String,
        slug: String,
    }
    if !matches!(actor, Actor::System) {
        return Err(Error::Forbidden);
    }
    let all = overview::counted(db, &[network], today).await?;
    let found = all.into_iter().find(|(one, from)| one.organisation_id == organisation && due(*from, today).is_some());
    let Some((standing, from)) = found else { return Ok(None) };
    let named: Option<Named> =
        row(db, "SELECT name, slug FROM network WHERE id = $1 AND closed_at IS NULL", [network.0.into()]).await?;
    Ok(named.map(|network| Words {
        network: network.name,
        slug: network.slug,
        until: standing.confirmed_at().and_then(|_| from.checked_add_months(Months::new(12))),
        organisation: standing.organisation,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_due_two_weeks_before_each_year_is_over() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a day");
        let from = day(2025, 3, 20);
        assert_eq!(due(from, day(2026, 3, 5)), None);
        assert_eq!(due(from, day(2026, 3, 6)), Some(day(2026, 3, 20)));
        assert_eq!(due(from, day(2027, 3, 5)), Some(day(2026, 3, 20)));
        assert_eq!(due(from, day(2027, 3, 6)), Some(day(2027, 3, 20)));
    }
}
