//! Tells people what concerns them, by mail.
//!
//! Following the log it puts into an outbox who is to be told of what (`rules.rs`); a while later each mail is
//! written from what its recipient may read *then*, and sent. So a text taken away, an access lost or a person suspended
//! meanwhile sends nothing, and one who has read it already is left in peace.
//!
//! Map:
//! - `rules.rs`: each kind of event → whom it may concern; the one place that decides
//! - `follow.rs`: the loop that follows the log
//! - `send.rs`: the outbox: caps, the recipient's own access, what became of each mail
//! - `letter.rs`, `catalogue.rs`: what a mail says; `mime.rs`: its form; `folder.rs`: mails as files
//!
//! Invariants: one cause, one mail; nothing is sent of what happened before the first start, of what the installation did
//! itself (imports, demo data), or of what is more than a day old; more than a person or the installation may send in an
//! hour is held and counted. Links are built from the configured address.

mod catalogue;
mod error;
mod folder;
mod follow;
mod letter;
mod mime;
mod rules;
mod send;

use std::path::PathBuf;

use chrono::TimeDelta;
use domain::store::Store;
use tokio::sync::watch;

pub use error::{Error, Result};

/// How mail is sent.
#[derive(Clone, Debug)]
pub struct Config {
    /// The address people reach the installation at, without a slash at its end: all links begin with it.
    pub public_url: String,
    /// The address mails come from.
    pub sender: String,
    /// With no mail server configured: the folder mails are put in as `.eml` files, made where it is missing.
    pub folder: PathBuf,
    /// How long a mail waits before it is written: time to take back what one wrote, or to read it.
    pub delay: TimeDelta,
    /// The most mails to one person in an hour; what is above is held.
    pub hourly_per_person: i64,
    /// The most mails in all in an hour; what is above is held.
    pub hourly: i64,
}

impl Config {
    /// Mails as files in `folder`, with links to `public_url`; 30 seconds of delay, 20 mails to a person and 1,000 in all
    /// in an hour.
    #[must_use]
    pub fn new(public_url: impl Into<String>, folder: impl Into<PathBuf>) -> Self {
        let public_url: String = public_url.into().trim_end_matches('/').to_owned();
        Self {
            sender: format!("samrum@{}", host(&public_url)),
            public_url,
            folder: folder.into(),
            delay: TimeDelta::seconds(30),
            hourly_per_person: 20,
            hourly: 1_000,
        }
    }
}

/// The host of an address, without its port: what mails name as theirs.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    if host.is_empty() { "localhost" } else { host }
}

/// Follows the log and sends mail until `shutdown` says true (or its sender is gone).
///
/// Faults are logged, counted as `notifier_faults_total` and tried again; it never ends because of one.
pub async fn run(store: Store, config: Config, shutdown: watch::Receiver<bool>) {
    let following = follow::follow(store.clone(), config.clone(), shutdown.clone());
    let sending = send::work(store, config, shutdown);
    tokio::join!(following, sending);
}

/// Resolves when the notifier is to stop.
async fn stopped(shutdown: &mut watch::Receiver<bool>) {
    // an error means that the sender has gone: so has whoever wanted this to run
    drop(shutdown.wait_for(|stop| *stop).await);
}

fn fault(error: &Error, during: &'static str) {
    metrics::counter!("notifier_faults_total").increment(1);
    tracing::error!(%error, during, "the notifier tries again");
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn hosts_are_without_port_and_path() {
        assert_eq!(host("https://samrum.exempel.se"), "samrum.exempel.se");
        assert_eq!(host("http://127.0.0.1:8080/x"), "127.0.0.1");
        assert_eq!(host(""), "localhost");
    }
}
