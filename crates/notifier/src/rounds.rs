//! The mails that go to many: once a week, once before each meeting, and the reminders of one to those it concerns. When
//! they are due is said in `rules.rs`.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::actor::Actor;
use domain::clock::day_of;
use domain::networks::condition::remind;
use domain::notifications::{self, Round};
use domain::store::Store;
use tokio::sync::watch;
use tokio::time::sleep;

use crate::rules::{meetings_from_to, soon_after, week_of};
use crate::{Result, fault, stopped};

/// How often it looks whether one is due; most times a glance at the clock tells that none is.
const POLL: Duration = Duration::from_secs(1);
/// One that could not be begun in its time is left out: nobody wants Monday's mail on Thursday.
const LATEST: TimeDelta = TimeDelta::days(1);
/// So many people's mails are due in the same minute, so that they fit below the caps.
const A_MINUTE: usize = 10;

/// What this process knows to be done.
#[derive(Default)]
struct Done {
    began: Option<DateTime<Utc>>,
    causes: BTreeSet<String>,
    day: Option<NaiveDate>,
}

/// Begins rounds as they fall due, until `shutdown`.
pub(crate) async fn work(store: Store, mut shutdown: watch::Receiver<bool>) {
    let mut done = Done::default();
    while !*shutdown.borrow() && shutdown.has_changed().is_ok() {
        if let Err(error) = look(&store, &mut done).await {
            fault(&error, "beginning a round of mails");
        }
        tokio::select! { () = stopped(&mut shutdown) => {}, () = sleep(POLL) => {} }
    }
}

async fn look(store: &Store, done: &mut Done) -> Result<()> {
    let now = store.clock().now();
    let began = match done.began {
        Some(began) => began,
        None => *done.began.insert(notifications::began(store).await?),
    };
    if let Some((week, at)) = week_of(now)
        && !done.causes.contains(&week)
    {
        let due = at > now - LATEST && at > began;
        let round = Round::Week(week.clone());
        if due && !notifications::finished(store.reader(), &week).await? {
            make(store, &round, at).await?;
        }
        done.causes.insert(week);
    }
    if let Some((today, last)) = meetings_from_to(now)
        && done.day != Some(today)
    {
        // not on the first day: nobody is told of what was near before there were such mails
        let rounds = match day_of(began) < today {
            true => near(store, (today, last), now).await?,
            false => Vec::new(),
        };
        for round in rounds {
            if !notifications::finished(store.reader(), &round.cause()).await? {
                make(store, &round, now).await?;
            }
        }
        if day_of(began) < today {
            let letters = store.write(&Actor::System, |tx| async move { remind::begin(&tx).await }).await?;
            tracing::debug!(letters, "letters that conditions are to be confirmed");
        }
        done.day = Some(today);
    }
    Ok(())
}

/// What is told of meetings today.
async fn near(store: &Store, (today, last): (NaiveDate, NaiveDate), now: DateTime<Utc>) -> Result<Vec<Round>> {
    let (db, actor) = (store.reader(), &Actor::System);
    let mut rounds = notifications::meetings_on(db, actor, today, last).await?;
    rounds.extend(notifications::answers_due(db, actor, (today, last), now).await?);
    rounds.extend(notifications::meetings_soon(db, actor, (today, soon_after(today))).await?);
    Ok(rounds)
}

/// Makes a round to its end, a few minutes' mails at a time.
async fn make(store: &Store, round: &Round, at: DateTime<Utc>) -> Result<()> {
    let mut people = 0;
    loop {
        let minutes = TimeDelta::minutes(i64::try_from(people / A_MINUTE).unwrap_or_default());
        let (round, run_at) = (round.clone(), at + minutes);
        let step = store.write(&Actor::System, move |tx| async move { notifications::step(&tx, &round, run_at).await });
        match step.await? {
            0 => break,
            some => people += some,
        }
    }
    tracing::info!(cause = round.cause(), people, "a round of mails waits to be sent");
    Ok(())
}
