//! Networks, their rooms, and who is in them.

use super::cells::{ALL, FOR_ONESELF, OF_NETWORK, READ, SIGNED_IN};
use super::{Cells, Row, row};

pub(super) const ROWS: &[Row] = &[
    row("GET /networks/{id}/mail", &[200], Cells::One("433333333.44434")),
    row("PUT /networks/{id}/mail", &[200], Cells::One("133333333.44434")),
    row("GET /networks", &[200], ALL),
    row("GET /networks/{id}", &[200], OF_NETWORK),
    row("GET /networks/{id}/membership", &[200], Cells::One("4.........44434")),
    row("POST /networks/{id}/membership/changes", &[200], Cells::One("133333333.44434")),
    row("GET /networks/{id}/participations", &[200], Cells::One("4.........44434")),
    row("POST /networks/{id}/read", &[204], Cells::One("1.........444.4")),
    row("GET /networks/{id}/rooms", &[200], OF_NETWORK),
    row("GET /rooms/{id}", &[200], READ),
    row("GET /rooms/{id}/audience", &[200], FOR_ONESELF),
    row("POST /rooms/{id}/read", &[204], FOR_ONESELF),
    row("GET /rooms/{id}/mentions", &[200], FOR_ONESELF),
    row("GET /rooms/{id}/mentions/reach", &[200], FOR_ONESELF),
    row("GET /desk", &[200], SIGNED_IN),
    row("GET /people", &[200], SIGNED_IN),
];
