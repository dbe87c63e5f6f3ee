//! Who is asking, and what they are told by mail.

use super::cells::{ADMINISTRATORS, ALL, SIGNED_IN};
use super::{Row, row};

pub(super) const ROWS: &[Row] = &[
    row("POST /session", &[200], SIGNED_IN),
    row("POST /session/refresh", &[204], SIGNED_IN),
    row("DELETE /session", &[204], SIGNED_IN),
    row("GET /sessions", &[200], SIGNED_IN),
    row("DELETE /sessions/{id}", &[204], SIGNED_IN),
    row("DELETE /sessions", &[204], SIGNED_IN),
    row("POST /token", &[200], SIGNED_IN),
    row("POST /token/refresh", &[200], SIGNED_IN),
    row("POST /password-resets", &[202], ALL),
    row("GET /password-resets/{token}", &[404], ALL),
    row("POST /password-resets/{token}", &[404], ALL),
    row("GET /me/addresses", &[200], SIGNED_IN),
    row("POST /me/addresses", &[202], SIGNED_IN),
    row("PUT /me/addresses/primary", &[204], SIGNED_IN),
    row("DELETE /me/addresses/{address}", &[404], SIGNED_IN),
    row("GET /address-claims/{token}", &[404], ALL),
    row("POST /address-claims/{token}", &[404], ALL),
    row("GET /me", &[200], SIGNED_IN),
    row("PATCH /me", &[200], SIGNED_IN),
    row("GET /me/data", &[200], SIGNED_IN),
    row("PUT /me/password", &[204], SIGNED_IN),
    row("GET /installation", &[200], ALL),
    row("GET /start", &[200], SIGNED_IN),
    row("GET /events", &[200], SIGNED_IN),
    row("GET /socket", &[101], SIGNED_IN),
    row("GET /me/mail", &[200], SIGNED_IN),
    row("PUT /me/mail", &[200], SIGNED_IN),
    // what they say is shown in a demo only
    row("GET /mails", &[200], ADMINISTRATORS),
    row("GET /mails/{id}", &[404], ADMINISTRATORS),
    // whoever holds the link may; a token that is none is nothing to anybody
    row("GET /mail-links/{token}", &[404], ALL),
    row("POST /mail-links/{token}", &[404], ALL),
];
