//! What the demo's meetings leave behind: notes that are begun, and decisions and promises.

use domain::meetings::meeting;
use domain::meetings::notes;
use domain::meetings::promise::{self, PromiseKind, PromiseStatus, Said};
use domain::store::Tx;

use super::super::ground::{Built, Ground};
use crate::demo::model::Meeting;

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
    Ok(())
}
