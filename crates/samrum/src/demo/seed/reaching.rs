//! What reaches beyond a network's rooms: its public page, the networks it is linked with and what they passed on, and a
//! letter to many.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::access::{ParticipationState, SeatKind};
use domain::actor::Actor;
use domain::coordination::mailing::{self, Selection};
use domain::ids::{ConversationId, NetworkId, PersonId};
use domain::networks::forwarding::{self, LaidForwarding};
use domain::networks::{governing, link, membership, network, public_page};
use domain::store::{Store, Tx};
use serde::Deserialize;

use super::attention::named;
use super::conversations::Told;
use super::ground::Ground;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reaching {
    page: Vec<Page>,
    rotation: Vec<Rotation>,
    link: Vec<Linked>,
    forwarding: Vec<Forwarded>,
    mailing: Vec<Letter>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    network: String,
    stands_for: String,
    contact: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rotation {
    network: String,
    most: i32,
    in_days: u32,
    reason: String,
    rests: String,
    returns: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Linked {
    from: String,
    to: String,
    by: String,
    days_ago: i64,
    accepted: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Forwarded {
    from: String,
    to: String,
    thread: String,
    title: String,
    comment: String,
    by: String,
    days_ago: i64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Letter {
    network: String,
    subject: String,
    text: String,
    by: String,
    days_ago: i64,
}

/// Lays all of it.
pub(super) async fn lay(store: &Store, ground: &Arc<Ground>, told: &[Told]) -> anyhow::Result<()> {
    let Reaching { page, rotation, link, forwarding, mailing } =
        toml::from_str(include_str!("../../../demo/reaching.toml"))?;
    for page in page {
        let id = of(store, &page.network).await?;
        store.write(&Actor::System, move |tx| open(tx, id, page.clone())).await?;
    }
    for row in rotation {
        let (id, from) = (of(store, &row.network).await?, ground.coming_day(row.in_days));
        let changes = [(&row.rests, ParticipationState::Resting), (&row.returns, ParticipationState::Member)];
        let changes = changes.map(|(key, state)| {
            ground.organisation(key).map(|organisation| membership::Change { organisation, state })
        });
        let changes = changes.into_iter().collect::<domain::Result<Vec<_>>>()?;
        let write = move |tx: Tx| {
            let (row, changes) = (row.clone(), changes.clone());
            async move {
                let is = governing::governed(&tx, tx.actor(), id).await?;
                let revision = is.revision;
                let change = governing::Change { most_members: Some(row.most), ..unchanged(is) };
                governing::change(&tx, id, revision, change).await?;
                membership::change(&tx, id, from, &changes, &row.reason).await
            }
        };
        store.write(&Actor::System, write).await?;
    }
    for Linked { from, to, by, days_ago, accepted } in link {
        let networks = (of(store, &from).await?, of(store, &to).await?);
        let (by, at) = (ground.person(&by)?, ago(ground, days_ago));
        let passed = forwarding.iter().filter(|one| one.from == from && one.to == to);
        let passed: Vec<Passed> = passed
            .map(|one| {
                Ok(Passed {
                    thread: named(ground, told, &one.thread)?,
                    title: one.title.clone(),
                    comment: one.comment.clone(),
                    by: ground.person(&one.by)?,
                    at: ago(ground, one.days_ago),
                })
            })
            .collect::<domain::Result<_>>()?;
        let write = move |tx: Tx| {
            let passed = passed.clone();
            async move {
                let link = link::lay(&tx, networks, by, at, accepted).await?;
                for Passed { thread, title, comment, by, at } in passed {
                    let laid = LaidForwarding { link, networks, message: (thread, 1), title, comment, by, at };
                    forwarding::lay(&tx, laid).await?;
                }
                Ok(())
            }
        };
        store.write(&Actor::System, write).await?;
    }
    for letter in mailing {
        let (id, by, at) =
            (of(store, &letter.network).await?, ground.person(&letter.by)?, ago(ground, letter.days_ago));
        let write = move |tx: Tx| {
            let letter = letter.clone();
            async move {
                let to = Selection {
                    states: vec![ParticipationState::Member],
                    kind: Some(SeatKind::Official),
                    ..Selection::default()
                };
                mailing::lay(&tx, id, &to, (&letter.subject, letter.text.trim()), by, at).await.map(drop)
            }
        };
        store.write(&Actor::System, write).await?;
    }
    Ok(())
}

/// Something passed on, looked up.
#[derive(Debug, Clone)]
struct Passed {
    thread: ConversationId,
    title: String,
    comment: String,
    by: PersonId,
    at: DateTime<Utc>,
}

async fn of(store: &Store, slug: &str) -> domain::Result<NetworkId> {
    Ok(network::by_slug(store.reader(), &Actor::System, slug).await?.id)
}

fn ago(ground: &Ground, days: i64) -> DateTime<Utc> {
    ground.now - TimeDelta::days(days)
}

fn unchanged(is: governing::Governed) -> governing::Change {
    governing::Change {
        name: is.name,
        kind: is.kind,
        purpose: is.purpose,
        stands_for: is.stands_for,
        contact: is.contact,
        most_members: is.most_members,
        most_officials: is.most_officials,
        most_elected: is.most_elected,
        observers_write: is.observers_write,
        observers_upload: is.observers_upload,
        deputies: is.deputies,
        coordination: is.coordination,
    }
}

/// Anybody reads the network's page, with what stands in the room that anybody reads.
async fn open(tx: Tx, id: NetworkId, page: Page) -> domain::Result<()> {
    let is = governing::governed(&tx, tx.actor(), id).await?;
    let revision = is.revision;
    let change = governing::Change {
        stands_for: page.stands_for.trim().to_owned(),
        contact: page.contact.trim().to_owned(),
        ..unchanged(is)
    };
    governing::change(&tx, id, revision, change).await?;
    let settings = public_page::settings(&tx, tx.actor(), id).await?;
    let documents: Vec<_> = settings.documents.iter().map(|one| one.id).take(5).collect();
    public_page::set(&tx, id, settings.revision, true, &documents).await.map(drop)
}
