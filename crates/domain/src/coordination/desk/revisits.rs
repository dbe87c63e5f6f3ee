//! Governing texts that are to be looked over again.

use chrono::{Months, NaiveDate};
use uuid::Uuid;

use super::{MOST, Matter, MatterKind, Scope};
use crate::Result;
use crate::ids::NetworkId;
use crate::store::{Db, FromRow, Ids, rows};

/// So long before its day it stands on the desk.
const AHEAD: Months = Months::new(1);

/// Documents whose day is near or past.
pub(super) async fn documents(db: &impl Db, scope: &Scope) -> Result<Vec<Matter>> {
    let from = "d.id, v.network_id, d.name AS title, v.due_on FROM revisit v \
                JOIN document d ON d.id = v.document_id AND d.deleted_at IS NULL";
    found(db, scope, MatterKind::DocumentToRevisit, from).await
}

/// Agreements whose day is near or past, and that no other follows on.
pub(super) async fn agreements(db: &impl Db, scope: &Scope) -> Result<Vec<Matter>> {
    let from = "a.id, v.network_id, a.title, v.due_on FROM revisit v \
                JOIN agreement a ON a.id = v.agreement_id AND NOT EXISTS (SELECT 1 FROM agreement n WHERE n.renews_id = a.id)";
    found(db, scope, MatterKind::AgreementToRevisit, from).await
}

async fn found(db: &impl Db, scope: &Scope, kind: MatterKind, from: &str) -> Result<Vec<Matter>> {
    #[derive(FromRow)]
    struct Row {
        id: Uuid,
        network_id: NetworkId,
        title: String,
        due_on: NaiveDate,
    }
    let sql = format!(
        "SELECT {from} WHERE v.network_id IN {} AND v.closed_at IS NULL AND v.due_on <= $2 \
         ORDER BY v.due_on, v.id LIMIT {MOST}",
        Ids::sql(db, "$1")
    );
    let ahead = scope.today.checked_add_months(AHEAD).unwrap_or(scope.today);
    let found: Vec<Row> = rows(db, &sql, [scope.networks(), ahead.into()]).await?;
    Ok(found
        .into_iter()
        .map(|row| Matter {
            title: Some(row.title),
            due: Some(row.due_on),
            ..Matter::new(kind, row.network_id, row.id)
        })
        .collect())
}
