//! What is taken out, and what is brought in.

use super::cells::{FOR_ONESELF, GOVERN, GOVERN_SIGNED_IN};
use super::{Row, row};

pub(super) const ROWS: &[Row] = &[
    row("GET /export", &[200], FOR_ONESELF),
    row("GET /export/extent", &[200], FOR_ONESELF),
    row("GET /networks/{id}/imports", &[200], GOVERN),
    row("POST /networks/{id}/imports", &[201], GOVERN_SIGNED_IN),
    row("GET /imports/{id}", &[200], GOVERN),
    row("GET /imports/{id}/files", &[200], GOVERN),
    row("GET /imports/{id}/occasions", &[200], GOVERN),
    row("PATCH /imports/{id}/files", &[200], GOVERN_SIGNED_IN),
    row("POST /imports/{id}/confirm", &[200], GOVERN_SIGNED_IN),
    row("DELETE /imports/{id}", &[204], GOVERN_SIGNED_IN),
];
