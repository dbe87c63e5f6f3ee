//! The agreement of the partnership: three years, most members have decided, and its renewal is near.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{Datelike, Days, NaiveDate};
use domain::access::ParticipationState;
use domain::actor::Actor;
use domain::ids::DocumentId;
use domain::networks::agreement::{self, Adopting, Writing};
use domain::networks::participation;
use domain::networks::revisit::{self, Set};
use domain::store::{Store, Tx};

use super::ground::{Built, Ground, unknown};

/// How many of the last in order have not decided yet.
const MISSING: usize = 2;
const TEXT: &str = include_str!("../../../demo/partnerskapet/agreement.md");

/// Writes it, with its decisions.
pub(super) async fn build(store: &Store, ground: &Arc<Ground>, network: &Built) -> domain::Result<()> {
    let (ground, id, index) = (Arc::clone(ground), network.id, network.index);
    let content = ground.content.networks.get(index).ok_or_else(|| unknown("a network"))?;
    if content.slug != "partnerskapet" {
        return Ok(());
    }
    let make = move |tx: Tx| async move {
        let year = tx.today().year();
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| unknown("a day"));
        let (from, to) = (day(year - 2, 1, 1)?, day(year, 12, 31)?);
        let title = format!("Överenskommelse om partnerskapet {}–{year}", year - 2);
        let writing = Writing { title, text: TEXT.to_owned(), from, to: Some(to), document: None };
        let made = agreement::write(&tx, id, writing).await?;
        let members = participation::list(&tx, tx.actor(), id, tx.today(), None, 100).await?;
        let members: Vec<_> = members.into_iter().filter(|one| one.state == ParticipationState::Member).collect();
        let decided = members.len().saturating_sub(MISSING);
        for (number, member) in (1_u64..).zip(members.iter().take(decided)) {
            let decided_on = from.checked_sub_days(Days::new(20 + number * 6)).unwrap_or(from);
            let reference = format!("KS {}/{}, § {}", decided_on.year(), 310 + number * 7, 180 + number * 3);
            let adopting =
                Adopting { body: "Kommunstyrelsen".to_owned(), decided_on, reference, document: None, version: None };
            agreement::adopt(&tx, made, member.organisation_id, adopting).await?;
        }
        Ok(())
    };
    store.write(&Actor::System, make).await
}

/// The plans that are looked over again, by key, and in how many days.
const LOOKED_OVER: [(&str, u64); 2] = [("doc-arbetsplan", 18), ("doc-verksamhetsplan", 400)];

/// Says when the network's plans are to be looked over again.
pub(super) async fn look_over(store: &Store, documents: &HashMap<String, DocumentId>) -> domain::Result<()> {
    for (key, days) in LOOKED_OVER {
        let Some(document) = documents.get(key).copied() else { continue };
        let set = move |tx: Tx| async move {
            let on = tx.today().checked_add_days(Days::new(days));
            revisit::set(&tx, revisit::Text::Document(document), Set { was: None, done: false, on }).await
        };
        store.write(&Actor::System, set).await?;
    }
    Ok(())
}
