//! People: what they tell, what is said of them, those at home; the list of organisations.

use super::cells::{ADMINISTRATORS, DIRECTORY, SIGNED_IN};
use super::{Cells, Row, row};

/// Whoever reads the directory, of one who is in it.
const SHARES: Cells = Cells::One("1.........44444");
/// A coordinator of whoever it is about: a guest sees nobody of the network.
const GOVERN_UNSEEN: Cells = Cells::One("133333333.44444");
/// Who holds the member's seat.
const HOLDS: Cells = Cells::One("433.33333344444");
const HOLDS_SIGNED_IN: Cells = Cells::One("133.33333344444");

pub(super) const ROWS: &[Row] = &[
    row("GET /me/profile", &[200], SIGNED_IN),
    row("PUT /me/profile", &[200], SIGNED_IN),
    row("PUT /me/protected", &[204], SIGNED_IN),
    // of somebody who is in no network, by an administrator and by themself
    row("PUT /accounts/{id}/protected", &[204], Cells::One("1333333333.333.")),
    row("GET /people/{id}", &[200], SHARES),
    row("GET /people/{id}/portrait", &[200], SHARES),
    row("PUT /me/portrait", &[204], SIGNED_IN),
    row("DELETE /me/portrait", &[204], SIGNED_IN),
    row("GET /networks/{id}/directory", &[200], DIRECTORY),
    row("POST /networks/{id}/person-tags", &[201], GOVERN_UNSEEN),
    row("DELETE /person-tags/{id}", &[204], GOVERN_UNSEEN),
    row("GET /organisations/{id}", &[200], SIGNED_IN),
    row("POST /organisations", &[201], ADMINISTRATORS),
    row("PUT /organisations/{id}", &[200], ADMINISTRATORS),
    row("DELETE /organisations/{id}", &[204], ADMINISTRATORS),
    row("GET /seats/{id}/home-group", &[200], HOLDS),
    row("POST /seats/{id}/home-group", &[201], HOLDS_SIGNED_IN),
    row("DELETE /seats/{id}/home-group/{recipient}", &[204], HOLDS_SIGNED_IN),
];
