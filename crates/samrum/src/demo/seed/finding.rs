//! What the networks say in several ways, and the searches that people keep.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::actor::Actor;
use domain::networks::network;
use domain::search::asked::{Asked, FoundKind};
use domain::search::found::{self, Match};
use domain::search::saved::{self, Tells};
use domain::search::synonyms;
use domain::store::{Store, Tx};
use serde::Deserialize;

use super::attention::named;
use super::conversations::Told;
use super::ground::Ground;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Finding {
    synonyms: Vec<Synonyms>,
    search: Vec<Kept>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Synonyms {
    network: String,
    groups: Vec<Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    person: String,
    name: String,
    q: String,
    article: Option<u8>,
    tells: Tells,
    days_ago: i64,
    news: Vec<String>,
}

/// Writes the lists of words, and keeps the searches with what is new for them.
pub(super) async fn lay_out(store: &Store, ground: &Arc<Ground>, told: &[Told]) -> anyhow::Result<()> {
    let Finding { synonyms, search } = toml::from_str(include_str!("../../../demo/finding.toml"))?;
    for Synonyms { network, groups } in synonyms {
        let id = network::by_slug(store.reader(), &Actor::System, &network).await?.id;
        let write = move |tx: Tx| {
            let groups = groups.clone();
            async move { synonyms::write(&tx, id, 0, &groups).await.map(drop) }
        };
        store.write(&Actor::System, write).await?;
    }
    for kept in search {
        let person = ground.person(&kept.person)?;
        let since = ground.now - TimeDelta::days(kept.days_ago);
        let news: Vec<Match> = kept
            .news
            .iter()
            .map(|name| Ok(Match { kind: FoundKind::Conversation, id: named(ground, told, name)?.0, page: 0 }))
            .collect::<domain::Result<_>>()?;
        let keep = move |tx: Tx| {
            let asked = Asked { q: kept.q.clone(), article: kept.article, ..Asked::default() };
            let (name, tells, news) = (kept.name.clone(), kept.tells, news.clone());
            async move {
                let search = saved::keep_as(&tx, (person, since), &name, asked, tells).await?;
                if let Some(search) = saved::one(&tx, tx.actor(), search).await? {
                    found::note(&tx, &search, &news).await?;
                }
                Ok(())
            }
        };
        store.write(&Actor::System, keep).await?;
    }
    Ok(())
}
