//! Who comes to a meeting: each seat answers once, its deputy standing in where its holder can't; who has no seat answers
//! for themself. Every answer is a row; the newest is what counts.

mod place;
mod stand_in;
mod write;

pub use place::{Deputy, Place, Told, of_actor, of_meeting, places};
pub(crate) use stand_in::{stand_ins_end, stand_ins_follow, stand_ins_go_on};
pub use write::{Writing, answer, answer_as, answerable, confirm};

use crate::words::words;

/// The most characters of a word to those who plan.
pub const LONGEST_NOTE: usize = 500;

words! {
    /// What a seat answers.
    Coming {
        /// Kommer.
        Yes = "coming",
        /// Ersättare går.
        Deputy = "deputy",
        /// Kan inte.
        No = "not_coming",
    }
}
