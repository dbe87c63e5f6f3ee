//! What waits among what is said: questions, asks, proposals.

use chrono::{DateTime, NaiveDate, Utc};

use super::{MOST, Matter, MatterKind, PATIENCE, Scope};
use crate::Result;
use crate::actor::Actor;
use crate::conversations::list::{self, Filter};
use crate::conversations::question;
use crate::ids::{ConversationId, NetworkId};
use crate::store::{Db, FromRow, Ids, rows};

/// Questions that nobody has written in for longer than [`question::WAITS`].
pub(super) async fn questions_waiting(db: &impl Db, actor: &Actor, scope: &Scope) -> Result<Vec<Matter>> {
    let mut matters = Vec::new();
    for network in &scope.networks {
        let filter = Filter {
            network: Some(*network),
            unanswered: true,
            silent: true,
            started_before: Some(scope.now - question::WAITS),
            limit: MOST,
            ..Filter::default()
        };
        matters.extend(list::list(db, actor, &filter).await?.into_iter().map(|row| Matter {
            title: row.title,
            organisation: row.author_organisation,
            person_id: row.author_id,
            person: row.author_name,
            since: Some(row.created_at),
            ..Matter::new(MatterKind::QuestionWaiting, *network, row.id.0)
        }));
    }
    Ok(matters)
}

/// Asks that are open after the day they were due, and of which nobody was reminded lately.
pub(super) async fn asks_overdue(db: &impl Db, scope: &Scope) -> Result<Vec<Matter>> {
    #[derive(FromRow)]
    struct Row {
        conversation_id: ConversationId,
        network_id: NetworkId,
        title: Option<String>,
        due_on: NaiveDate,
        created_at: DateTime<Utc>,
        answered: i64,
        asked: i64,
    }
    let sql = format!(
        "SELECT k.conversation_id, k.network_id, c.title, k.due_on, k.created_at, \
         (SELECT count(DISTINCT a.organisation_id) FROM ask_answer a WHERE a.conversation_id = k.conversation_id) \
         AS answered, \
         (SELECT count(*) FROM ask_organisation q WHERE q.conversation_id = k.conversation_id) AS asked \
         FROM ask k JOIN conversation c ON c.id = k.conversation_id \
         WHERE k.network_id IN {} AND k.closed_at IS NULL AND k.due_on < $2 \
         AND (k.reminded_at IS NULL OR k.reminded_at < $3) ORDER BY k.due_on LIMIT {MOST}",
        Ids::sql(db, "$1")
    );
    let found: Vec<Row> = rows(db, &sql, [scope.networks(), scope.today.into(), (scope.now - PATIENCE).into()]).await?;
    Ok(found
        .into_iter()
        .map(|row| Matter {
            title: row.title,
            number: Some(row.answered),
            of: Some(row.asked),
            due: Some(row.due_on),
            since: Some(row.created_at),
            ..Matter::new(MatterKind::AskOverdue, row.network_id, row.conversation_id.0)
        })
        .collect())
}

/// Proposals that are open after their time.
pub(super) async fn proposals_overdue(db: &impl Db, scope: &Scope) -> Result<Vec<Matter>> {
    #[derive(FromRow)]
    struct Row {
        conversation_id: ConversationId,
        network_id: NetworkId,
        title: Option<String>,
        closes_at: DateTime<Utc>,
    }
    let sql = format!(
        "SELECT k.conversation_id, k.network_id, c.title, k.closes_at \
         FROM proposal k JOIN conversation c ON c.id = k.conversation_id \
         WHERE k.network_id IN {} AND k.closed_at IS NULL AND k.closes_at < $2 ORDER BY k.closes_at LIMIT {MOST}",
        Ids::sql(db, "$1")
    );
    let found: Vec<Row> = rows(db, &sql, [scope.networks(), scope.now.into()]).await?;
    Ok(found
        .into_iter()
        .map(|row| Matter {
            title: row.title,
            since: Some(row.closes_at),
            ..Matter::new(MatterKind::ProposalOverdue, row.network_id, row.conversation_id.0)
        })
        .collect())
}
