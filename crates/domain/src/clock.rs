//! The only source of now.
//!
//! Instants are UTC, cut to whole milliseconds, so that every engine stores and returns them alike. Dates are days in
//! Sweden (Europe/Stockholm): a standing that ends on the 30th ends at midnight there.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::{DateTime, NaiveDate, SubsecRound, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Stockholm;
use tokio::sync::watch;

use crate::{Error, Result};

/// Tells the time; handed in wherever time matters. Cheap to clone; clones share one offset.
#[derive(Clone, Debug)]
pub struct Clock {
    offset_ms: Arc<AtomicI64>,
    moved: watch::Sender<()>,
}

impl Default for Clock {
    fn default() -> Self {
        Self { offset_ms: Arc::default(), moved: watch::Sender::new(()) }
    }
}

impl Clock {
    /// The present instant, in whole milliseconds.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks the system")]
    pub fn now(&self) -> DateTime<Utc> {
        (Utc::now() + TimeDelta::milliseconds(self.offset_ms.load(Ordering::Acquire))).trunc_subsecs(3)
    }

    /// The present day in Sweden.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        day_of(self.now())
    }

    /// Moves this clock forward (tests only: a running installation has no way to call it).
    pub fn advance(&self, by: Duration) {
        let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        self.offset_ms.fetch_add(by, Ordering::AcqRel);
        self.moved.send_replace(());
    }

    /// Waits until `instant`, also when the clock is moved meanwhile.
    pub async fn sleep_until(&self, instant: DateTime<Utc>) {
        let mut moved = self.moved.subscribe();
        loop {
            let left = (instant - self.now()).to_std().unwrap_or_default();
            if left.is_zero() {
                return;
            }
            tokio::select! {
                // never for long: the system's clock may be set meanwhile
                () = tokio::time::sleep(left.min(Duration::from_secs(60))) => {}
                _ = moved.changed() => {}
            }
        }
    }
}

/// A period that ends before it begins is none.
///
/// # Errors
/// [`Error::Invalid`] at `/to`.
pub(crate) fn in_order(from: NaiveDate, to: Option<NaiveDate>) -> Result<()> {
    if to.is_some_and(|to| to < from) { Err(Error::invalid("/to", "before_from")) } else { Ok(()) }
}

/// The day in Sweden that `instant` falls on.
#[must_use]
pub fn day_of(instant: DateTime<Utc>) -> NaiveDate {
    instant.with_timezone(&Stockholm).date_naive()
}

/// The first instant of `day` in Sweden.
#[must_use]
pub fn start_of(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(chrono::NaiveTime::MIN);
    match Stockholm.from_local_datetime(&midnight).earliest() {
        Some(instant) => instant.with_timezone(&Utc),
        // Sweden has never skipped a midnight since 1900; should it, UTC's is within two hours
        None => midnight.and_utc(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_sweden() {
        let day = NaiveDate::from_ymd_opt(2026, 7, 1).expect("a day");
        assert_eq!(start_of(day).to_rfc3339(), "2026-06-30T22:00:00+00:00");
        assert_eq!(day_of(start_of(day)), day);
        assert_eq!(day_of(start_of(day) - TimeDelta::milliseconds(1)), day.pred_opt().expect("a day"));
    }

    #[tokio::test]
    async fn a_sleeper_wakes_when_the_clock_is_moved() {
        let clock = Clock::default();
        let until = clock.now() + TimeDelta::hours(5);
        let sleeper = tokio::spawn({
            let clock = clock.clone();
            async move { clock.sleep_until(until).await }
        });
        clock.advance(Duration::from_secs(5 * 3600 + 1));
        sleeper.await.expect("woken");
    }
}
