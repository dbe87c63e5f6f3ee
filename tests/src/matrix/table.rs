//! The matrix: operations × kinds of room × roles.
//!
//! One letter a role, in the order of [`Role::ALL`](crate::harness::Role::ALL):
//!
//! ```text
//! Anonymous Observer Member Elected Resting | Deputy StandingIn WorkingGroup Host Coordinator |
//! Administrator ExMember OtherNetwork Guest (in Medlemmar, reading) Nobody
//! ```
//!
//! `.` may · `o` may where the network lets observers write, else 403 · `1` 401 · `3` 403 · `4` 404

mod archive;
mod asking;
mod cells;
mod decided;
mod found;
mod governed;
mod home;
mod joining;
mod kept;
mod meetings;
mod networks;
mod people;
mod reached;
mod rooms;
mod running;
mod said;
mod seats;

/// A row: an operation, its status when it may be done, and who may.
pub(super) struct Row {
    pub(super) operation: &'static str,
    pub(super) success: &'static [u16],
    pub(super) cells: Cells,
}

/// Who may: one line for what is in no room, else a line for each kind of room in the order of [`KINDS`].
#[derive(Clone, Copy)]
pub(super) enum Cells {
    One(&'static str),
    ByRoom([&'static str; 8]),
}

/// The kinds of room.
pub(super) const KINDS: [&str; 8] =
    ["whole_network", "members", "working_group", "coordination", "public", "meeting", "planning", "direct"];

/// What needs no session: these answer by what is sent, not by who sends it.
pub(super) const OPEN: [&str; 28] = [
    "POST /session",
    "POST /session/refresh",
    "POST /token",
    "POST /token/refresh",
    "GET /installation",
    "GET /mail-links/{token}",
    "POST /mail-links/{token}",
    "GET /calendar/{token}",
    "POST /password-resets",
    "GET /password-resets/{token}",
    "POST /password-resets/{token}",
    "GET /address-claims/{token}",
    "POST /address-claims/{token}",
    "GET /invitation-links/{token}",
    "POST /invitation-links/{token}",
    "GET /guest-links/{token}",
    "POST /guest-links/{token}",
    "GET /home-group-links/{token}",
    "POST /home-group-links/{token}",
    "GET /open-networks/{slug}",
    "POST /open-networks/{slug}/expressions",
    "GET /public-networks",
    "GET /public-networks/{slug}",
    "GET /case-links/{token}",
    "POST /case-links/{token}/confirmation",
    "POST /case-links/{token}/words",
    "POST /case-links/{token}/files",
    "POST /case-links/{token}/withdrawal",
];

/// Every row, subject by subject: a file each.
const PARTS: [&[Row]; 16] = [
    rooms::ROWS,
    archive::ROWS,
    asking::ROWS,
    networks::ROWS,
    governed::ROWS,
    running::ROWS,
    people::ROWS,
    reached::ROWS,
    seats::ROWS,
    joining::ROWS,
    said::ROWS,
    decided::ROWS,
    kept::ROWS,
    meetings::ROWS,
    found::ROWS,
    home::ROWS,
];

/// Every row.
pub(super) fn rows() -> impl Iterator<Item = &'static Row> {
    PARTS.into_iter().flatten()
}

const fn row(operation: &'static str, success: &'static [u16], cells: Cells) -> Row {
    Row { operation, success, cells }
}
