//! What is kept.

use super::cells::{ANOTHERS_WORDS, BEGIN, FOR_ONESELF, OF_NETWORK, READ};
use super::{Cells, Row, row};

/// Folders are for those who may upload: observers may not unless the network says so, which is tried apart.
const UPLOAD: Cells = Cells::ByRoom([
    "13..3.....44444",
    "14..3.....44434",
    "1444444.4.44444",
    "144444444.44444",
    "13..3.....33333",
    "13..3.....44444",
    "1444444...44444",
    "1..444444444444",
]);

/// Whoever uploads looks at what moving would mean.
const LOOK_AT_MOVE: Cells = Cells::ByRoom([
    "43..3.....44444",
    "44..3.....44434",
    "4444444.4.44444",
    "444444444.44444",
    "33..3.....33333",
    "43..3.....44444",
    "4444444...44444",
    "433444444444444",
]);

/// To where more people read only the coordinator moves; a guest reads *Medlemmar* who reads nothing else.
const MOVE: Cells = Cells::ByRoom([
    "133333333.44444",
    "143333333.44434",
    "144444434.44444",
    "144444444.44444",
    "13..3.....33333",
    "133333333.44444",
    "144444433.44444",
    "133444444444444",
]);

/// What has been deleted does not exist for those who could not bring it back.
const BRING_BACK: Cells = Cells::ByRoom([
    "14..4.....44444",
    "14..4.....44444",
    "1444444.4.44444",
    "144444444.44444",
    "14..4.....44444",
    "14..4.....44444",
    "1444444...44444",
    "1..444444444444",
]);

/// As uploading, but in a direct conversation one just asks the other.
const ASK_FOR_REVIEW: Cells = Cells::ByRoom([
    "13..3.....44444",
    "14..3.....44434",
    "1444444.4.44444",
    "144444444.44444",
    "13..3.....33333",
    "13..3.....44444",
    "1444444...44444",
    "133444444444444",
]);

/// A review that the coordinator asks for, of themself.
const REVIEW: Cells = Cells::ByRoom([
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
    row("GET /rooms/{id}/folders", &[200], READ),
    row("POST /rooms/{id}/folders", &[201], UPLOAD),
    row("PATCH /folders/{id}", &[200], UPLOAD),
    row("DELETE /folders/{id}", &[204], UPLOAD),
    row("POST /rooms/{id}/uploads", &[201], UPLOAD),
    // a file on its way is its sender's alone: here the coordinator's
    row("GET /uploads/{id}", &[200], Cells::One("144444444.44444")),
    row("PATCH /uploads/{id}", &[200], Cells::One("144444444.44444")),
    row("DELETE /uploads/{id}", &[204], Cells::One("144444444.44444")),
    row("GET /zip", &[200], READ),
    row("GET /documents/{id}/pictures/{number}", &[200], READ),
    row("GET /documents/{id}/difference", &[200], READ),
    row("POST /documents/{id}/versions/{number}/take-up", &[201], UPLOAD),
    row("PUT /documents/{id}/text", &[200], UPLOAD),
    row("PUT /documents/{id}/check-out", &[200], UPLOAD),
    row("DELETE /documents/{id}/check-out", &[200], ANOTHERS_WORDS),
    row("POST /documents/{id}/messages", &[201], BEGIN),
    row("GET /documents/{id}/used-in", &[200], READ),
    row("POST /documents/{id}/review", &[201], ASK_FOR_REVIEW),
    row("DELETE /documents/{id}/review", &[200], REVIEW),
    row("PUT /documents/{id}/review/verdict", &[200], REVIEW),
    row("GET /documents/{id}/revisit", &[200], READ),
    // who may ask for that review sets the day: the coordinator
    row("PUT /documents/{id}/revisit", &[200], REVIEW),
    row("GET /rooms/{id}/documents", &[200], READ),
    row("GET /networks/{id}/documents", &[200], OF_NETWORK),
    row("POST /rooms/{id}/documents", &[201], UPLOAD),
    row("GET /documents/{id}", &[200], READ),
    row("PATCH /documents/{id}", &[200], UPLOAD),
    row("GET /documents/{id}/moves/outlook", &[200], LOOK_AT_MOVE),
    row("POST /documents/{id}/moves", &[200, 422], MOVE),
    row("DELETE /documents/{id}", &[204], UPLOAD),
    row("POST /documents/{id}/restore", &[200], BRING_BACK),
    row("POST /documents/{id}/versions", &[201], UPLOAD),
    row("GET /documents/{id}/pages", &[200], READ),
    row("GET /documents/{id}/versions", &[200], READ),
    row("GET /documents/{id}/versions/{number}", &[200], READ),
    row("GET /documents/{id}/seen", &[200], READ),
    row("PUT /documents/{id}/seen", &[200], ANOTHERS_WORDS),
    row("DELETE /documents/{id}/seen", &[200], ANOTHERS_WORDS),
    row("POST /documents/{id}/opened", &[204], FOR_ONESELF),
    row("GET /documents/{id}/file", &[200], READ),
    row("GET /documents/{id}/thumbnail", &[200], READ),
    row("GET /documents/{id}/rendition", &[200], READ),
];
