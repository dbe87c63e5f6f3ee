//! Who may, where several operations are alike: one letter a role, as the table says.

use super::Cells;

pub(super) const READ: Cells = Cells::ByRoom([
    "4.........44444",
    "44........444.4",
    "4444444.4.44444",
    "444444444.44444",
    "...............",
    "4.........44444",
    "4444444...44444",
    "4..444444444444",
]);

/// What one does for oneself where one reads: marks, drafts, seeing who else reads.
pub(super) const FOR_ONESELF: Cells = Cells::ByRoom([
    "1.........44444",
    "14........444.4",
    "1444444.4.44444",
    "144444444.44444",
    "1..............",
    "1.........44444",
    "1444444...44444",
    "1..444444444444",
]);

/// As writing, but a direct conversation is one conversation: nobody begins another in its room.
pub(super) const BEGIN: Cells = Cells::ByRoom([
    "1o..o.....44444",
    "14..3.....44434",
    "1444444.4.44444",
    "144444444.44444",
    "1o..o.....33333",
    "1o..o.....44444",
    "1444444...44444",
    "133444444444444",
]);

/// A message or a document of the coordinator's, in the direct conversation of the member's: nobody changes another's
/// words.
pub(super) const ANOTHERS_WORDS: Cells = Cells::ByRoom([
    "133333333.44444",
    "143333333.44434",
    "144444434.44444",
    "144444444.44444",
    "133333333.33333",
    "133333333.44444",
    "144444433.44444",
    "13.444444444444",
]);

pub(super) const NOWHERE: &str = "444444444444444";
pub(super) const NOWHERE_TO_WRITE: &str = "144444444444444";

pub(super) const READ_ASK: Cells = Cells::ByRoom([
    "4.........44444",
    "44........444.4",
    NOWHERE,
    NOWHERE,
    "...............",
    "4.........44444",
    NOWHERE,
    NOWHERE,
]);

/// For the member's organisation: its seats, a deputy while standing in, and the coordinator as such.
pub(super) const ANSWER: Cells = Cells::ByRoom([
    "13..33.33.44444",
    "14..33.33.44434",
    NOWHERE_TO_WRITE,
    NOWHERE_TO_WRITE,
    "13..33.33.33333",
    "13..33.33.44444",
    NOWHERE_TO_WRITE,
    NOWHERE_TO_WRITE,
]);

/// The coordinator asked: nobody else reminds or closes.
pub(super) const RUN_ASK: Cells = Cells::ByRoom([
    "133333333.44444",
    "143333333.44434",
    NOWHERE_TO_WRITE,
    NOWHERE_TO_WRITE,
    "133333333.33333",
    "133333333.44444",
    NOWHERE_TO_WRITE,
    NOWHERE_TO_WRITE,
]);

pub(super) const READ_PROPOSAL: Cells = Cells::ByRoom([
    "4.........44444",
    "44........444.4",
    "4444444.4.44444",
    "444444444.44444",
    "...............",
    "4.........44444",
    "4444444...44444",
    NOWHERE,
]);

/// Who holds a seat of a member, active or resting; a coordinator votes only through a seat.
pub(super) const VOTE: Cells = Cells::ByRoom([
    "13...3...344444",
    "14...3...344434",
    "1444444.4344444",
    "144444444344444",
    "13...3...333333",
    "13...3...344444",
    "1444444..344444",
    NOWHERE_TO_WRITE,
]);

pub(super) const CLOSE_PROPOSAL: Cells = Cells::ByRoom([
    "133333333.44444",
    "143333333.44434",
    "144444434.44444",
    "144444444.44444",
    "133333333.33333",
    "133333333.44444",
    "144444433.44444",
    NOWHERE_TO_WRITE,
]);

pub(super) const ALL: Cells = Cells::One("...............");
pub(super) const SIGNED_IN: Cells = Cells::One("1..............");
/// A guest sees the network that their room is in, and of it that room only.
pub(super) const OF_NETWORK: Cells = Cells::One("4.........444.4");

/// For whoever runs the installation.
pub(super) const ADMINISTRATORS: Cells = Cells::One("1333333333.3333");

/// Whoever governs the network.
pub(super) const GOVERN: Cells = Cells::One("433333333.44434");
/// The same, of what one has to be signed in for.
pub(super) const GOVERN_SIGNED_IN: Cells = Cells::One("133333333.44434");
/// Whoever governs it; others do not know of it.
pub(super) const GOVERNORS_ONLY: Cells = Cells::One("144444444.44444");
/// Whoever reads the directory.
pub(super) const DIRECTORY: Cells = Cells::One("4.........44434");
