//! What the ids of the log are called today.

use std::collections::HashMap;

use uuid::Uuid;

use super::list::Whose;
use crate::Result;
use crate::sorting::{name_in_key, part_of_folded, part_of_name};
use crate::store::{Db, FromRow, Ids, rows};

/// The names of some ids.
pub(super) struct Names(HashMap<Uuid, String>);

impl Names {
    /// What that id is called; none where nothing is, or the identity is protected.
    pub(super) fn name(&self, id: Option<Uuid>) -> Option<String> {
        self.0.get(&id?).cloned()
    }

    /// The facts of a row, with names for ids.
    pub(super) fn told(&self, facts: &str) -> String {
        let told = facts.split(' ').map(|word| {
            let id = word.rsplit([':', '=']).next().and_then(|id| id.parse().ok());
            id.and_then(|id| self.0.get(&id)).map_or(word, String::as_str)
        });
        told.collect::<Vec<_>>().join(" ")
    }
}

/// The ids that stand in a text: each alone, or after its kind.
pub(super) fn ids(text: &str) -> impl Iterator<Item = Uuid> {
    text.split([' ', ':', '=']).filter_map(|word| word.parse().ok())
}

/// What the ids are called: for the installation people, networks and organisations only, for a network what its
/// coordinators see too.
pub(super) async fn of(db: &impl Db, whose: Whose, ids: impl Iterator<Item = Uuid>) -> Result<Names> {
    #[derive(FromRow)]
    struct Row {
        id: Uuid,
        name: Option<String>,
    }
    const SEAT: &str = "JOIN seat s ON s.id = x.seat_id JOIN organisation o ON o.id = s.organisation_id";
    let list = Ids::sql(db, "$1");
    let mut sql = format!(
        "SELECT id, CASE WHEN protected THEN NULL ELSE name END AS name FROM person WHERE id IN {list} \
         UNION ALL SELECT id, name FROM network WHERE id IN {list} \
         UNION ALL SELECT id, name FROM organisation WHERE id IN {list} \
         UNION ALL SELECT p.id, o.name FROM participation p JOIN organisation o ON o.id = p.organisation_id \
         WHERE p.id IN {list}"
    );
    if let Whose::Network(_) = whose {
        sql.push_str(&format!(
            " UNION ALL SELECT s.id, s.title || ', ' || o.name FROM seat s \
             JOIN organisation o ON o.id = s.organisation_id WHERE s.id IN {list} \
             UNION ALL SELECT x.id, s.title || ', ' || o.name FROM invitation x {SEAT} WHERE x.id IN {list} \
             UNION ALL SELECT x.id, s.title || ', ' || o.name FROM seat_proposal x {SEAT} WHERE x.id IN {list} \
             UNION ALL SELECT x.id, s.title || ', ' || o.name FROM substitution x {SEAT} WHERE x.id IN {list} \
             UNION ALL SELECT id, organisation_name FROM network_case WHERE id IN {list} \
             UNION ALL SELECT id, title FROM agreement WHERE id IN {list}"
        ));
    }
    let found: Vec<Row> = rows(db, &sql, [Ids::value(ids)]).await?;
    Ok(Names(found.into_iter().filter_map(|row| Some((row.id, row.name?))).collect()))
}

/// The ids, as the log writes them, of what is called something like that: people, networks, organisations and their
/// participations.
pub(super) async fn like(db: &impl Db, q: &str) -> Result<Vec<String>> {
    #[derive(FromRow)]
    struct Row {
        id: Uuid,
    }
    let sql = format!(
        "SELECT id FROM (SELECT id FROM person WHERE NOT protected AND {name} LIKE $2 \
         UNION ALL SELECT id FROM network WHERE {name} LIKE $2 \
         UNION ALL SELECT id FROM organisation WHERE name_folded LIKE $1 ESCAPE '!' \
         UNION ALL SELECT s.id FROM seat s JOIN organisation o ON o.id = s.organisation_id \
         WHERE o.name_folded LIKE $1 ESCAPE '!' \
         UNION ALL SELECT p.id FROM participation p JOIN organisation o ON o.id = p.organisation_id \
         WHERE o.name_folded LIKE $1 ESCAPE '!') x LIMIT 200",
        name = name_in_key("sort_key")
    );
    let found: Vec<Row> = rows(db, &sql, [part_of_folded(q).into(), part_of_name(q).into()]).await?;
    Ok(found.into_iter().map(|row| row.id.to_string()).collect())
}
