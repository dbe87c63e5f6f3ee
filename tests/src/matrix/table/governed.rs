//! Governing a network, and running the installation.

use super::cells::{ADMINISTRATORS, DIRECTORY, GOVERN, GOVERN_SIGNED_IN};
use super::{Cells, Row, row};

pub(super) const ROWS: &[Row] = &[
    row("GET /networks/{id}/settings", &[200], GOVERN),
    row("PUT /networks/{id}/settings", &[200], GOVERN_SIGNED_IN),
    // whoever reads the directory, and an administrator, who appoints
    row("GET /networks/{id}/appointments", &[200], Cells::One("4..........4434")),
    row("POST /networks/{id}/appointments", &[201], Cells::One("133333333.44434")),
    row("DELETE /networks/{id}/appointments/{appointment}", &[204], Cells::One("133333333.44434")),
    row("GET /networks/{id}/agreements", &[200], DIRECTORY),
    row("POST /networks/{id}/agreements", &[201], GOVERN_SIGNED_IN),
    row("GET /agreements/{id}", &[200], DIRECTORY),
    row("PUT /agreements/{id}", &[200], GOVERN_SIGNED_IN),
    row("GET /agreements/{id}/versions/{number}", &[200], DIRECTORY),
    row("POST /agreements/{id}/renewal", &[201], GOVERN_SIGNED_IN),
    row("POST /agreements/{id}/letters", &[200], GOVERN_SIGNED_IN),
    row("GET /agreements/{id}/adoptions/{organisation}", &[200], DIRECTORY),
    row("PUT /agreements/{id}/adoptions/{organisation}", &[200], GOVERN_SIGNED_IN),
    row("DELETE /agreements/{id}/adoptions/{organisation}", &[200], GOVERN_SIGNED_IN),
    row("GET /agreements/{id}/revisit", &[200], DIRECTORY),
    row("PUT /agreements/{id}/revisit", &[200], GOVERN_SIGNED_IN),
    row("GET /networks/{id}/roll", &[200], DIRECTORY),
    row("GET /networks/{id}/roll/file", &[200], DIRECTORY),
    row("GET /installation/networks", &[200], ADMINISTRATORS),
    row("POST /installation/networks", &[201], ADMINISTRATORS),
    row("PUT /installation/networks/{id}/closed", &[204], ADMINISTRATORS),
    row("GET /accounts", &[200], ADMINISTRATORS),
    row("POST /accounts", &[201], ADMINISTRATORS),
    row("PUT /accounts/{id}/suspended", &[204], ADMINISTRATORS),
    row("PUT /accounts/{id}/administrator", &[204], ADMINISTRATORS),
    row("POST /accounts/{id}/erasure", &[204], ADMINISTRATORS),
];
