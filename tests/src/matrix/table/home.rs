//! What organisations take home, cancelling meetings, and who hosts them.

use super::cells::{ALL, NOWHERE_TO_WRITE, READ};
use super::{Cells, Row, row};

/// Whoever holds a seat of the organisation; to everybody else it does not exist.
const OWN_PAGE: Cells = Cells::One("44..44444444444");
const WRITE_OWN_PAGE: Cells = Cells::One("14..44444444444");

/// For the politician's seat, from what they read.
const BEGIN: Cells = Cells::ByRoom([
    "133.33333344444",
    "143.33333344444",
    "144444434344444",
    "144444444344444",
    "133.33333344444",
    "133.33333344444",
    "144444433344444",
    NOWHERE_TO_WRITE,
]);

pub(super) const ROWS: &[Row] = &[
    row("GET /meetings/{id}/take-home", &[200], Cells::One("4.........44444")),
    row("POST /meetings/{id}/take-home", &[201, 409], Cells::One("133.33333344444")),
    row("GET /conversations/{id}/take-home", &[200], READ),
    row("POST /conversations/{id}/take-home", &[201, 409], BEGIN),
    row("GET /take-home/{id}", &[200], OWN_PAGE),
    row("PUT /take-home/{id}", &[200], WRITE_OWN_PAGE),
    row("GET /take-home/{id}/docx", &[200], OWN_PAGE),
    row("POST /take-home/{id}/tellings", &[201], WRITE_OWN_PAGE),
    row("GET /home-group-links/{token}", &[404], ALL),
    row("POST /home-group-links/{token}", &[404], ALL),
    row("GET /networks/{id}/host-order", &[200], Cells::One("4.........44434")),
    row("PUT /networks/{id}/host-order", &[200], Cells::One("133333333.44434")),
    row("GET /meetings/{id}/handover", &[200], Cells::One("4333333...44444")),
    row("PUT /meetings/{id}/handover", &[200], Cells::One("1333333...44444")),
    row("PUT /meetings/{id}/cancellation", &[200], Cells::One("1333333...44444")),
    row("DELETE /meetings/{id}/cancellation", &[200], Cells::One("133333333.44444")),
];
