//! What those invited to a demo meeting are told, what they have answered, and who was there.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::actor::Actor;
use domain::conversations::tags::Tags;
use domain::meetings::answer::{self, Coming};
use domain::meetings::meeting::{self, Facts};
use domain::meetings::{attendance, question, theme};
use domain::store::{Store, Tx};

use super::super::ground::{Built, Ground};
use crate::demo::model::Meeting;

/// Each seat answers so long after the one before it.
const BETWEEN: TimeDelta = TimeDelta::hours(7);

/// Invites, answers and notes attendance, as the content says.
pub(super) async fn answer(store: &Store, ground: &Arc<Ground>, built: &Built) -> anyhow::Result<()> {
    let rows: Vec<Meeting> = built.network(ground)?.meetings.clone();
    let (ground, built) = (Arc::clone(ground), built.clone());
    let write = move |tx: Tx| async move {
        for row in &rows {
            one(&tx, &ground, &built, row).await?;
            super::left::behind(&tx, &ground, &built, row).await?;
        }
        Ok(())
    };
    Ok(store.write(&Actor::System, write).await?)
}

async fn one(tx: &Tx, ground: &Ground, built: &Built, row: &Meeting) -> domain::Result<()> {
    let id = built.meeting(&row.key)?;
    let planned = meeting::planned(tx, tx.actor(), id).await?;
    let told = !row.invitation.is_empty() || !row.articles.is_empty() || row.guests_each > 0;
    if told {
        let found = planned.row();
        let hosts = meeting::hosts(tx, std::slice::from_ref(found)).await?;
        let before = Facts::of(found, hosts.iter().map(|host| host.organisation_id).collect());
        let facts = Facts {
            tags: Tags { articles: row.articles.clone(), ..before.tags.clone() },
            invitation: row.invitation.clone(),
            answer_by: row.answer_by_days_from_start.map(|days| ground.coming_day(days)),
            guests_each: row.guests_each,
            ..before
        };
        meeting::change(tx, &planned, found.revision, facts, Some("demo")).await?;
    }
    let mut at = ground.now - TimeDelta::days(9);
    let answers = row.coming.iter().map(|key| (key, Coming::Yes));
    for (key, coming) in answers.chain(row.not_coming.iter().map(|key| (key, Coming::No))) {
        answer::answer_as(tx, planned.row(), built.seat(key)?, coming, "", at).await?;
        at = (at + BETWEEN).min(ground.now);
    }
    for asked in &row.questions {
        let by = (ground.person(&asked.person)?, ground.organisation(&asked.organisation)?);
        question::ask_as(tx, planned.row(), by, &asked.text, asked.named, ground.now - TimeDelta::days(3)).await?;
    }
    for theme in &row.proposed {
        let wanted = theme.wanted_by.iter().map(|key| ground.organisation(key)).collect::<domain::Result<Vec<_>>>()?;
        let (by, at) = (ground.person(&theme.person)?, ground.now - TimeDelta::days(4));
        theme::propose_as(tx, planned.row(), &theme.title, by, &wanted, at).await?;
    }
    if !row.attended.is_empty() {
        let mut present = row.attended.iter().map(|key| Ok(built.seat(key)?.0)).collect::<domain::Result<Vec<_>>>()?;
        // seats are as old as the demo makes them: in years to come some will not have been there yet
        let places = answer::places(tx, planned.row(), tx.today()).await?;
        present.retain(|seat| places.iter().any(|place| place.subject_id == *seat));
        attendance::note(tx, id, &present).await?;
    }
    Ok(())
}
