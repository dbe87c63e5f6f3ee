//! What a hostile client sends.

use super::line::{frame, head, text};

/// What becomes of the socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Closed with 4400.
    Bad,
    /// Closed with 4429.
    Many,
    /// Ends one way or another.
    Closes,
    /// It is understood, and refused or passed over.
    GoesOn,
}

pub struct Case {
    pub name: String,
    pub bytes: Vec<u8>,
    pub outcome: Outcome,
}

pub fn all(room: &str, thread: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    not_json(&mut cases);
    wrong_fields(&mut cases, room, thread);
    refused(&mut cases, room, thread);
    sizes(&mut cases);
    protocol(&mut cases);
    floods(&mut cases, room);
    cases
}

fn add(cases: &mut Vec<Case>, outcome: Outcome, name: impl Into<String>, bytes: Vec<u8>) {
    cases.push(Case { name: name.into(), bytes, outcome });
}

fn not_json(cases: &mut Vec<Case>) {
    let texts = [
        "",
        " ",
        "\n",
        "{",
        "}",
        "{}",
        "[]",
        "[{}]",
        "null",
        "true",
        "0",
        "-1",
        "1e999",
        "\"\"",
        "\"pong\"",
        "NaN",
        "undefined",
        "{\"type\"}",
        "{\"type\":}",
        "{\"type\":pong}",
        "{type:\"pong\"}",
        "{'type':'pong'}",
        "{\"type\":\"pong\",}",
        "{\"type\":\"pong\"",
        "\"type\":\"pong\"}",
        "{\"type\":\"pong\"}}",
        "{\"type\":\"pong\"}{\"type\":\"pong\"}",
        "{\"type\":\"pong\"}\u{0}",
        "\u{feff}{\"type\":\"pong\"}",
        "// pong",
        "<pong/>",
        "type=pong",
        "GET / HTTP/1.1\r\n\r\n",
        "\u{0}",
        "\u{0}\u{0}\u{0}\u{0}",
        "\u{202e}",
        "{\"type\":\"po\\ud800ng\"}",
        "{\"type\":\"\\x\"}",
        "{\"\\u0000\":1}",
        "{\"type\":\"pong\",\"type\":\"pong\"}",
        "{\"type\":[\"pong\"]}",
        "{\"type\":{\"pong\":1}}",
        "{\"type\":null}",
        "{\"type\":1}",
        "{\"type\":true}",
        "{\"type\":\"\"}",
        "{\"type\":\"PONG\"}",
        "{\"type\":\"pong \"}",
        "{\"Type\":\"pong\"}",
        "{\"kind\":\"pong\"}",
        "å",
        "💥",
        "\u{1}\u{2}\u{3}",
        "{\"type\":\"pong\"} // x",
        "[\"type\",\"pong\"]",
    ];
    for text_of in texts {
        add(cases, Outcome::Bad, format!("{text_of:?}"), text(text_of));
    }
    for opening in ["[", "{\"a\":", "{\"type\":\"subscribe\",\"after\":", "[{\"type\":"] {
        for times in [10, 127, 128, 129, 1_000, 10_000] {
            let times = times.min(60_000 / opening.len());
            add(cases, Outcome::Bad, format!("{times} times {opening}"), text(&opening.repeat(times)));
        }
    }
    let nested = format!("{{\"type\":\"pong\",\"x\":{}{}}}", "[".repeat(500), "]".repeat(500));
    add(cases, Outcome::Bad, "closed nesting", text(&nested));
    for unknown in ["hello", "event", "typing_", "close", "admin", "__proto__", "subscribe\\u0000", "eval", "auth"] {
        add(cases, Outcome::Bad, format!("type {unknown}"), text(&format!("{{\"type\":\"{unknown}\"}}")));
    }
}

fn wrong_fields(cases: &mut Vec<Case>, room: &str, thread: &str) {
    let stream = format!("room:{room}");
    let values = ["null", "true", "-1", "1.5", "1e30", "18446744073709551616", "\"1\"", "[]", "{}", "\"\\u0000\""];
    for value in values {
        let mut bad = |name: &str, json: String| add(cases, Outcome::Bad, format!("{name}: {value}"), text(&json));
        bad("id", format!(r#"{{"type":"subscribe","id":{value},"stream":"{stream}"}}"#));
        if !value.starts_with('"') {
            bad("stream", format!(r#"{{"type":"subscribe","id":1,"stream":{value}}}"#));
            bad("unsubscribe", format!(r#"{{"type":"unsubscribe","stream":{value}}}"#));
        }
        bad("conversation", format!(r#"{{"type":"typing","conversation_id":{value}}}"#));
        bad("read where", format!(r#"{{"type":"read","conversation_id":{value},"position":1}}"#));
        if value != "-1" {
            bad("read to", format!(r#"{{"type":"read","conversation_id":"{thread}","position":{value}}}"#));
            bad(
                "seq",
                format!(r#"{{"type":"subscribe","id":1,"stream":"{stream}","after":{{"epoch":1,"seq":{value}}}}}"#),
            );
            bad(
                "epoch",
                format!(r#"{{"type":"subscribe","id":1,"stream":"{stream}","after":{{"epoch":{value},"seq":1}}}}"#),
            );
        }
        if value != "null" {
            bad("after", format!(r#"{{"type":"subscribe","id":1,"stream":"{stream}","after":{value}}}"#));
        }
        bad("unknown field", format!(r#"{{"type":"typing","conversation_id":"{thread}","as":{value}}}"#));
        bad("pong with more", format!(r#"{{"type":"pong","more":{value}}}"#));
        bad(
            "in after",
            format!(r#"{{"type":"subscribe","id":1,"stream":"{stream}","after":{{"epoch":1,"seq":1,"x":{value}}}}}"#),
        );
    }
    for missing in [
        r#"{"type":"subscribe"}"#.to_owned(),
        r#"{"type":"subscribe","id":1}"#.into(),
        r#"{"type":"unsubscribe"}"#.into(),
        r#"{"type":"typing"}"#.into(),
        format!(r#"{{"type":"read","conversation_id":"{thread}"}}"#),
        r#"{"type":"read","position":1}"#.into(),
        format!(r#"{{"type":"subscribe","id":1,"stream":"{}"}}"#, "a".repeat(101)),
        format!(r#"{{"type":"subscribe","id":1,"id":2,"stream":"{stream}"}}"#),
        format!(r#"{{"type":"typing","conversation_id":"{thread}' OR 1=1"}}"#),
        r#"{"type":"typing","conversation_id":"../../etc/passwd"}"#.into(),
    ] {
        add(cases, Outcome::Bad, missing.clone(), text(&missing));
    }
}

/// Well formed, and nothing one may have.
fn refused(cases: &mut Vec<Case>, room: &str, thread: &str) {
    let nobody = "0199a3a0-0000-7000-8000-000000000001";
    for stream in [
        "",
        " ",
        "room",
        "room:",
        ":",
        "room:x",
        "person:*",
        "installation:00000000-0000-0000-0000-000000000000",
        "network:../..",
        "room:%00",
        "ROOM:0199a3a0-0000-7000-8000-000000000001",
        "room:{}",
        "\\u0000",
        "room::x",
        "room:0199a3a000007000800000000000000",
        "room:0199a3a0-0000-7000-8000-000000000001' OR 1=1 --",
    ] {
        let json = format!(r#"{{"type":"subscribe","id":1,"stream":"{stream}"}}"#);
        add(cases, Outcome::GoesOn, json.clone(), text(&json));
    }
    for json in [
        format!(r#"{{"type":"subscribe","stream":"room:{nobody}"}}"#),
        format!(r#"{{"type":"unsubscribe","stream":"room:{nobody}"}}"#),
        r#"{"type":"unsubscribe","stream":"nothing"}"#.into(),
        format!(r#"{{"type":"typing","conversation_id":"{nobody}"}}"#),
        format!(r#"{{"type":"read","conversation_id":"{nobody}","position":1}}"#),
        format!(r#"{{"type":"read","conversation_id":"{nobody}","position":-9223372036854775808}}"#),
        format!(r#"{{"type":"read","conversation_id":"{nobody}","position":9223372036854775807}}"#),
        format!(
            r#"{{"type":"subscribe","id":0,"stream":"room:{room}","after":{{"epoch":1,"seq":-9223372036854775808}}}}"#
        ),
        format!(
            r#"{{"type":"subscribe","id":0,"stream":"room:{room}","after":{{"epoch":1,"seq":9223372036854775807}}}}"#
        ),
        format!(
            r#"{{"type":"subscribe","id":18446744073709551615,"stream":"room:{room}","after":{{"epoch":-1,"seq":0}}}}"#
        ),
        format!(r#"  {{ "type" : "typing" , "conversation_id" : "{thread}" }}  "#),
    ] {
        add(cases, Outcome::GoesOn, json.clone(), text(&json));
    }
}

fn sizes(cases: &mut Vec<Case>) {
    for bytes in [64 * 1024 + 1, 100_000, 1_000_000] {
        add(cases, Outcome::Bad, format!("a text of {bytes}"), text(&" ".repeat(bytes)));
        let half = frame(false, 1, &vec![b' '; bytes / 2 + 1]);
        add(
            cases,
            Outcome::Bad,
            format!("two halves of {bytes}"),
            [half, frame(true, 0, &vec![b' '; bytes / 2 + 1])].concat(),
        );
    }
    for length in [64 * 1024 + 1, 1 << 31, usize::MAX >> 1, usize::MAX] {
        // only said to be so long: nothing may be set aside for it
        let mut said = head(true, 1, length, true);
        said.extend_from_slice(&[0; 4]);
        add(cases, Outcome::Bad, format!("said to be {length} long"), said);
    }
    for count in [65, 200, 5_000] {
        let mut row = frame(false, 1, b"");
        for _ in 0..count {
            row.extend(frame(false, 0, b""));
        }
        add(cases, Outcome::Bad, format!("{count} empty parts"), row);
    }
    let mut parts = frame(false, 1, b"{\"type\":");
    parts.extend(frame(false, 0, b""));
    parts.extend(frame(true, 0, b"\"pong\"}"));
    add(cases, Outcome::GoesOn, "three parts of a pong", parts);
}

fn protocol(cases: &mut Vec<Case>) {
    let pong = br#"{"type":"pong"}"#;
    for opcode in [2_u8, 3, 4, 5, 6, 7, 11, 12, 13, 14, 15] {
        add(cases, Outcome::Bad, format!("opcode {opcode}"), frame(true, opcode, pong));
    }
    add(cases, Outcome::Bad, "a binary part", frame(false, 2, pong));
    add(cases, Outcome::Bad, "a part of nothing", frame(false, 0, pong));
    add(cases, Outcome::Bad, "the last part of nothing", frame(true, 0, pong));
    add(cases, Outcome::Bad, "a text within a text", [frame(false, 1, b"{"), frame(false, 1, b"{")].concat());
    add(cases, Outcome::Bad, "a ping too long", frame(true, 9, &[b'x'; 126]));
    add(cases, Outcome::Bad, "a pong too long", frame(true, 10, &[b'x'; 4000]));
    add(cases, Outcome::Bad, "a close too long", frame(true, 8, &[3; 200]));
    let mut unmasked = head(true, 1, pong.len(), false);
    unmasked.extend_from_slice(pong);
    add(cases, Outcome::Bad, "not masked", unmasked);
    for bytes in [&[0xff, 0xfe][..], &[0xc0, 0x80], &[0xed, 0xa0, 0x80], &[0x80], &[0xf4, 0x90, 0x80, 0x80]] {
        add(cases, Outcome::Bad, format!("not UTF-8 {bytes:?}"), frame(true, 1, bytes));
        let inside = [&b"{\"type\":\""[..], bytes, b"\"}"].concat();
        add(cases, Outcome::Bad, format!("not UTF-8 within {bytes:?}"), frame(true, 1, &inside));
    }
    for payload in [&b""[..], &[3], &[3, 232], &[0, 0], &[3, 237], &[255, 255], &[3, 232, 0xff, 0xfe]] {
        add(cases, Outcome::Closes, format!("close {payload:?}"), frame(true, 8, payload));
    }
    add(cases, Outcome::GoesOn, "an unasked pong", frame(true, 10, b"x"));
    add(cases, Outcome::Bad, "http again", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n".to_vec());
    add(cases, Outcome::Bad, "nonsense", (0..=255).rev().collect());
}

fn floods(cases: &mut Vec<Case>, room: &str) {
    let one = text(r#"{"type":"pong"}"#);
    add(cases, Outcome::Many, "200 pongs", one.repeat(200));
    add(cases, Outcome::Many, "200 pings", frame(true, 9, b"x").repeat(200));
    let subscribe = text(&format!(r#"{{"type":"subscribe","id":1,"stream":"room:{room}"}}"#));
    add(cases, Outcome::Many, "200 subscriptions", subscribe.repeat(200));
    add(cases, Outcome::GoesOn, "20 subscriptions", subscribe.repeat(20));
}
