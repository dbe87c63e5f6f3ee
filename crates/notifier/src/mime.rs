//! The form of a mail on its way: RFC 5322 with MIME, plain text beside HTML.
//!
//! Nothing that somebody wrote stands in a header as it is: subjects are encoded words (RFC 2047), bodies base64, so that
//! no line end or long line of theirs means anything.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};

use crate::letter::Letter;

/// Bytes of text in one encoded word: with its frame it stays below the 75 characters of RFC 2047 § 2.
const WORD: usize = 42;
/// Bytes in one line of base64: 76 characters (RFC 2045 § 6.8).
const LINE: usize = 57;

/// The whole message, lines ended by CRLF.
pub(crate) fn message(letter: &Letter, sender: &str, recipient: &str, now: DateTime<Utc>) -> Vec<u8> {
    let mut lines = vec![
        format!("From: Samrum <{}>", address(sender)),
        format!("To: <{}>", address(recipient)),
        format!("Subject: {}", encoded(&letter.subject)),
        format!("Date: {}", now.to_rfc2822()),
        format!("Message-ID: {}", letter.message_id),
        format!("In-Reply-To: {}", letter.thread_id),
        format!("References: {}", letter.thread_id),
        // no out-of-office answers (RFC 3834)
        "Auto-Submitted: auto-generated".to_owned(),
        "X-Auto-Response-Suppress: All".to_owned(),
        format!("Content-Language: {}", letter.language),
        "MIME-Version: 1.0".to_owned(),
        format!("Content-Type: multipart/alternative; boundary=\"{}\"", letter.boundary),
        String::new(),
    ];
    part(&mut lines, &letter.boundary, "text/plain", &letter.text);
    part(&mut lines, &letter.boundary, "text/html", &letter.html);
    lines.push(format!("--{}--", letter.boundary));
    lines.push(String::new());
    lines.join("\r\n").into_bytes()
}

fn part(lines: &mut Vec<String>, boundary: &str, kind: &str, text: &str) {
    lines.push(format!("--{boundary}"));
    lines.push(format!("Content-Type: {kind}; charset=utf-8"));
    lines.push("Content-Transfer-Encoding: base64".to_owned());
    lines.push(String::new());
    // the canonical line end of text is CRLF also inside (RFC 2046 § 4.1.1)
    let text = text.replace("\r\n", "\n").replace('\n', "\r\n");
    lines.extend(text.as_bytes().chunks(LINE).map(|chunk| STANDARD.encode(chunk)));
}

/// An address as a header may hold it: what could end it or the line is left out.
fn address(written: &str) -> String {
    written.chars().filter(|c| !c.is_control() && !c.is_whitespace() && !matches!(c, '<' | '>' | ',' | ';')).collect()
}

/// A text as encoded words, folded; one in plain ASCII stands as it is if it is short.
fn encoded(text: &str) -> String {
    let plain = |c: char| c == ' ' || c.is_ascii_graphic();
    if text.len() <= 60 && text.chars().all(plain) && !text.contains("=?") {
        return text.to_owned();
    }
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        // a character is never cut: each word has to be whole text by itself
        if word.len() + c.len_utf8() > WORD {
            words.push(std::mem::take(&mut word));
        }
        word.push(if c.is_control() { ' ' } else { c });
    }
    words.push(word);
    let words: Vec<String> = words.iter().map(|word| format!("=?utf-8?B?{}?=", STANDARD.encode(word))).collect();
    words.join("\r\n ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::clock::Clock;

    fn letter(subject: &str) -> Letter {
        Letter {
            language: "sv",
            subject: subject.to_owned(),
            text: "Hej å ä ö\n".repeat(20),
            html: "<p>Hej</p>".to_owned(),
            message_id: "<message.1@exempel.se>".to_owned(),
            thread_id: "<conversation.1@exempel.se>".to_owned(),
            boundary: "samrum-1".to_owned(),
        }
    }

    #[test]
    fn nothing_written_makes_a_header_or_a_long_line() {
        let hostile =
            letter("Hej\r\nBcc: alla@exempel.se\r\n\r\nbrödtext åäö ”citat” som är ganska lång, ja mycket lång");
        let message = message(&hostile, "samrum@exempel.se", "a@b.se>\r\nBcc: <c@d.se", Clock::default().now());
        let message = String::from_utf8(message).expect("ASCII");
        assert!(message.is_ascii());
        assert!(!message.lines().any(|line| line.to_lowercase().starts_with("bcc")));
        assert!(message.lines().all(|line| line.len() <= 100));
        assert!(message.contains("To: <a@b.seBcc:c@d.se>"));
    }

    #[test]
    fn subjects_come_back_whole() {
        let subject = "Åsa Öström svarade på din fråga ”Hur gör ni med barnchecklistor i nämnden?”";
        let decoded: Vec<u8> = encoded(subject)
            .split("\r\n ")
            .flat_map(|word| {
                assert!(word.len() <= 75);
                let inside = word.trim_start_matches("=?utf-8?B?").trim_end_matches("?=");
                STANDARD.decode(inside).expect("base64")
            })
            .collect();
        assert_eq!(String::from_utf8(decoded).expect("UTF-8"), subject);
        assert_eq!(encoded("Plain words"), "Plain words");
    }
}
