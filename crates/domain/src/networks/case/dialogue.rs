//! The dialogue of a case: coordinators write to whoever asked, who answers by the link of the letter.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::state::{Step, after};
use super::{Case, CaseAct, FollowedCase, GovernedCase, letter_to_applicant, note, tell};
use crate::networks::expression::long;
use crate::notifications::{NoticeKind, notice};
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, one, rows};
use crate::{Error, Result};

/// The most words in one case.
const MOST: i64 = 200;

/// Something written in a case.
#[derive(Clone, Debug, FromRow)]
pub struct Word {
    /// Its id.
    pub id: Uuid,
    /// It is the applicant's; else a coordinator's.
    pub from_applicant: bool,
    /// It is the applicant's, came by mail, and was put in by a coordinator.
    pub by_mail: bool,
    /// Which coordinator's, or by which it was put in; none where the identity is protected.
    pub by_name: Option<String>,
    /// What it says.
    pub text: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Who writes in a case.
#[derive(Clone, Copy, Debug)]
pub enum Writer<'a> {
    /// A coordinator.
    Coordinator(&'a GovernedCase),
    /// A coordinator who puts in what whoever asked has written to them by mail.
    ByMail(&'a GovernedCase),
    /// Whoever asked.
    Applicant(&'a FollowedCase),
}

/// What has been written in the case, the first first.
///
/// # Errors
/// When the database can't be reached.
pub async fn words(db: &impl Db, case: &Case) -> Result<Vec<Word>> {
    let sql = "SELECT w.id, w.from_applicant, w.by_mail, CASE WHEN p.protected THEN NULL ELSE p.name END AS by_name, w.text, w.at \
               FROM case_word w LEFT JOIN person p ON p.id = w.person_id WHERE w.case_id = $1 ORDER BY w.at, w.id";
    rows(db, sql, [case.id.0.into()]).await
}

/// Writes in the case. A coordinator's word begins the dialogue and goes to whoever asked by letter; what came from them by
/// mail is theirs, and nobody is written to.
///
/// # Errors
/// [`Error::Invalid`] for nothing or too much, [`Error::Conflict`] for a case that is over, or too full;
/// [`Error::TooMany`] where whoever asked gets many letters already.
pub async fn say(tx: &Tx, writer: Writer<'_>, text: &str) -> Result<()> {
    let text = long("/text", text)?;
    if text.is_empty() {
        return Err(Error::invalid("/text", "empty"));
    }
    let (case, from_applicant, by_mail) = match writer {
        Writer::Coordinator(case) => (case.row(), false, false),
        Writer::ByMail(case) => (case.row(), true, true),
        Writer::Applicant(case) => {
            case.held_by(tx.actor())?;
            (case.row(), true, false)
        }
    };
    after(case.state, case.decision, Step::Write)?;
    let sql = "SELECT count(*) AS n FROM case_word WHERE case_id = $1";
    let said = one(tx, sql, [case.id.0.into()]).await?;
    if said.map(|row| row.get::<i64>("n")).transpose()?.unwrap_or(0) >= MOST {
        return Err(Error::Conflict("case_full"));
    }
    let id = crate::ids::uuid_at(tx.now());
    let sql = "INSERT INTO case_word (id, case_id, from_applicant, by_mail, person_id, text, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = [
        id.into(),
        case.id.0.into(),
        from_applicant.into(),
        by_mail.into(),
        tx.actor().person().map(|id| id.0).into(),
        text.into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    if !from_applicant {
        begin(tx, case).await?;
        // what is written is the letter: nobody gets more of them than they can bear
        let letter = letter_to_applicant(tx, case, NoticeKind::CaseWord, format!("case_word:{id}"));
        notice::enqueue(tx, letter.await?).await?;
    }
    tell(tx, case.network_id, case.id).await
}

/// The first word of a coordinator begins the dialogue; of two at once one does.
async fn begin(tx: &Tx, case: &Case) -> Result<()> {
    let sql = "UPDATE network_case SET state = 'in_dialogue', revision = revision + 1, changed_at = $2 \
               WHERE id = $1 AND state = 'received'";
    if execute_affecting(tx, sql, [case.id.0.into(), tx.now().into()]).await? == 0 {
        return Ok(());
    }
    note(tx, case.id, CaseAct::Dialogue, None, None).await
}
