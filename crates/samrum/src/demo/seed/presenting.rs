//! What people tell of themselves, and what coordinators say of them.

use std::sync::Arc;

use domain::actor::Actor;
use domain::networks::network;
use domain::people::profile::{self, Profile, ShownTo, Told};
use domain::people::tag;
use domain::store::{Store, Tx};
use serde::Deserialize;

use super::ground::Ground;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Presenting {
    person: Vec<Presented>,
    tag: Vec<Tagged>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Presented {
    person: String,
    task: String,
    ask_about: String,
    phone: String,
    phone_seen: ShownTo,
    email_seen: ShownTo,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tagged {
    network: String,
    person: String,
    tag: String,
}

/// Writes profiles and tags.
pub(super) async fn introduce(store: &Store, ground: &Arc<Ground>) -> anyhow::Result<()> {
    let Presenting { person, tag: tags } = toml::from_str(include_str!("../../../demo/presenting.toml"))?;
    for one in person {
        let id = ground.person(&one.person)?;
        let told = |text: String, seen_by| Told { text, seen_by };
        let profile = Profile {
            task: told(one.task, ShownTo::Network),
            ask_about: told(one.ask_about, ShownTo::Network),
            phone: told(one.phone, one.phone_seen),
            email_seen_by: one.email_seen,
        };
        let lay = move |tx: Tx| {
            let profile = profile.clone();
            async move { profile::lay(&tx, id, profile).await }
        };
        store.write(&Actor::System, lay).await?;
    }
    for one in tags {
        let (person, word) = (ground.person(&one.person)?, one.tag);
        let network = network::by_slug(store.reader(), &Actor::System, &one.network).await?.id;
        let give = move |tx: Tx| {
            let word = word.clone();
            async move { tag::give(&tx, network, person, &word).await.map(drop) }
        };
        store.write(&Actor::System, give).await?;
    }
    Ok(())
}
