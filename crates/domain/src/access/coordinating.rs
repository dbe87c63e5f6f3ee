//! Who coordinates a network: named, or as its hosts where a troika does.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::StandingKind;
use super::load::{FAR, Of, Standings, stand};
use crate::Result;
use crate::ids::{NetworkId, PersonId};
use crate::store::{Db, FromRow, Ids, rows};

/// Those who coordinate the network on that day and can act: nobody who is suspended.
pub(crate) async fn coordinators(db: &impl Db, network: NetworkId, day: NaiveDate) -> Result<BTreeSet<PersonId>> {
    #[derive(FromRow)]
    struct Row {
        id: PersonId,
    }
    let mut people = Standings::new();
    stand(db, Of::Network(network), day, FAR, &mut people).await?;
    people.retain(|_, standings| standings.iter().any(|one| one.kind == StandingKind::Coordinator));
    let sql = format!("SELECT id FROM person WHERE suspended_at IS NULL AND id IN {}", Ids::sql(db, "$1"));
    let awake: Vec<Row> = rows(db, &sql, [Ids::value(people.into_keys().map(|id| id.0))]).await?;
    Ok(awake.into_iter().map(|row| row.id).collect())
}
