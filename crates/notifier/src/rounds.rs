//! The mails that go to many: the digests in their rhythms, the one before each meeting, and the reminders of one to those
//! it concerns. When they are due is said in `rules.rs`.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::actor::Actor;
use domain::clock::day_of;
use domain::networks::condition::remind;
use domain::notifications::{self, MailReason, Round};
use domain::store::Store;
use tokio::sync::watch;
use tokio::time::sleep;

use crate::rules::{DIGESTS, meetings_from_to, soon_after, turn_of};
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
    turns: BTreeMap<MailReason, String>,
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
    // digests of one morning go one after another
    let mut people = 0;
    for reason in DIGESTS {
        let Some((turn, at)) = turn_of(reason.rhythm(), now) else { continue };
        if done.turns.get(&reason) == Some(&turn) {
            continue;
        }
        let due = at > now - LATEST && at > began;
        let round = Round::Digest { reason, turn: turn.clone() };
        if due && !notifications::finished(store.reader(), &turn).await? {
            people = make(store, &round, at, people).await?;
        }
        done.turns.insert(reason, turn);
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
                make(store, &round, now, 0).await?;
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

/// Makes a round to its end, a few minutes' mails at a time, after those of so many people whose mails are due from the same
/// instant. Gives how many they are with this round's.
async fn make(store: &Store, round: &Round, at: DateTime<Utc>, before: usize) -> Result<usize> {
    let mut people = before;
    loop {
        let minutes = TimeDelta::minutes(i64::try_from(people / A_MINUTE).unwrap_or_default());
        let (round, run_at) = (round.clone(), at + minutes);
        let step = store.write(&Actor::System, move |tx| async move { notifications::step(&tx, &round, run_at).await });
        match step.await? {
            0 => break,
            some => people += some,
        }
    }
    tracing::info!(cause = round.cause(), people = people - before, "a round of mails waits to be sent");
    Ok(people)
}
