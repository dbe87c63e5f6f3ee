//! What is said.

use super::cells::{ALL, ANOTHERS_WORDS, BEGIN, FOR_ONESELF, OF_NETWORK, READ, SIGNED_IN};
use super::{Cells, Row, row};

const WRITE: Cells = Cells::ByRoom([
    "1o..o.....44444",
    "14..3.....44434",
    "1444444.4.44444",
    "144444444.44444",
    "1o..o.....33333",
    "1o..o.....44444",
    "1444444...44444",
    "1..444444444444",
]);

/// One reacts to others' words: all here are the coordinator's, in the direct conversation the member's.
const REACT: Cells = Cells::ByRoom([
    "1o..o....344444",
    "14..3....344434",
    "1444444.4344444",
    "144444444344444",
    "1o..o....333333",
    "1o..o....344444",
    "1444444..344444",
    "1.3444444444444",
]);

/// Whoever reads may say that a coordinator ought to look, but at their own words.
const FLAG: Cells = Cells::ByRoom([
    "1........344444",
    "14.......3444.4",
    "1444444.4344444",
    "144444444344444",
    "1........3.....",
    "1........344444",
    "1444444..344444",
    "1.3444444444444",
]);

/// Who manages the room hides; in a direct conversation nobody does.
const HIDE: Cells = Cells::ByRoom([
    "133333333.44444",
    "143333333.44434",
    "144444434.44444",
    "144444444.44444",
    "133333333.33333",
    "133333333.44444",
    "144444433.44444",
    "133444444444444",
]);

/// What is done with a thread of the coordinator's by whoever started it or manages its room; a direct conversation is no
/// thread.
const ONES_THREAD: Cells = Cells::ByRoom([
    "133333333.44444",
    "143333333.44434",
    "144444434.44444",
    "144444444.44444",
    "133333333.33333",
    "133333333.44444",
    "144444433.44444",
    "133444444444444",
]);

/// What a hidden message says: in the direct conversation none is hidden.
const HIDDEN_WORDS: Cells = Cells::ByRoom([
    "433333333.44444",
    "443333333.44434",
    "444444434.44444",
    "444444444.44444",
    "333333333.33333",
    "433333333.44444",
    "444444433.44444",
    "434444444444444",
]);

/// What has been flagged is the coordinators' alone.
const MODERATE: Cells = Cells::One("144444444.44444");

/// As [`ONES_THREAD`], for what is only looked at.
const LOOK_AT_ONES_THREAD: Cells = Cells::ByRoom([
    "433333333.44444",
    "443333333.44434",
    "444444434.44444",
    "444444444.44444",
    "333333333.33333",
    "433333333.44444",
    "444444433.44444",
    "433444444444444",
]);

/// A move of the coordinator's; nothing moves in or out of a direct conversation.
const ONES_MOVE: Cells = Cells::ByRoom([
    "133333333.44444",
    "143333333.44434",
    "144444434.44444",
    "144444444.44444",
    "133333333.33333",
    "133333333.44444",
    "144444433.44444",
    "144444444444444",
]);

pub(super) const ROWS: &[Row] = &[
    row("GET /networks/{id}/conversations", &[200], OF_NETWORK),
    row("GET /rooms/{id}/conversations", &[200], READ),
    row("POST /rooms/{id}/conversations", &[201], BEGIN),
    row("GET /conversations/{id}", &[200], READ),
    row("PUT /conversations/{id}/read", &[204], FOR_ONESELF),
    row("GET /conversations/{id}/find", &[200], READ),
    row("PATCH /conversations/{id}", &[200], ONES_THREAD),
    row("GET /conversations/{id}/mentioned-in", &[200], READ),
    row("GET /conversations/{id}/answered-by", &[200], READ),
    row("POST /information", &[201], Cells::One("1o..o.....44444")),
    row("GET /conversations/{id}/moves", &[200], READ),
    row("GET /conversations/{id}/moves/outlook", &[200], LOOK_AT_ONES_THREAD),
    row("POST /conversations/{id}/moves", &[200], ONES_THREAD),
    row("POST /conversations/{id}/moves/{move}/undo", &[200], ONES_MOVE),
    row("PUT /conversations/{id}/answers/{message}", &[200], ONES_THREAD),
    row("DELETE /conversations/{id}/answers/{message}", &[200], ONES_THREAD),
    row("GET /networks/{id}/questions/waiting", &[200], Cells::One("433333333.44434")),
    row("GET /networks/{id}/questions/similar", &[200], OF_NETWORK),
    row("GET /networks/{id}/tags", &[200], OF_NETWORK),
    row("GET /conversations/{id}/summary", &[200], READ),
    row("PUT /conversations/{id}/summary", &[200], BEGIN),
    row("GET /conversations/{id}/summary/versions", &[200], READ),
    row("GET /conversations/{id}/messages", &[200], READ),
    row("POST /conversations/{id}/messages", &[201], WRITE),
    row("GET /messages/{id}", &[200], READ),
    row("PATCH /messages/{id}", &[200], ANOTHERS_WORDS),
    row("DELETE /messages/{id}", &[204], ANOTHERS_WORDS),
    row("POST /messages/{id}/restore", &[200], ANOTHERS_WORDS),
    row("GET /messages/{id}/versions", &[200], READ),
    row("GET /messages/{id}/history", &[200], READ),
    row("PUT /messages/{id}/reactions/{kind}", &[200], REACT),
    row("DELETE /messages/{id}/reactions/{kind}", &[200], REACT),
    row("GET /messages/{id}/seen", &[200], READ),
    row("PUT /messages/{id}/seen", &[200], ANOTHERS_WORDS),
    row("DELETE /messages/{id}/seen", &[200], ANOTHERS_WORDS),
    row("PUT /messages/{id}/hidden", &[200], HIDE),
    row("DELETE /messages/{id}/hidden", &[200], HIDE),
    row("GET /messages/{id}/hidden", &[200], HIDDEN_WORDS),
    row("PUT /messages/{id}/flag", &[204], FLAG),
    row("DELETE /messages/{id}/flag", &[204], FOR_ONESELF),
    row("GET /flags", &[200], SIGNED_IN),
    row("POST /flags/{id}/leave", &[204], MODERATE),
    row("POST /flags/{id}/reopen", &[204], MODERATE),
    row("GET /conversations/{id}/following", &[200], FOR_ONESELF),
    row("PUT /conversations/{id}/following", &[200], FOR_ONESELF),
    row("GET /rooms/{id}/following", &[200], FOR_ONESELF),
    row("PUT /rooms/{id}/following", &[200], FOR_ONESELF),
    row("GET /inbox", &[200], SIGNED_IN),
    row("GET /inbox/moved", &[200], SIGNED_IN),
    row("PUT /inbox/moved", &[204], SIGNED_IN),
    row("PUT /conversations/{id}/put-off", &[204], FOR_ONESELF),
    row("DELETE /conversations/{id}/put-off", &[204], FOR_ONESELF),
    row("POST /messages/{id}/thread", &[201], BEGIN),
    row("GET /direct", &[200], SIGNED_IN),
    row("POST /direct", &[200, 201], Cells::One("1.........33433")),
    row("GET /drafts", &[200], SIGNED_IN),
    row("PUT /drafts/{place}", &[200], FOR_ONESELF),
    row("DELETE /drafts/{place}", &[204], FOR_ONESELF),
    row("GET /references", &[200], ALL),
];
