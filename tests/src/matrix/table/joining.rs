//! How an organisation asks to join.

use super::cells::{ALL, SIGNED_IN};
use super::{Cells, Row, row};

/// For the network's coordinators: to anybody else a case does not exist.
const COORDINATORS: Cells = Cells::One("144444444.44444");

pub(super) const ROWS: &[Row] = &[
    row("GET /organisations", &[200], ALL),
    row("GET /open-networks/{slug}", &[200], ALL),
    row("POST /open-networks/{slug}/expressions", &[202], ALL),
    // whoever holds the link may; a token that is none is nothing to anybody
    row("GET /case-links/{token}", &[404], ALL),
    row("POST /case-links/{token}/confirmation", &[404], ALL),
    row("POST /case-links/{token}/words", &[404], ALL),
    row("POST /case-links/{token}/files", &[404], ALL),
    row("POST /case-links/{token}/withdrawal", &[404], ALL),
    row("GET /cases", &[200], SIGNED_IN),
    row("GET /cases/{id}", &[200], Cells::One("444444444.44444")),
    row("POST /cases/{id}/words", &[200], COORDINATORS),
    row("POST /cases/{id}/mails", &[200], COORDINATORS),
    row("PUT /cases/{id}/checks/{condition}", &[200], COORDINATORS),
    row("PUT /cases/{id}/organisation", &[200], COORDINATORS),
    row("POST /cases/{id}/decision", &[200], COORDINATORS),
    row("GET /networks/{id}/conditions", &[200], Cells::One("433333333.44434")),
    row("GET /networks/{id}/asked-conditions", &[200], Cells::One("433333333.44434")),
    row("PUT /networks/{id}/asked-conditions", &[200], Cells::One("133333333.44434")),
    // of the member's organisation: by its own seats, and by coordinators; a deputy's not before they stand in
    row("GET /networks/{id}/conditions/{organisation}", &[200], Cells::One("43..33.33.44434")),
    row("GET /networks/{id}/certificates/{organisation}", &[200], Cells::One("43..33.33.44434")),
    row("PUT /networks/{id}/conditions/{organisation}/{condition}", &[200], Cells::One("13..33.33.44434")),
    row("POST /networks/{id}/conditions/{organisation}/confirmation", &[200], Cells::One("13..33.33344434")),
    row("POST /networks/{id}/conditions/{organisation}/reminders", &[409], Cells::One("133333333.44434")),
    row("POST /networks/{id}/conditions/{organisation}/membership", &[409], Cells::One("13..33.33344434")),
    row("DELETE /networks/{id}/conditions/{organisation}/membership", &[409], Cells::One("13..33.33344434")),
    row("GET /networks/{id}/coverage", &[200], Cells::One("4.........44434")),
    row("GET /cases/{id}/files/{file}", &[404], Cells::One("444444444.44444")),
];
