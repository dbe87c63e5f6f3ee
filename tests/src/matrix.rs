//! Who may do what, written down for every operation, every role and every kind of room, and held against the running
//! system. An operation without a row fails, and so does a row without an operation or with a cell too few.
//!
//! `table.rs` is the matrix, a file for each subject, `stage.rs` the things it is tried on, `calls.rs` how each operation is called,
//! `state.rs` how is told that a refusal changed nothing, `again.rs` that what makes something makes it once.

mod again;
mod calls;
mod stage;
mod state;
mod table;

use std::collections::BTreeSet;

use domain::catalogue;
use domain::people::person::Language;

use crate::harness::office::office_node;
use crate::harness::{Role, Sql, World};
use calls::{Call, call};
use stage::Stage;
use state::State;
use table::{Cells, KINDS, Row};

/// Every operation of the API's description, as `GET /rooms/{id}`.
fn described() -> BTreeSet<String> {
    let document = serde_json::to_value(samrum::openapi::document()).expect("a description");
    let paths = document["paths"].as_object().expect("paths");
    let operations = paths.iter().flat_map(|(path, item)| {
        let methods = item.as_object().expect("operations").keys();
        methods.map(|method| format!("{} {}", method.to_uppercase(), path.trim_start_matches("/api/v1")))
    });
    operations.collect()
}

#[test]
fn every_operation_has_its_row_and_every_row_its_cells() {
    let rows: BTreeSet<String> = table::rows().map(|row| row.operation.to_owned()).collect();
    assert_eq!(rows.len(), table::rows().count(), "an operation has two rows");
    let described = described();
    let (missing, left) = (&described - &rows, &rows - &described);
    assert!(missing.is_empty(), "operations without a row: {missing:#?}");
    assert!(left.is_empty(), "rows without an operation: {left:#?}");
    for row in table::rows() {
        let cells = match row.cells {
            Cells::One(cells) => vec![cells],
            Cells::ByRoom(rooms) => rooms.to_vec(),
        };
        for cells in cells {
            assert_eq!(cells.len(), Role::ALL.len(), "{}: {cells} has not one cell for each role", row.operation);
            assert!(cells.chars().all(|cell| ".o134".contains(cell)), "{}: {cells}", row.operation);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_may_what_the_matrix_says() {
    played(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_may_what_the_matrix_says_where_observers_only_read() {
    played(false).await;
}

/// What the acts of the log are called on its page.
const LOG_WORDS: [(Language, &str); 2] = [
    (Language::Swedish, include_str!("../../web/src/locales/sv/log.ts")),
    (Language::English, include_str!("../../web/src/locales/en/log.ts")),
];

/// Plays the whole matrix, and tells of every cell that is not as written.
async fn played(observers_write: bool) {
    let world = World::in_node(office_node().await).await;
    let stage = Stage::set(world, observers_write).await;
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for row in table::rows() {
        match row.cells {
            Cells::One(cells) => tried += cells.len(),
            Cells::ByRoom(rooms) => tried += rooms.len() * Role::ALL.len(),
        }
        match row.cells {
            Cells::One(cells) => wrong.extend(line(&stage, row, None, cells, observers_write).await),
            Cells::ByRoom(rooms) => {
                for (kind, cells) in KINDS.into_iter().zip(rooms) {
                    wrong.extend(line(&stage, row, Some(kind), cells, observers_write).await);
                }
            }
        }
    }
    let sql = Sql::of(stage.world.node.config()).await;
    for row in sql.rows("SELECT DISTINCT act FROM audit", []).await {
        let act: String = row.try_get("", "act").expect("an act");
        for (language, page) in LOG_WORDS {
            let words = catalogue::of(language).log.act(&act);
            let words = words.unwrap_or_else(|| panic!("{act} is called nothing in {language}"));
            assert!(page.contains(&format!("\n    {act}: '{words}',")), "{act} is called something else in {language}");
        }
    }
    println!("{tried} cells, observers {}", if observers_write { "write" } else { "read" });
    assert!(wrong.is_empty(), "{} of {tried} cells are not as written:\n{}", wrong.len(), wrong.join("\n"));
}

/// One line: first all refusals, which together must not have changed anything, then the rest.
async fn line(stage: &Stage, row: &Row, kind: Option<&'static str>, cells: &str, observers_write: bool) -> Vec<String> {
    let mut wrong = Vec::new();
    let place = kind.unwrap_or("–");
    let expected = |role: Role| {
        let index = Role::ALL.iter().position(|known| *known == role).expect("a role");
        match cells.as_bytes()[index] {
            b'1' => Some(401),
            b'3' => Some(403),
            b'4' => Some(404),
            b'o' if !observers_write => Some(403),
            _ => None,
        }
    };
    let before = State::of(stage).await;
    for role in Role::ALL {
        let Some(status) = expected(role) else { continue };
        let made = Call { stage, operation: row.operation, kind, role, succeeds: false };
        let answer = call(made).await;
        if answer.status.as_u16() != status {
            wrong.push(told(row, place, role, &status.to_string(), &answer));
        }
    }
    let after = State::of(stage).await;
    if before != after {
        wrong.push(format!("{} in {place}: a refusal changed something: {}", row.operation, before.difference(&after)));
    }
    for role in Role::ALL.into_iter().filter(|role| expected(*role).is_none()) {
        let made = Call { stage, operation: row.operation, kind, role, succeeds: true };
        let answer = call(made).await;
        if !row.success.contains(&answer.status.as_u16()) {
            wrong.push(told(row, place, role, &format!("{:?}", row.success), &answer));
        }
    }
    wrong
}

fn told(row: &Row, place: &str, role: Role, expected: &str, answer: &crate::harness::Answer) -> String {
    let body = String::from_utf8_lossy(&answer.body[..answer.body.len().min(300)]).into_owned();
    format!("{} in {place} as {role:?}: {} instead of {expected}: {body}", row.operation, answer.status.as_u16())
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_suspended_or_signed_out_may_nothing() {
    let stage = Stage::set(World::in_node(office_node().await).await, true).await;
    let signed_out = stage.signed_out(Role::Coordinator).await;
    let suspended = stage.suspended(Role::Member).await;
    let before = State::of(&stage).await;
    for row in table::rows().filter(|row| !table::OPEN.contains(&row.operation)) {
        for (who, client) in [("signed out", &signed_out), ("suspended", &suspended)] {
            let kind = matches!(row.cells, Cells::ByRoom(_)).then_some("members");
            let made = Call { stage: &stage, operation: row.operation, kind, role: Role::Member, succeeds: false };
            let answer = calls::call_as(&made, client).await;
            assert_eq!(answer.status.as_u16(), 401, "{} {who}", row.operation);
        }
    }
    let after = State::of(&stage).await;
    assert_eq!(before, after, "a refusal changed something: {}", before.difference(&after));
    let who = serde_json::json!({ "email": Role::Member.email(), "password": crate::harness::PASSWORD });
    for way in ["/session", "/token"] {
        assert_eq!(
            stage.world.client(Role::Anonymous).post(way, &who).await.problem(401),
            "wrong_credentials",
            "{way}"
        );
    }
}
