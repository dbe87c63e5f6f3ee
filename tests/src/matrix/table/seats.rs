//! Seats, who holds them, and invitations to them.

use super::cells::ALL;
use super::{Cells, Row, row};

/// The member whose seat it is, and nobody for them.
const KEEPS: Cells = Cells::One("13.333333344444");

/// Whoever governs the network; the others see the seat.
const GOVERNS: Cells = Cells::One("133333333.44444");

pub(super) const ROWS: &[Row] = &[
    row("POST /networks/{id}/seats", &[201], Cells::One("133333333.44434")),
    row("GET /seats/{id}", &[200], Cells::One("4.........44444")),
    row("PATCH /seats/{id}", &[200], GOVERNS),
    row("POST /seats/{id}/end", &[200], GOVERNS),
    row("POST /seats/{id}/holdings/{holding}/end", &[200], GOVERNS),
    row("GET /networks/{id}/invitations", &[200], Cells::One("433333333.44434")),
    row("POST /seats/{id}/invitations", &[201], GOVERNS),
    row("POST /invitations/{id}/again", &[201], GOVERNS),
    row("DELETE /invitations/{id}", &[204], GOVERNS),
    row("GET /networks/{id}/seat-proposals", &[200], Cells::One("433333333.44434")),
    row("POST /seats/{id}/proposals", &[201], KEEPS),
    row("DELETE /seat-proposals/{id}", &[204], KEEPS),
    row("POST /seat-proposals/{id}/confirm", &[201], GOVERNS),
    row("POST /seat-proposals/{id}/decline", &[204], GOVERNS),
    // those who have the seat, its deputies too
    row("GET /seats/{id}/handover", &[200], Cells::One("43.33..33344444")),
    row("PUT /seats/{id}/note", &[204], KEEPS),
    row("GET /networks/{id}/seat-rounds", &[200], Cells::One("433333333.44434")),
    row("POST /networks/{id}/seat-rounds", &[201], Cells::One("133333333.44434")),
    row("GET /seat-rounds/{id}", &[200], Cells::One("433333333.44444")),
    row("PUT /seat-rounds/{id}/answers/{seat}", &[200], Cells::One("13.333333.44444")),
    row("POST /seat-rounds/{id}/reminders", &[200, 409], GOVERNS),
    row("POST /seat-rounds/{id}/close", &[200], GOVERNS),
    row("POST /seats/{id}/substitutions", &[201], Cells::One("13.333333.44444")),
    row("PUT /substitutions/{id}/confirmation", &[409], GOVERNS),
    // the deputy who stands in may stop too
    row("DELETE /substitutions/{id}", &[204], Cells::One("13.33.333.44444")),
    // whoever holds the link may; a token that is none is nothing to anybody
    row("GET /invitation-links/{token}", &[404], ALL),
    row("POST /invitation-links/{token}", &[404], ALL),
];
