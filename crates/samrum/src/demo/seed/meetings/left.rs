//! What the demo's meetings leave behind: notes that are begun, decisions and promises, and what is taken home.

use chrono::Days;
use domain::meetings::handover::{self, Item};
use domain::meetings::meeting;
use domain::meetings::notes;
use domain::meetings::promise::{self, PromiseKind, PromiseStatus, Said};
use domain::methods::take_home::{self, NewTelling, Source};
use domain::networks::home_group::{self, NewRecipient};
use domain::store::Tx;

use super::super::ground::{Built, Ground};
use crate::demo::model::{HomePage, Meeting, Told};

/// Writes them, as the content says.
pub(super) async fn behind(tx: &Tx, ground: &Ground, built: &Built, row: &Meeting) -> domain::Result<()> {
    let meeting = meeting::readable(tx, tx.actor(), built.meeting(&row.key)?).await?;
    if let Some(written) = &row.notes {
        let by = (ground.person(&written.person)?, ground.organisation(&written.organisation)?);
        notes::begin_as(tx, &meeting, by, &written.text).await?;
    }
    for one in &row.promises {
        let organisation = one.organisation.as_deref().map(|key| ground.organisation(key)).transpose()?;
        let said = Said {
            kind: if organisation.is_some() { PromiseKind::Promise } else { PromiseKind::Decision },
            wording: one.wording.clone(),
            organisation,
            due_on: one.due_days_from_start.map(|days| ground.coming_day(days)),
        };
        let status = if one.done { PromiseStatus::Done } else { PromiseStatus::Open };
        promise::record_as(tx, &meeting, ground.person(&one.person)?, said, status).await?;
    }
    if let Some(page) = &row.home {
        taken_home(tx, ground, &meeting, page).await?;
    }
    if let Some(left) = &row.handover {
        let items = left.items.iter().map(|(text, done)| Item { text: text.clone(), done: *done }).collect();
        handover::write_as(tx, &meeting, ground.person(&left.person)?, items, &left.letter).await?;
    }
    if let Some(reason) = &row.cancelled {
        let planned = meeting::planned(tx, tx.actor(), meeting.id).await?;
        meeting::cancel(tx, &planned, planned.row().revision, reason).await?;
    }
    Ok(())
}

/// A page, those at home, and who was told.
async fn taken_home(tx: &Tx, ground: &Ground, meeting: &meeting::Meeting, page: &HomePage) -> domain::Result<()> {
    let (person, organisation) = (ground.person(&page.person)?, ground.organisation(&page.organisation)?);
    for (name, address) in &page.group {
        let consent = "Sade ja på ledningsgruppens möte";
        let new = NewRecipient { name: name.clone(), address: address.clone(), consent: consent.into() };
        home_group::add_as(tx, meeting.network_id, organisation, new).await?;
    }
    let words = (page.title.as_str(), page.text.as_str());
    let made = take_home::begin_as(tx, Source::Meeting(meeting.id), organisation, person, words).await?;
    for one in &page.told {
        let Told { who, days_ago, reported, spread } = one.clone();
        let new = NewTelling { recipients: Vec::new(), told: who, told_on: None, reported, spread };
        let day = tx.today().checked_sub_days(Days::new(days_ago)).unwrap_or_else(|| tx.today());
        take_home::tell_as(tx, made, person, day, new).await?;
    }
    Ok(())
}
