//! What is found.

use super::cells::{ALL, SIGNED_IN};
use super::{Cells, Row, row};

pub(super) const ROWS: &[Row] = &[
    row("GET /archive", &[200], ALL),
    row("GET /archive/period", &[200], ALL),
    row("GET /search", &[200], ALL),
    row("GET /saved-searches", &[200], SIGNED_IN),
    row("POST /saved-searches", &[201], SIGNED_IN),
    row("PUT /saved-searches/{id}", &[200], SIGNED_IN),
    row("DELETE /saved-searches/{id}", &[204], SIGNED_IN),
    row("POST /saved-searches/{id}/seen", &[204], SIGNED_IN),
    row("GET /networks/{id}/synonyms", &[200], Cells::One("433333333.44434")),
    row("PUT /networks/{id}/synonyms", &[200], Cells::One("133333333.44434")),
];
