//! Meetings and calendars.

use super::cells::{ALL, OF_NETWORK, SIGNED_IN};
use super::{Cells, Row, row};

/// The working group, the hosts next to it and the coordinator plan a meeting.
const PLAN_MEETING: Cells = Cells::One("1333333...44444");

/// For the member's seat: whoever holds it or stands in; the coordinator for one that has not answered itself.
const ANSWER_MEETING: Cells = Cells::One("13.333.33.44444");

pub(super) const ROWS: &[Row] = &[
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
    row("GET /meetings/{id}/notes", &[200], Cells::One("4.........44444")),
    row("GET /meetings/{id}/notes/pieces", &[200], Cells::One("4.........44444")),
    row("GET /meetings/{id}/dossier", &[200], Cells::One("4.........44444")),
    row("POST /meetings/{id}/promises", &[201], Cells::One("1o..o.....44444")),
    row("PUT /promises/{id}", &[200], Cells::One("1o..o.....44444")),
    // the member's organisation, and who plans the meeting
    row("PUT /promises/{id}/status", &[200], Cells::One("13..33....44444")),
    // it has not begun: nobody has anything to say of it yet, and there is nothing to publish
    row("PUT /meetings/{id}/evaluations/{organisation}", &[409], Cells::One("13..33.33344444")),
    row("POST /meetings/{id}/publication", &[409], PLAN_MEETING),
    row("GET /meetings/{id}/calendar", &[200], Cells::One("4.........44444")),
    row("GET /me/calendar", &[200], SIGNED_IN),
    row("POST /me/calendar", &[201], SIGNED_IN),
    row("DELETE /me/calendar", &[204], SIGNED_IN),
    // whoever holds the address may; a token that is none is nothing to anybody
    row("GET /calendar/{token}", &[404], ALL),
];
