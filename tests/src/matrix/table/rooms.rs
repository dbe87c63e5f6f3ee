//! Rooms that coordinators make, tried on one for the members, and their guests.

use super::cells::{ALL, FOR_ONESELF};
use super::{Cells, Row, row};

/// Whoever governs the network.
const GOVERNS: Cells = Cells::One("133333333.44434");

/// Whoever governs it; the members see the room.
const MANAGES: Cells = Cells::One("143333333.44444");

pub(super) const ROWS: &[Row] = &[
    row("POST /networks/{id}/rooms", &[201], GOVERNS),
    row("POST /networks/{id}/rooms/readers", &[200], GOVERNS),
    row("GET /rooms/{id}/details", &[200], FOR_ONESELF),
    row("PATCH /rooms/{id}", &[200], MANAGES),
    row("PUT /rooms/{id}/archived", &[200], MANAGES),
    row("GET /rooms/{id}/guests", &[200], FOR_ONESELF),
    row("POST /rooms/{id}/guests", &[201], MANAGES),
    row("DELETE /guest-invitations/{id}", &[204], MANAGES),
    row("DELETE /guest-passes/{id}", &[204], MANAGES),
    // whoever holds the link may; a token that is none is nothing to anybody
    row("GET /guest-links/{token}", &[404], ALL),
    row("POST /guest-links/{token}", &[404], ALL),
];
