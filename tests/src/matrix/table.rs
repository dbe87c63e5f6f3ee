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
pub(super) const OPEN: [&str; 8] = [
    "POST /session",
    "POST /session/refresh",
    "POST /token",
    "POST /token/refresh",
    "GET /installation",
    "GET /mail-links/{token}",
    "POST /mail-links/{token}",
    "GET /calendar/{token}",
];

const READ: Cells = Cells::ByRoom([
    "4.........44444",
    "44........444.4",
    "4444444.4.44444",
    "444444444.44444",
    "...............",
    "4.........44444",
    "4444444...44444",
    "4..444444444444",
]);

/// What one does for oneself where one reads: marks, drafts, seeing who else reads.
const FOR_ONESELF: Cells = Cells::ByRoom([
    "1.........44444",
    "14........444.4",
    "1444444.4.44444",
    "144444444.44444",
    "1..............",
    "1.........44444",
    "1444444...44444",
    "1..444444444444",
]);

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

/// As writing, but a direct conversation is one conversation: nobody begins another in its room.
const BEGIN: Cells = Cells::ByRoom([
    "1o..o.....44444",
    "14..3.....44434",
    "1444444.4.44444",
    "144444444.44444",
    "1o..o.....33333",
    "1o..o.....44444",
    "1444444...44444",
    "133444444444444",
]);

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

/// A message or a document of the coordinator's, in the direct conversation of the member's: nobody changes another's
/// words.
const ANOTHERS_WORDS: Cells = Cells::ByRoom([
    "133333333.44444",
    "143333333.44434",
    "144444434.44444",
    "144444444.44444",
    "133333333.33333",
    "133333333.44444",
    "144444433.44444",
    "13.444444444444",
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

const NOWHERE: &str = "444444444444444";
const NOWHERE_TO_WRITE: &str = "144444444444444";

const READ_ASK: Cells = Cells::ByRoom([
    "4.........44444",
    "44........444.4",
    NOWHERE,
    NOWHERE,
    "...............",
    "4.........44444",
    NOWHERE,
    NOWHERE,
]);

/// For the member's organisation: its seats, a deputy while standing in, and the coordinator as such.
const ANSWER: Cells = Cells::ByRoom([
    "13..33.33.44444",
    "14..33.33.44434",
    NOWHERE_TO_WRITE,
    NOWHERE_TO_WRITE,
    "13..33.33.33333",
    "13..33.33.44444",
    NOWHERE_TO_WRITE,
    NOWHERE_TO_WRITE,
]);

/// The coordinator asked: nobody else reminds or closes.
const RUN_ASK: Cells = Cells::ByRoom([
    "133333333.44444",
    "143333333.44434",
    NOWHERE_TO_WRITE,
    NOWHERE_TO_WRITE,
    "133333333.33333",
    "133333333.44444",
    NOWHERE_TO_WRITE,
    NOWHERE_TO_WRITE,
]);

const READ_PROPOSAL: Cells = Cells::ByRoom([
    "4.........44444",
    "44........444.4",
    "4444444.4.44444",
    "444444444.44444",
    "...............",
    "4.........44444",
    "4444444...44444",
    NOWHERE,
]);

/// Who holds a seat of a member, active or resting; a coordinator votes only through a seat.
const VOTE: Cells = Cells::ByRoom([
    "13...3...344444",
    "14...3...344434",
    "1444444.4344444",
    "144444444344444",
    "13...3...333333",
    "13...3...344444",
    "1444444..344444",
    NOWHERE_TO_WRITE,
]);

const CLOSE_PROPOSAL: Cells = Cells::ByRoom([
    "133333333.44444",
    "143333333.44434",
    "144444434.44444",
    "144444444.44444",
    "133333333.33333",
    "133333333.44444",
    "144444433.44444",
    NOWHERE_TO_WRITE,
]);

/// The working group, the hosts next to it and the coordinator plan a meeting.
const PLAN_MEETING: Cells = Cells::One("1333333...44444");

/// For the member's seat: whoever holds it or stands in; the coordinator for one that has not answered itself.
const ANSWER_MEETING: Cells = Cells::One("13.333.33.44444");

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

const ALL: Cells = Cells::One("...............");
const SIGNED_IN: Cells = Cells::One("1..............");
/// A guest sees the network that their room is in, and of it that room only.
const OF_NETWORK: Cells = Cells::One("4.........444.4");

/// For whoever runs the installation.
const ADMINISTRATORS: Cells = Cells::One("1333333333.3333");

const fn row(operation: &'static str, success: &'static [u16], cells: Cells) -> Row {
    Row { operation, success, cells }
}

pub(super) const ROWS: &[Row] = &[
    // who is asking
    row("POST /session", &[200], SIGNED_IN),
    row("POST /session/refresh", &[204], SIGNED_IN),
    row("DELETE /session", &[204], SIGNED_IN),
    row("GET /sessions", &[200], SIGNED_IN),
    row("DELETE /sessions/{id}", &[204], SIGNED_IN),
    row("DELETE /sessions", &[204], SIGNED_IN),
    row("POST /token", &[200], SIGNED_IN),
    row("POST /token/refresh", &[200], SIGNED_IN),
    row("GET /me", &[200], SIGNED_IN),
    row("PATCH /me", &[200], SIGNED_IN),
    row("PUT /me/password", &[204], SIGNED_IN),
    row("GET /installation", &[200], ALL),
    row("GET /start", &[200], SIGNED_IN),
    row("GET /me/mail", &[200], SIGNED_IN),
    row("PUT /me/mail", &[200], SIGNED_IN),
    // what they say is shown in a demo only
    row("GET /mails", &[200], ADMINISTRATORS),
    row("GET /mails/{id}", &[404], ADMINISTRATORS),
    // whoever holds the link may; a token that is none is nothing to anybody
    row("GET /mail-links/{token}", &[404], ALL),
    row("POST /mail-links/{token}", &[404], ALL),
    // networks and who is in them
    row("GET /networks/{id}/mail", &[200], Cells::One("433333333.44434")),
    row("PUT /networks/{id}/mail", &[200], Cells::One("133333333.44434")),
    row("GET /networks", &[200], ALL),
    row("GET /networks/{id}", &[200], OF_NETWORK),
    row("GET /networks/{id}/participations", &[200], Cells::One("4.........44434")),
    row("POST /networks/{id}/read", &[204], Cells::One("1.........444.4")),
    row("GET /networks/{id}/rooms", &[200], OF_NETWORK),
    row("GET /rooms/{id}", &[200], READ),
    row("GET /rooms/{id}/audience", &[200], FOR_ONESELF),
    row("POST /rooms/{id}/read", &[204], FOR_ONESELF),
    row("GET /rooms/{id}/mentions", &[200], FOR_ONESELF),
    row("GET /rooms/{id}/mentions/reach", &[200], FOR_ONESELF),
    row("GET /people", &[200], SIGNED_IN),
    // what is said
    row("GET /networks/{id}/conversations", &[200], OF_NETWORK),
    row("GET /rooms/{id}/conversations", &[200], READ),
    row("POST /rooms/{id}/conversations", &[201], BEGIN),
    row("GET /conversations/{id}", &[200], READ),
    row("PUT /conversations/{id}/read", &[204], FOR_ONESELF),
    row("GET /conversations/{id}/find", &[200], READ),
    row("PATCH /conversations/{id}", &[200], ONES_THREAD),
    row("GET /conversations/{id}/mentioned-in", &[200], READ),
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
    row("PUT /conversations/{id}/put-off", &[204], FOR_ONESELF),
    row("DELETE /conversations/{id}/put-off", &[204], FOR_ONESELF),
    row("POST /messages/{id}/thread", &[201], BEGIN),
    row("GET /direct", &[200], SIGNED_IN),
    row("POST /direct", &[200, 201], Cells::One("1.........33433")),
    row("GET /drafts", &[200], SIGNED_IN),
    row("PUT /drafts/{place}", &[200], FOR_ONESELF),
    row("DELETE /drafts/{place}", &[204], FOR_ONESELF),
    row("GET /references", &[200], ALL),
    // what is asked and decided
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
    row("POST /rooms/{id}/proposals", &[201], PROPOSE),
    row("GET /conversations/{id}/proposal", &[200], READ_PROPOSAL),
    row("GET /conversations/{id}/proposal/voices", &[200], READ_PROPOSAL),
    row("PUT /conversations/{id}/proposal/voice", &[200], VOTE),
    row("POST /conversations/{id}/proposal/close", &[200], CLOSE_PROPOSAL),
    row("GET /networks/{id}/decisions", &[200], OF_NETWORK),
    row("GET /decisions/{id}", &[200], READ_PROPOSAL),
    // what is kept
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
    row("GET /rooms/{id}/documents", &[200], READ),
    row("GET /networks/{id}/documents", &[200], OF_NETWORK),
    row("POST /rooms/{id}/documents", &[201], UPLOAD),
    row("GET /documents/{id}", &[200], READ),
    row("PATCH /documents/{id}", &[200], UPLOAD),
    row("DELETE /documents/{id}", &[204], UPLOAD),
    row("POST /documents/{id}/restore", &[200], BRING_BACK),
    row("POST /documents/{id}/versions", &[201], UPLOAD),
    row("GET /documents/{id}/pages", &[200], READ),
    row("GET /documents/{id}/seen", &[200], READ),
    row("PUT /documents/{id}/seen", &[200], ANOTHERS_WORDS),
    row("DELETE /documents/{id}/seen", &[200], ANOTHERS_WORDS),
    row("POST /documents/{id}/opened", &[204], FOR_ONESELF),
    row("GET /documents/{id}/file", &[200], READ),
    row("GET /documents/{id}/thumbnail", &[200], READ),
    row("GET /networks/{id}/meetings", &[200], OF_NETWORK),
    row("GET /meetings/{id}", &[200], Cells::One("4.........44444")),
    row("POST /networks/{id}/meetings", &[201], Cells::One("1333333...44434")),
    row("PUT /meetings/{id}", &[200], PLAN_MEETING),
    row("PUT /meetings/{id}/state", &[200], PLAN_MEETING),
    row("PUT /meetings/{id}/programme", &[200], PLAN_MEETING),
    row("GET /meetings/{id}/answers", &[200], Cells::One("4.........44444")),
    row("PUT /meetings/{id}/answers/{subject}", &[200], ANSWER_MEETING),
    row("PUT /meetings/{id}/answers/{subject}/confirmation", &[409], Cells::One("133333333.44444")),
    // the member's organisation brings whom it will, and so does whoever plans
    row("POST /meetings/{id}/guests", &[201], Cells::One("13..33....44444")),
    row("DELETE /meetings/{id}/guests/{guest}", &[204], Cells::One("13..33....44444")),
    row("PUT /meetings/{id}/attendance", &[409], Cells::One("133333333.44444")),
    row("GET /networks/{id}/attendance", &[200], Cells::One("4.........44434")),
    row("GET /meetings/{id}/questions", &[200], Cells::One("4.........44444")),
    row("POST /meetings/{id}/questions", &[201], Cells::One("1o..o.....44444")),
    row("PUT /meetings/{id}/questions/{question}/forwarded", &[204], Cells::One("133333333.44444")),
    row("DELETE /meetings/{id}/questions/{question}", &[204], Cells::One("133333333.44444")),
    row("GET /meetings/{id}/themes", &[200], Cells::One("4.........44444")),
    row("POST /meetings/{id}/themes", &[201], Cells::One("1o..o.....44444")),
    row("PUT /meetings/{id}/themes/{theme}/voices/{organisation}", &[200], Cells::One("13..33.33344444")),
    row("DELETE /meetings/{id}/themes/{theme}/voices/{organisation}", &[200], Cells::One("13..33.33344444")),
    row("DELETE /meetings/{id}/themes/{theme}", &[204], PLAN_MEETING),
    row("POST /meetings/{id}/reminders", &[200, 409], PLAN_MEETING),
    row("GET /meetings/{id}/calendar", &[200], Cells::One("4.........44444")),
    row("GET /me/calendar", &[200], SIGNED_IN),
    row("POST /me/calendar", &[201], SIGNED_IN),
    row("DELETE /me/calendar", &[204], SIGNED_IN),
    // whoever holds the address may; a token that is none is nothing to anybody
    row("GET /calendar/{token}", &[404], ALL),
    row("GET /archive", &[200], ALL),
    row("GET /search", &[200], ALL),
    row("GET /saved-searches", &[200], SIGNED_IN),
    row("POST /saved-searches", &[201], SIGNED_IN),
    row("PUT /saved-searches/{id}", &[200], SIGNED_IN),
    row("DELETE /saved-searches/{id}", &[204], SIGNED_IN),
    row("POST /saved-searches/{id}/seen", &[204], SIGNED_IN),
    row("GET /networks/{id}/synonyms", &[200], Cells::One("433333333.44434")),
    row("PUT /networks/{id}/synonyms", &[200], Cells::One("133333333.44434")),
];
