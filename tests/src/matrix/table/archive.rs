//! What is taken out, and what is brought in.

use super::cells::FOR_ONESELF;
use super::{Cells, Row, row};

/// Imports are for those who govern the network.
const GOVERN: Cells = Cells::One("133333333.44434");

pub(super) const ROWS: &[Row] = &[
    row("GET /export", &[200], FOR_ONESELF),
    row("GET /export/extent", &[200], FOR_ONESELF),
    row("GET /networks/{id}/imports", &[200], Cells::One("433333333.44434")),
    row("POST /networks/{id}/imports", &[201], GOVERN),
    row("GET /imports/{id}", &[200], Cells::One("433333333.44434")),
    row("GET /imports/{id}/files", &[200], Cells::One("433333333.44434")),
    row("PATCH /imports/{id}/files", &[200], GOVERN),
    row("POST /imports/{id}/confirm", &[200], GOVERN),
    row("DELETE /imports/{id}", &[204], GOVERN),
];
