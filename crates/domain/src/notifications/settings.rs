//! What mails somebody wants, and when they are to be left in peace.

use chrono::{DateTime, Datelike, Days, NaiveTime, TimeZone, Timelike, Utc, Weekday};
use chrono_tz::Europe::Stockholm;

use super::{MailKind, MailReason, Rhythm};
use crate::actor::Actor;
use crate::event::Event;
use crate::ids::PersonId;
use crate::store::{Db, FromRow, Tx, execute, row};
use crate::{Error, Result};

/// Minutes of a day.
const DAY: i32 = 24 * 60;

/// Hours of every day in which no mail is sent, in minutes since midnight in Sweden; over midnight where `to` is before
/// `from`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quiet {
    /// From then on.
    pub from: i32,
    /// Until then.
    pub to: i32,
}

/// What mails somebody wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailSettings {
    /// At once, for a mention, a direct message or an answer.
    pub at_once: bool,
    /// How often the digest comes.
    pub digest: Rhythm,
    /// Before each meeting.
    pub before_meeting: bool,
    /// Quiet hours.
    pub quiet: Option<Quiet>,
    /// Saturdays and Sundays are quiet.
    pub quiet_weekends: bool,
}

impl Default for MailSettings {
    fn default() -> Self {
        Self { at_once: true, digest: Rhythm::Weekly, before_meeting: true, quiet: None, quiet_weekends: false }
    }
}

impl MailSettings {
    /// Whether a mail for that reason is wanted: of the digests only the one of the chosen rhythm.
    #[must_use]
    pub fn wants(&self, reason: MailReason) -> bool {
        match reason.kind() {
            MailKind::Digest => self.digest == reason.rhythm(),
            kind @ (MailKind::AtOnce | MailKind::BeforeMeeting) => !self.stopped(kind),
        }
    }

    /// Whether no mails of the kind are wanted; of digests: of no rhythm.
    #[must_use]
    pub fn stopped(&self, kind: MailKind) -> bool {
        match kind {
            MailKind::AtOnce => !self.at_once,
            MailKind::Digest => self.digest == Rhythm::Never,
            MailKind::BeforeMeeting => !self.before_meeting,
        }
    }

    /// The end of the quiet time that `now` lies in; none where it lies in none.
    #[must_use]
    pub fn quiet_until(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        // each step ends one quiet time; another may begin right there
        let mut at = now;
        for _ in 0..8 {
            match self.next_end(at) {
                Some(end) if end > at => at = end,
                _ => break,
            }
        }
        (at > now).then_some(at)
    }

    fn next_end(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let local = at.with_timezone(&Stockholm);
        let today = local.date_naive();
        let ahead = |days: u64, minute: i32| {
            let time = NaiveTime::from_num_seconds_from_midnight_opt(u32::try_from(minute).ok()? * 60, 0)?;
            let local = (today + Days::new(days)).and_time(time);
            // an hour that the clock skips ends an hour later
            let end = Stockholm.from_local_datetime(&local).earliest();
            Some(end.map_or_else(|| local.and_utc(), |end| end.with_timezone(&Utc)))
        };
        match local.weekday() {
            Weekday::Sat if self.quiet_weekends => return ahead(2, 0),
            Weekday::Sun if self.quiet_weekends => return ahead(1, 0),
            _ => {}
        }
        let Quiet { from, to } = self.quiet?;
        let minute = i32::try_from(local.num_seconds_from_midnight() / 60).ok()?;
        match from < to {
            true if (from..to).contains(&minute) => ahead(0, to),
            false if minute >= from => ahead(1, to),
            false if minute < to => ahead(0, to),
            _ => None,
        }
    }
}

#[derive(FromRow)]
struct Row {
    at_once: bool,
    digest: Rhythm,
    before_meeting: bool,
    quiet_from: Option<i32>,
    quiet_to: Option<i32>,
    quiet_weekends: bool,
}

impl From<Row> for MailSettings {
    fn from(row: Row) -> Self {
        let Row { at_once, digest, before_meeting, quiet_from, quiet_to, quiet_weekends } = row;
        let quiet = quiet_from.zip(quiet_to).map(|(from, to)| Quiet { from, to });
        Self { at_once, digest, before_meeting, quiet, quiet_weekends }
    }
}

/// What the person wants. For the installation, which asks for whom it writes to.
///
/// # Errors
/// When the database can't be reached.
pub async fn of_person(db: &impl Db, person: PersonId) -> Result<MailSettings> {
    let sql = "SELECT at_once, digest, before_meeting, quiet_from, quiet_to, quiet_weekends FROM mail_setting \
               WHERE person_id = $1";
    let found: Option<Row> = row(db, sql, [person.0.into()]).await?;
    Ok(found.map(MailSettings::from).unwrap_or_default())
}

/// One's own.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in.
pub async fn own_settings(db: &impl Db, actor: &Actor) -> Result<MailSettings> {
    of_person(db, actor.signed_in()?).await
}

/// Sets one's own.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in, [`Error::Invalid`] for hours that are none.
pub async fn set_own(tx: &Tx, settings: MailSettings) -> Result<()> {
    let person = tx.actor().signed_in()?;
    if let Some(Quiet { from, to }) = settings.quiet
        && (!(0..DAY).contains(&from) || !(0..DAY).contains(&to) || from == to)
    {
        return Err(Error::invalid("/quiet", "out_of_range"));
    }
    put(tx, person, settings).await
}

pub(super) async fn put(tx: &Tx, person: PersonId, settings: MailSettings) -> Result<()> {
    // `weekly` is what a version that knows no other rhythm goes by
    let sql = "INSERT INTO mail_setting (person_id, at_once, digest, weekly, before_meeting, quiet_from, quiet_to, \
               quiet_weekends, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
               ON CONFLICT (person_id) DO UPDATE SET at_once = excluded.at_once, digest = excluded.digest, \
               weekly = excluded.weekly, before_meeting = excluded.before_meeting, \
               quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, \
               quiet_weekends = excluded.quiet_weekends, updated_at = excluded.updated_at";
    let values = [
        person.0.into(),
        settings.at_once.into(),
        settings.digest.word().into(),
        (settings.digest != Rhythm::Never).into(),
        settings.before_meeting.into(),
        settings.quiet.map(|quiet| quiet.from).into(),
        settings.quiet.map(|quiet| quiet.to).into(),
        settings.quiet_weekends.into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    tx.record(person, Event::MailSettingsChanged { person });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    fn quiet(from: i32, to: i32, quiet_weekends: bool) -> MailSettings {
        MailSettings { quiet: Some(Quiet { from: from * 60, to: to * 60 }), quiet_weekends, ..MailSettings::default() }
    }

    #[test]
    fn of_the_digests_one_is_wanted_and_any_is_stopped() {
        let digests = [MailReason::Daily, MailReason::Weekly, MailReason::Monthly];
        let wanted = |digest| digests.map(|reason| MailSettings { digest, ..MailSettings::default() }.wants(reason));
        assert_eq!(wanted(Rhythm::Daily), [true, false, false]);
        assert_eq!(wanted(MailSettings::default().digest), [false, true, false]);
        assert_eq!(wanted(Rhythm::Monthly), [false, false, true]);
        assert_eq!(wanted(Rhythm::Never), [false; 3]);
        let none = MailSettings { digest: Rhythm::Never, ..MailSettings::default() };
        assert!(none.stopped(MailKind::Digest) && none.wants(MailReason::BeforeMeeting));
        assert!(!MailSettings { digest: Rhythm::Monthly, ..none }.stopped(MailKind::Digest));
    }

    #[test]
    fn quiet_hours_end_in_the_morning_in_sweden() {
        let night = quiet(18, 7, false);
        // a Thursday in November: Sweden is an hour ahead
        assert_eq!(night.quiet_until(at("2026-11-26T16:59:00Z")), None);
        assert_eq!(night.quiet_until(at("2026-11-26T17:00:00Z")), Some(at("2026-11-27T06:00:00Z")));
        assert_eq!(night.quiet_until(at("2026-11-27T03:00:00Z")), Some(at("2026-11-27T06:00:00Z")));
        assert_eq!(night.quiet_until(at("2026-11-27T06:00:00Z")), None);
        let lunch = quiet(11, 13, false);
        assert_eq!(lunch.quiet_until(at("2026-11-26T11:30:00Z")), Some(at("2026-11-26T12:00:00Z")));
        assert_eq!(MailSettings::default().quiet_until(at("2026-11-26T23:30:00Z")), None);
    }

    #[test]
    fn a_quiet_weekend_joins_the_nights_about_it() {
        let settings = quiet(18, 7, true);
        // Friday evening to Monday morning
        assert_eq!(settings.quiet_until(at("2026-11-27T17:30:00Z")), Some(at("2026-11-30T06:00:00Z")));
        assert_eq!(settings.quiet_until(at("2026-11-29T12:00:00Z")), Some(at("2026-11-30T06:00:00Z")));
        let weekends = MailSettings { quiet_weekends: true, ..MailSettings::default() };
        assert_eq!(weekends.quiet_until(at("2026-11-28T12:00:00Z")), Some(at("2026-11-29T23:00:00Z")));
        assert_eq!(weekends.quiet_until(at("2026-11-27T12:00:00Z")), None);
    }
}
