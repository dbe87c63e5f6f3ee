//! A condition: what a network asks of a member. A new network asks SKR's six; each may word its own.

pub mod asked;
pub mod held;
pub mod ladder;
pub mod on_day;
pub mod overview;
pub mod remind;

use crate::Result;
use crate::ids::{ConditionId, NetworkId, OrganisationId};
use crate::store::{Db, FromRow, Tx, execute, rows};
use crate::words::words;

words! {
    /// The six conditions of SKR's network, worded by the interface.
    KnownCondition {
        /// An action plan exists.
        ActionPlan = "action_plan",
        /// Appointed by the chief executive.
        Appointed = "appointed",
        /// The mandate covers the whole organisation.
        WholeOrganisation = "whole_organisation",
        /// The work is reported to the political level.
        Reported = "reported",
        /// Active on the platform.
        Active = "active",
        /// The work is spread to other networks.
        Spread = "spread",
    }

    /// How an organisation stands to a condition.
    ConditionState {
        /// It meets it.
        Met = "met",
        /// It does not.
        NotMet = "not_met",
        /// That is not clear.
        Unclear = "unclear",
    }
}

/// A condition of a network.
#[derive(Clone, Debug, FromRow)]
pub struct Condition {
    /// Its id.
    pub id: ConditionId,
    /// Which of the six it is; none for one of the network's own.
    pub word: Option<KnownCondition>,
    /// Its own wording.
    pub title: Option<String>,
    /// What it means.
    pub explanation: Option<String>,
    /// Where a template for it is.
    pub template_url: Option<String>,
    /// The member to ask about it.
    pub mentor_id: Option<OrganisationId>,
}

/// What the network asks, in its order. Anybody may know: it stands in the public form.
pub(crate) async fn of(db: &impl Db, network: NetworkId) -> Result<Vec<Condition>> {
    let sql = "SELECT id, word, title, explanation, template_url, mentor_id FROM condition \
               WHERE network_id = $1 AND until IS NULL ORDER BY position, id LIMIT 50";
    rows(db, sql, [network.0.into()]).await
}

/// The six, for a network that has just been made.
pub(crate) async fn begin(tx: &Tx, network: NetworkId) -> Result<()> {
    for (position, word) in (1_i32..).zip(KnownCondition::ALL) {
        let sql = "INSERT INTO condition (id, network_id, position, word, since) VALUES ($1, $2, $3, $4, $5)";
        let id = ConditionId::at(tx.now());
        execute(tx, sql, [id.0.into(), network.0.into(), position.into(), word.word().into(), tx.now().into()]).await?;
    }
    Ok(())
}
