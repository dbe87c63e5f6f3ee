//! What the ids of the log are called today.

use std::collections::HashMap;

use uuid::Uuid;

use super::list::Whose;
use super::written::Written;
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
    pub(super) fn named(&self, facts: &str) -> String {
        let told = facts.split(' ').map(|word| {
            let id = word.rsplit([':', '=']).next().and_then(|id| id.parse().ok());
            id.and_then(|id| self.0.get(&id)).map_or(word, String::as_str)
        });
        told.collect::<Vec<_>>().join(" ")
    }

    /// The facts of a row one by one. What somebody wrote, a reason or a title, is one of them.
    pub(super) fn facts(&self, act: &str, facts: &str) -> Vec<Fact> {
        if facts.is_empty() {
            return Vec::new();
        }
        let written = |text: &str| Fact { of: Some(TEXT.to_owned()), value: text.to_owned() };
        match act.parse() {
            Ok(Written::WritingHidden) => {
                let (kind, text) = facts.split_once(": ").unwrap_or(("", facts));
                let kind = Some(kind).filter(|kind| code(kind)).map(|kind| Fact { of: None, value: kind.to_owned() });
                return kind.into_iter().chain([written(text)]).collect();
            }
            Ok(
                Written::MessageHidden
                | Written::ConditionAdded
                | Written::ConditionChanged
                | Written::ConditionEnded
                | Written::TagGiven
                | Written::TagTaken
                | Written::OrganisationDeleted
                | Written::PersonErased,
            ) => return vec![written(facts)],
            Err(_) => {}
        }
        let all: Option<Vec<Option<Fact>>> = facts.split(' ').map(|word| self.fact(word)).collect();
        match (all, facts.split_once(": ")) {
            (Some(all), _) => all.into_iter().flatten().collect(),
            (None, Some((of, text))) if code(of) => vec![Fact { of: Some(of.to_owned()), value: text.to_owned() }],
            (None, _) => vec![written(facts)],
        }
    }

    /// What a word of the facts says: none where it is no code, number, day or id; nothing of an id that has no name here.
    #[expect(clippy::option_option, reason = "that it is something and that it has a name are two things")]
    fn fact(&self, word: &str) -> Option<Option<Fact>> {
        let (of, value) = match word.split_once(['=', ':']) {
            Some((of, value)) if code(of) => (Some(of.to_owned()), value),
            Some(_) => return None,
            None => (None, word),
        };
        if let Ok(id) = value.parse::<Uuid>() {
            return Some(self.0.get(&id).map(|name| Fact { of, value: name.clone() }));
        }
        let day = value.parse::<chrono::NaiveDate>().is_ok();
        let number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
        (day || number || code(value)).then(|| Some(Fact { of, value: value.to_owned() }))
    }
}

/// Of what a fact is that somebody wrote: it stands as it is.
const TEXT: &str = "text";

/// Whether it is a code, as states and settings are.
fn code(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// A fact of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is of, where that is said: a code.
    pub of: Option<String>,
    /// A code, a number, a day, a name, or what somebody wrote.
    pub value: String,
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
    // whoever is invited may have an account, and be protected there
    let whom = |invitation: &str| {
        format!(
            "LEFT JOIN person_email e ON e.address = {invitation}.address \
             LEFT JOIN person p ON p.id = coalesce({invitation}.accepted_by, e.person_id)"
        )
    };
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
             UNION ALL SELECT x.id, CASE WHEN p.protected THEN '' ELSE x.name || ', ' END || s.title || ', ' || o.name \
             FROM invitation x {SEAT} {invited} WHERE x.id IN {list} \
             UNION ALL SELECT x.id, CASE WHEN p.protected THEN '' ELSE x.name || ', ' END || s.title || ', ' || o.name \
             FROM seat_proposal x {SEAT} LEFT JOIN invitation i ON i.id = x.invitation_id {proposed} \
             WHERE x.id IN {list} \
             UNION ALL SELECT x.id, CASE WHEN p.protected THEN NULL ELSE x.name END FROM invitation x {invited} \
             WHERE x.room_id IS NOT NULL AND x.id IN {list} \
             UNION ALL SELECT x.id, s.title || ', ' || o.name FROM substitution x {SEAT} WHERE x.id IN {list} \
             UNION ALL SELECT id, organisation_name FROM network_case WHERE id IN {list} \
             UNION ALL SELECT id, title FROM agreement WHERE id IN {list} AND network_id = $2 \
             UNION ALL SELECT id, title FROM condition WHERE id IN {list} AND network_id = $2 \
             UNION ALL SELECT d.id, d.name FROM document d JOIN room t ON t.id = d.room_id AND t.network_id = $2 \
             WHERE d.id IN {list} AND d.deleted_at IS NULL \
             UNION ALL SELECT r.id, coalesce(r.name, m.title, r.kind) FROM room r LEFT JOIN meeting m ON m.id = r.meeting_id \
             WHERE r.id IN {list} AND r.network_id = $2",
            invited = whom("x"),
            proposed = whom("i")
        ));
    }
    let mut values = vec![Ids::value(ids)];
    if let Whose::Network(network) = whose {
        values.push(network.0.into());
    }
    let found: Vec<Row> = rows(db, &sql, values).await?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_told_apart_and_what_somebody_wrote_stays_whole() {
        let (anna, nobody) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let names = Names(HashMap::from([(anna, "Anna Berg".to_owned())]));
        let told = |facts: &str| -> Vec<(Option<String>, String)> {
            names.facts("act", facts).into_iter().map(|fact| (fact.of, fact.value)).collect()
        };
        let of = |of: &str, value: &str| (Some(of.to_owned()), value.to_owned());
        let plain = |value: &str| (None, value.to_owned());
        assert_eq!(told(""), []);
        assert_eq!(told("public=true documents=2"), [of("public", "true"), of("documents", "2")]);
        assert_eq!(told(&format!("{anna} 2026-12-01")), [plain("Anna Berg"), plain("2026-12-01")]);
        assert_eq!(told(&format!("room:{anna}")), [of("room", "Anna Berg")]);
        assert_eq!(told(&format!("coordinator {nobody}")), [plain("coordinator")]);
        assert_eq!(told("Hör inte hit alls: se rum=3"), [of("text", "Hör inte hit alls: se rum=3")]);
        assert_eq!(told("answer: hör inte hit"), [of("answer", "hör inte hit")]);
        // a reason may look like codes
        let reason = names.facts("message_hidden", "fel rum");
        let text = |value: &str| Fact { of: Some("text".to_owned()), value: value.to_owned() };
        assert_eq!(reason, [text("fel rum")]);
        let kind = Fact { of: None, value: "answer".to_owned() };
        assert_eq!(names.facts("writing_hidden", "answer: no"), [kind, text("no")]);
    }
}
