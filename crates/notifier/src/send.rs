//! Sending what waits in the outbox.

use std::time::Duration;

use chrono::TimeDelta;
use domain::actor::Actor;
use domain::notifications::{self, Mail, MailState, Sent, recipient};
use domain::store::Store;
use tokio::sync::watch;
use tokio::time::sleep;

use crate::{Config, Result, fault, folder, letter, mime, stopped};

/// How often the outbox is looked at.
const POLL: Duration = Duration::from_secs(1);
/// Mails claimed at a time.
const CLAIMED: i64 = 50;
/// For how long they are claimed.
const LEASE: TimeDelta = TimeDelta::seconds(60);
/// How often a mail is tried.
const MOST_ATTEMPTS: i32 = 5;
/// The time the caps are counted over.
const HOUR: TimeDelta = TimeDelta::hours(1);

/// Sends mails until `shutdown`.
pub(crate) async fn work(store: Store, config: Config, mut shutdown: watch::Receiver<bool>) {
    while !*shutdown.borrow() && shutdown.has_changed().is_ok() {
        let full = match round(&store, &config).await {
            Ok(sent) => sent >= CLAIMED,
            Err(error) => {
                fault(&error, "sending");
                false
            }
        };
        if !full {
            tokio::select! { () = stopped(&mut shutdown) => {}, () = sleep(POLL) => {} }
        }
    }
}

/// Sends what is due now, at most [`CLAIMED`] mails; gives how many there were.
async fn round(store: &Store, config: &Config) -> Result<i64> {
    let mails = notifications::claim(store, CLAIMED, LEASE).await?;
    let many = mails.len() as i64;
    for mail in mails {
        let (id, attempts) = (mail.id, mail.attempts);
        let sent = match one(store, config, &mail).await {
            Ok(sent) => sent,
            Err(error) if attempts >= MOST_ATTEMPTS => Sent::Failed(error.to_string()),
            Err(error) => {
                fault(&error, "sending a mail");
                let wait = TimeDelta::minutes(1 << attempts.clamp(0, 6));
                Sent::Again(store.clock().now() + wait, error.to_string())
            }
        };
        let word = match &sent {
            Sent::Sent => "sent",
            Sent::Held => "held",
            Sent::Dropped => "dropped",
            Sent::Again(..) => "again",
            Sent::Failed(_) => "failed",
        };
        metrics::counter!("mails_total", "outcome" => word).increment(1);
        let settled = store.write(&Actor::System, move |tx| async move { notifications::settle(&tx, id, sent).await });
        settled.await?;
    }
    if many > 0 {
        let held = notifications::waiting(store.reader(), MailState::Held).await?;
        metrics::gauge!("mails_held").set(held as f64);
    }
    Ok(many)
}

async fn one(store: &Store, config: &Config, mail: &Mail) -> Result<Sent> {
    let Some(recipient) = recipient(store, mail.person_id).await? else {
        return Ok(Sent::Dropped);
    };
    let Some(letter) = letter::write(store, config, &recipient, mail).await? else {
        return Ok(Sent::Dropped);
    };
    let now = store.clock().now();
    let (theirs, all) = notifications::sent_since(store.reader(), mail.person_id, now - HOUR).await?;
    if theirs >= config.hourly_per_person || all >= config.hourly {
        tracing::warn!(mail = %mail.id, theirs, all, "a mail is held: too many were sent within an hour");
        return Ok(Sent::Held);
    }
    let message = mime::message(&letter, &config.sender, &recipient.email, now);
    folder::put(&config.folder, mail.id, message).await?;
    Ok(Sent::Sent)
}
