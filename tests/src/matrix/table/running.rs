//! Running it: the log, who could read a room, statistics, how all parts are.

use super::cells::{ADMINISTRATORS, GOVERN};
use super::{Cells, Row, row};

/// Who reads the room sees that there is something to see; what it is, the coordinator.
const READERS: Cells = Cells::ByRoom([
    "133333333.44444",
    "143333333.44434",
    "144444434.44444",
    "144444444.44444",
    "133333333.33333",
    "133333333.44444",
    "144444433.44444",
    "133444444444444",
]);

pub(super) const ROWS: &[Row] = &[
    row("GET /audit", &[200], ADMINISTRATORS),
    row("GET /audit/file", &[200], ADMINISTRATORS),
    row("GET /audit/chain", &[200], ADMINISTRATORS),
    row("GET /networks/{id}/audit", &[200], GOVERN),
    row("GET /networks/{id}/audit/file", &[200], GOVERN),
    row("GET /networks/{id}/audit/chain", &[200], GOVERN),
    row("GET /installation/statistics", &[200], ADMINISTRATORS),
    row("GET /networks/{id}/statistics", &[200], GOVERN),
    row("GET /installation/health", &[200], ADMINISTRATORS),
    row("GET /rooms/{id}/readers", &[200], READERS),
];
