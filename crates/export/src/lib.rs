//! A room, a meeting or a whole network as a folder that is read without Samrum: pages, originals, the same facts as JSON,
//! and the checksum of every file.
//!
//! [`gather`] reads through the person asking and sends [`Piece`]s, one after another; [`zipped`] or [`into_folder`]
//! takes them in. Between them one piece waits and no more: the largest network needs no more memory than its longest list,
//! and before each piece it is asked anew whether the person may still read it. A folder that was not gathered to its [`Piece::End`] is never handed over as whole.
//!
//! Map: `place` says where each file lies, `page` makes the pages; `shelf`, `talk`, `meetings`, `dossier` and `overview` are
//! what stands in them; `take` is how the folder is taken in; `office` makes files for a word processor.

mod dossier;
mod gather;
mod meetings;
pub mod office;
mod overview;
mod page;
mod place;
mod shelf;
mod take;
mod talk;

pub use gather::{Asked, gather};
pub use page::lists;
pub use take::{into_folder, zipped};

use chrono::{DateTime, Utc};

/// How many pieces wait to be taken in: one, for whoever asks may read what waits no more by the time it goes.
pub const WAITING: usize = 1;

/// A file of the folder, on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// One that is made here.
    Made {
        /// Its path in the folder, with `/` between.
        path: String,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// An original.
    Kept {
        /// Its path.
        path: String,
        /// The hash of its bytes.
        hash: String,
        /// How many they are.
        size: u64,
        /// When it came.
        at: DateTime<Utc>,
    },
    /// That was all.
    End,
}
