//! Tells people what concerns them, by mail.
//!
//! Following the log it puts into an outbox who is to be told of what (`rules.rs`); a while later each mail is
//! written from what its recipient may read *then*, and sent. So a text taken away, an access lost or a person suspended
//! meanwhile sends nothing, and one who has read it already is left in peace.
//!
//! Map:
//! - `rules.rs`: each kind of event → whom it may concern, when the digests go; the one place that decides
//! - `follow.rs`: the loop that follows the log; `rounds.rs`: the loop that begins the digests
//! - `send.rs`: the outbox: quiet hours, caps, the recipient's own access, what became of each mail
//! - `letter.rs`, `digest.rs`, `found.rs`, `catalogue.rs`: what a mail says; `paper.rs`: its form
//! - `post.rs`: where mails go: `smtp.rs` to a mail server, `folder.rs` into files
//!
//! Invariants: one cause, one mail at most: before a server is given the end of a mail that is noted, and where no answer
//! comes the mail is not sent again. Nothing is sent of what happened before the first start, of what the installation did
//! itself (imports, demo data), or of what is more than a day old; more than a person, a writer, a network or the
//! installation may send in an hour is held, counted, and sent when there is room again; a server that can't be reached is left alone, longer each time.
//! Links are built from the configured address.

mod catalogue;
mod contact;
mod digest;
mod error;
mod folder;
mod follow;
mod found;
mod invitation;
mod letter;
mod mailing;
mod meeting;
mod notice;
mod paper;
mod post;
mod quoting;
mod rounds;
mod rules;
mod send;
mod smtp;

use std::path::PathBuf;

use chrono::TimeDelta;
use domain::store::Store;
use lettre::Address;
use tokio::sync::watch;

pub use error::{Error, Result};
pub use smtp::{Server, Tls};

/// Which way mails go.
#[derive(Clone, Debug)]
pub enum Way {
    /// Into the folder, as `.eml` files.
    Folder,
    /// To a mail server.
    Server(Server),
}

/// The most mails in an hour; what is above is held until there is room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caps {
    /// To one person.
    pub recipient: i64,
    /// Of what one person wrote.
    pub sender: i64,
    /// Of one network, digests not counted.
    pub network: i64,
    /// In all.
    pub all: i64,
}

/// How mail is sent.
#[derive(Clone, Debug)]
pub struct Config {
    /// The address people reach the installation at, without a slash at its end: all links begin with it.
    pub public_url: String,
    /// The address mails come from.
    pub sender: String,
    /// Which way they go.
    pub way: Way,
    /// The folder mails are put in where no server is configured, made where it is missing.
    pub folder: PathBuf,
    /// What a mail says is put beside it, for the demo to show.
    pub readable: bool,
    /// How long a mail waits before it is written: time to take back what one wrote, or to read it.
    pub delay: TimeDelta,
    /// How long a person is left in peace about a conversation after they were told of it; what comes meanwhile goes
    /// together.
    pub spacing: TimeDelta,
    /// The most mails in an hour.
    pub caps: Caps,
}

impl Config {
    /// Mails as files in `folder`, with links to `public_url`; 30 seconds of delay.
    #[must_use]
    pub fn new(public_url: impl Into<String>, folder: impl Into<PathBuf>) -> Self {
        let public_url: String = public_url.into().trim_end_matches('/').to_owned();
        Self {
            sender: format!("samrum@{}", domain_of(host(&public_url))),
            public_url,
            way: Way::Folder,
            folder: folder.into(),
            readable: false,
            delay: TimeDelta::seconds(30),
            spacing: TimeDelta::minutes(10),
            caps: Caps { recipient: 20, sender: 200, network: 500, all: 1_000 },
        }
    }

    pub(crate) fn sender_address(&self) -> Result<Address, smtp::Refused> {
        let address = self.sender.parse::<Address>();
        address.map_err(|error| smtp::Refused::Unreachable(format!("the sender's address: {error}")))
    }
}

/// Whether mails can come from that address.
#[must_use]
pub fn is_sender(address: &str) -> bool {
    address.parse::<Address>().is_ok()
}

/// A host as the part of an address after the `@`; an IP address is none, and only a trial has one.
fn domain_of(host: &str) -> &str {
    let number = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok();
    if number { "localhost" } else { host }
}

/// The host of an address, without its port: what mails name as theirs.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    if host.is_empty() { "localhost" } else { host }
}

/// Follows the log, begins digests and sends mail until `shutdown` says true (or its sender is gone).
///
/// Faults are logged, counted as `notifier_faults_total` and tried again; it never ends because of one.
pub async fn run(store: Store, config: Config, shutdown: watch::Receiver<bool>) {
    let following = follow::follow(store.clone(), config.clone(), shutdown.clone());
    let beginning = rounds::work(store.clone(), shutdown.clone());
    let sending = send::work(store, config, shutdown);
    tokio::join!(following, beginning, sending);
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
    use super::{Config, host, is_sender};

    #[test]
    fn there_is_always_somebody_it_comes_from() {
        for url in ["https://samrum.exempel.se", "http://127.0.0.1:8080", "http://[::1]:8080", "http://localhost:8080"]
        {
            assert!(is_sender(&Config::new(url, "mail").sender), "{url}");
        }
    }

    #[test]
    fn hosts_are_without_port_and_path() {
        assert_eq!(host("https://samrum.exempel.se"), "samrum.exempel.se");
        assert_eq!(host("http://127.0.0.1:8080/x"), "127.0.0.1");
        assert_eq!(host(""), "localhost");
    }
}
