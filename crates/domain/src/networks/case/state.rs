//! What may become of a case: `received → in dialogue → decided (member, observer, queue, no) or withdrawn`. There is no
//! other way from one to the next.

use crate::words::words;
use crate::{Error, Result};

words! {
    /// How far a case has come.
    CaseState {
        /// It has come, and nobody has written.
        Received = "received",
        /// The coordinators have written to whoever asked.
        InDialogue = "in_dialogue",
        /// It has been decided.
        Decided = "decided",
        /// Whoever asked has taken it back.
        Withdrawn = "withdrawn",
    }

    /// What was decided.
    CaseDecision {
        /// The organisation becomes a member.
        Member = "member",
        /// It becomes an observer.
        Observer = "observer",
        /// It waits for a place.
        Queue = "queue",
        /// It does not join.
        No = "no",
    }
}

/// What is done with a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A coordinator writes to whoever asked.
    Write,
    /// A coordinator decides.
    Decide(CaseDecision),
    /// Whoever asked takes it back.
    Withdraw,
}

/// Where the step leads from there.
///
/// # Errors
/// [`Error::Conflict`] for a step that leads nowhere: what has been decided stays so, but for an organisation that waits
/// for a place, and what has been taken back is over.
pub fn after(
    state: CaseState,
    decision: Option<CaseDecision>,
    step: Step,
) -> Result<(CaseState, Option<CaseDecision>)> {
    use CaseState::{Decided, InDialogue, Received, Withdrawn};
    match (state, step) {
        (Received | InDialogue, Step::Write) => Ok((InDialogue, None)),
        // one may write of what was decided; it stays decided
        (Decided, Step::Write) => Ok((Decided, decision)),
        (Received | InDialogue, Step::Decide(to)) => Ok((Decided, Some(to))),
        (Decided, Step::Decide(to)) if decision == Some(CaseDecision::Queue) && to != CaseDecision::Queue => {
            Ok((Decided, Some(to)))
        }
        (Received | InDialogue, Step::Withdraw) => Ok((Withdrawn, None)),
        (Decided, Step::Decide(_) | Step::Withdraw) => Err(Error::Conflict("case_decided")),
        (Withdrawn, _) => Err(Error::Conflict("case_withdrawn")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_is_written_down() {
        use CaseDecision::{Member, No, Queue};
        use CaseState::{Decided, InDialogue, Received, Withdrawn};
        let steps = CaseDecision::ALL.iter().map(|to| Step::Decide(*to)).chain([Step::Write, Step::Withdraw]);
        for step in steps {
            for open in [Received, InDialogue] {
                assert!(after(open, None, step).is_ok(), "{open:?} {step:?}");
            }
            assert!(after(Withdrawn, None, step).is_err(), "{step:?}");
            let decided = after(Decided, Some(Member), step);
            assert_eq!(decided.is_ok(), step == Step::Write, "{step:?}");
        }
        assert_eq!(after(Decided, Some(Queue), Step::Decide(Member)).expect("a place"), (Decided, Some(Member)));
        assert_eq!(after(Decided, Some(Queue), Step::Decide(No)).expect("none"), (Decided, Some(No)));
        assert!(after(Decided, Some(Queue), Step::Decide(Queue)).is_err());
        assert!(after(Decided, Some(No), Step::Decide(Member)).is_err());
    }
}
