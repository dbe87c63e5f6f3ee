//! What is asked and decided.

use super::cells::{
    ANSWER, CLOSE_PROPOSAL, NOWHERE, NOWHERE_TO_WRITE, OF_NETWORK, READ_ASK, READ_PROPOSAL, RUN_ASK, VOTE,
};
use super::{Cells, Row, row};

/// Organisations are asked where their seats speak; an observer and a resting member ask nobody.
const ASK: Cells = Cells::ByRoom([
    "13..3.....44444",
    "14..3.....44434",
    "144444434344444",
    "144444444344444",
    "13..3.....33333",
    "13..3.....44444",
    "144444433344444",
    "133444444444444",
]);

/// A proposal that people vote on may be put in any room of the network.
const PROPOSE: Cells = Cells::ByRoom([
    "13..3.....44444",
    "14..3.....44434",
    "1444444.4.44444",
    "144444444.44444",
    "13..3.....33333",
    "13..3.....44444",
    "1444444...44444",
    "133444444444444",
]);

/// Whoever reads may say that a coordinator ought to look at the member's answer, but the member.
const FLAG_ANSWER: Cells = Cells::ByRoom([
    "1.3.......44444",
    "143.......444.4",
    NOWHERE_TO_WRITE,
    NOWHERE_TO_WRITE,
    "1.3............",
    "1.3.......44444",
    NOWHERE_TO_WRITE,
    NOWHERE_TO_WRITE,
]);

const UNFLAG_ANSWER: Cells = Cells::ByRoom([
    "1.........44444",
    "14........444.4",
    NOWHERE_TO_WRITE,
    NOWHERE_TO_WRITE,
    "1..............",
    "1.........44444",
    NOWHERE_TO_WRITE,
    NOWHERE_TO_WRITE,
]);

/// Who manages the room hides.
const HIDE_ANSWER: Cells = Cells::ByRoom([
    "133333333.44444",
    "143333333.44434",
    NOWHERE_TO_WRITE,
    NOWHERE_TO_WRITE,
    "133333333.33333",
    "133333333.44444",
    NOWHERE_TO_WRITE,
    NOWHERE_TO_WRITE,
]);

/// And reads what it said, as its author does.
const HIDDEN_ANSWER: Cells = Cells::ByRoom([
    "43.333333.44444",
    "44.333333.44434",
    NOWHERE,
    NOWHERE,
    "33.333333.33333",
    "43.333333.44444",
    NOWHERE,
    NOWHERE,
]);

pub(super) const ROWS: &[Row] = &[
    row("POST /rooms/{id}/asks", &[201], ASK),
    row("GET /networks/{id}/asks", &[200], OF_NETWORK),
    row("GET /conversations/{id}/ask", &[200], READ_ASK),
    row("GET /conversations/{id}/ask/answers", &[200], READ_ASK),
    row("PUT /conversations/{id}/ask/answers/{organisation}", &[200], ANSWER),
    row("GET /conversations/{id}/ask/answers/{organisation}/versions", &[200], READ_ASK),
    row("GET /conversations/{id}/ask/answers/{organisation}/history", &[200], READ_ASK),
    row("GET /conversations/{id}/ask/export", &[200], READ_ASK),
    row("POST /conversations/{id}/ask/reminders", &[200], RUN_ASK),
    row("POST /conversations/{id}/ask/close", &[200], RUN_ASK),
    row("PUT /conversations/{id}/writings/{kind}/{part}/flag", &[204], FLAG_ANSWER),
    row("DELETE /conversations/{id}/writings/{kind}/{part}/flag", &[204], UNFLAG_ANSWER),
    row("PUT /conversations/{id}/writings/{kind}/{part}/hidden", &[204], HIDE_ANSWER),
    row("DELETE /conversations/{id}/writings/{kind}/{part}/hidden", &[204], HIDE_ANSWER),
    row("GET /conversations/{id}/writings/{kind}/{part}/hidden", &[200], HIDDEN_ANSWER),
    row("POST /rooms/{id}/proposals", &[201], PROPOSE),
    row("GET /conversations/{id}/proposal", &[200], READ_PROPOSAL),
    row("GET /conversations/{id}/proposal/voices", &[200], READ_PROPOSAL),
    row("PUT /conversations/{id}/proposal/voice", &[200], VOTE),
    row("POST /conversations/{id}/proposal/close", &[200], CLOSE_PROPOSAL),
    row("GET /networks/{id}/decisions", &[200], OF_NETWORK),
    row("GET /decisions/{id}", &[200], READ_PROPOSAL),
];
