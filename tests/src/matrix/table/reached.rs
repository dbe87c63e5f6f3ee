//! What reaches beyond a network's rooms: letters to its seats, its public page, linked networks and what is passed on.

use super::cells::{ALL, DIRECTORY, GOVERN, GOVERN_SIGNED_IN, GOVERNORS_ONLY};
use super::{Cells, Row, row};

/// The coordinator's own words, passed on by whoever wrote them or manages the room: nobody in a direct conversation.
const PASSED_ON: Cells = Cells::ByRoom([
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
    row("GET /networks/{id}/alike", &[200], DIRECTORY),
    row("GET /networks/{id}/candidates", &[200], GOVERN),
    row("POST /networks/{id}/candidates/invitations", &[201], GOVERN_SIGNED_IN),
    row("GET /networks/{id}/mailings", &[200], GOVERN),
    row("POST /networks/{id}/mailings/preview", &[200], GOVERN_SIGNED_IN),
    row("POST /networks/{id}/mailings", &[201], GOVERN_SIGNED_IN),
    row("DELETE /mailings/{id}", &[204], GOVERN_SIGNED_IN),
    // the page is not to be read in the world of the matrix: it is nowhere to anybody
    row("GET /public-networks", &[200], ALL),
    row("GET /public-networks/{slug}", &[404], ALL),
    row("GET /networks/{id}/public-page", &[200], GOVERN),
    row("PUT /networks/{id}/public-page", &[200], GOVERN_SIGNED_IN),
    row("GET /networks/{id}/links", &[200], DIRECTORY),
    row("POST /networks/{id}/links", &[201], GOVERN_SIGNED_IN),
    // one that another network has proposed and that waits
    row("POST /network-links/{id}/acceptance", &[204], GOVERNORS_ONLY),
    // one in force: whoever reads the directory sees it
    row("DELETE /network-links/{id}", &[204], Cells::One("133333333.44444")),
    row("GET /networks/{id}/forwardings", &[200], GOVERN),
    row("POST /messages/{id}/forwardings", &[201], PASSED_ON),
    row("POST /documents/{id}/forwardings", &[201], PASSED_ON),
    row("POST /forwardings/{id}/place", &[201], GOVERNORS_ONLY),
    row("POST /forwardings/{id}/refusal", &[204], GOVERNORS_ONLY),
];
