//! What waits around agreements. That a period ends removes no access: that a decision is missing stands here instead.

use chrono::{Months, NaiveDate};

use super::{MOST, Matter, MatterKind, Scope};
use crate::Result;
use crate::ids::{AgreementId, NetworkId, OrganisationId};
use crate::store::{Db, FromRow, Ids, rows};

/// So long before an agreement ends, a renewal is to begin: boards decide months ahead.
const AHEAD: Months = Months::new(6);

/// Members of which no decision is noted, on the agreement in force today.
pub(super) async fn decisions_missing(db: &impl Db, scope: &Scope) -> Result<Vec<Matter>> {
    #[derive(FromRow)]
    struct Row {
        id: AgreementId,
        network_id: NetworkId,
        title: String,
        from_day: NaiveDate,
        organisation_id: OrganisationId,
        organisation: String,
    }
    let sql = format!(
        "SELECT a.id, a.network_id, a.title, a.from_day, o.id AS organisation_id, o.name AS organisation \
         FROM agreement a JOIN participation p ON p.network_id = a.network_id AND p.state IN ('member', 'resting') \
         AND p.from_day <= $2 AND (p.to_day IS NULL OR p.to_day >= $2) JOIN organisation o ON o.id = p.organisation_id \
         WHERE a.network_id IN {} AND a.from_day <= $2 AND (a.to_day IS NULL OR a.to_day >= $2) \
         AND NOT EXISTS (SELECT 1 FROM adoption d WHERE d.agreement_id = a.id AND d.organisation_id = o.id \
         AND NOT d.withdrawn AND d.number = (SELECT max(l.number) FROM adoption l WHERE l.agreement_id = a.id \
         AND l.organisation_id = o.id)) ORDER BY a.from_day, o.sort_key, o.id LIMIT {MOST}",
        Ids::sql(db, "$1")
    );
    let found: Vec<Row> = rows(db, &sql, [scope.networks(), scope.today.into()]).await?;
    Ok(found
        .into_iter()
        .map(|row| Matter {
            part_id: Some(row.organisation_id.0),
            title: Some(row.title),
            organisation_id: Some(row.organisation_id),
            organisation: Some(row.organisation),
            due: Some(row.from_day),
            ..Matter::new(MatterKind::DecisionMissing, row.network_id, row.id.0)
        })
        .collect())
}

/// Agreements whose period ends within half a year, and that no other follows on. One that has ended stays here until another
/// is in force or to come: access goes on, and so nothing else would tell that no decision holds.
pub(super) async fn ending(db: &impl Db, scope: &Scope) -> Result<Vec<Matter>> {
    #[derive(FromRow)]
    struct Row {
        id: AgreementId,
        network_id: NetworkId,
        title: String,
        to_day: NaiveDate,
    }
    let sql = format!(
        "SELECT a.id, a.network_id, a.title, a.to_day FROM agreement a WHERE a.network_id IN {} \
         AND a.to_day <= $3 AND NOT EXISTS (SELECT 1 FROM agreement n WHERE n.renews_id = a.id) \
         AND (a.to_day >= $2 OR NOT EXISTS (SELECT 1 FROM agreement l WHERE l.network_id = a.network_id \
         AND l.id <> a.id AND (l.to_day IS NULL OR l.to_day > a.to_day OR (l.to_day = a.to_day AND l.id > a.id)))) \
         ORDER BY a.to_day, a.id LIMIT {MOST}",
        Ids::sql(db, "$1")
    );
    let ahead = scope.today.checked_add_months(AHEAD).unwrap_or(scope.today);
    let found: Vec<Row> = rows(db, &sql, [scope.networks(), scope.today.into(), ahead.into()]).await?;
    Ok(found
        .into_iter()
        .map(|row| Matter {
            title: Some(row.title),
            due: Some(row.to_day),
            ..Matter::new(MatterKind::AgreementEnding, row.network_id, row.id.0)
        })
        .collect())
}
