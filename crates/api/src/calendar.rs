//! Meetings as iCalendar (RFC 5545), written by hand: the crates that write it fold and escape, but write no `VTIMEZONE`,
//! and a time without one is wrong twice a year in some calendars.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use domain::catalogue::Catalogue;
use domain::conversations::conversation::themes;
use domain::meetings::meeting::{Meeting, MeetingState};
use domain::meetings::programme::{Item, said};
use domain::networks::network::Network;

/// The media type.
pub(crate) const MEDIA_TYPE: &str = "text/calendar; charset=utf-8";
/// Octets of a line (§ 3.1), the line break not counted.
const LINE: usize = 75;
/// The zone all programmes are in.
const ZONE: &str = "Europe/Stockholm";

/// The zone's rules since 1996 (§ 3.6.5): summer time from the last Sunday of March to the last of October, at 01 UTC.
const TIMEZONE: &str = "BEGIN:VTIMEZONE\r\nTZID:Europe/Stockholm\r\n\
    BEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nDTSTART:19960331T020000\r\n\
    RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n\
    BEGIN:STANDARD\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nDTSTART:19961027T030000\r\n\
    RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

/// A calendar of these meetings with their programmes; those whose days are not known have no place in one. `pages` is
/// the address that a meeting's own is under; `networks` are those whose names the reader knows.
pub(crate) fn written<'a>(
    words: &Catalogue,
    pages: &str,
    networks: &[Network],
    meetings: impl Iterator<Item = (&'a Meeting, &'a [Item])>,
) -> String {
    let mut text = Lines::default();
    text.line("BEGIN", "VCALENDAR");
    text.line("VERSION", "2.0");
    text.line("PRODID", "-//Samrum//Samrum//SV");
    text.line("CALSCALE", "GREGORIAN");
    text.line("METHOD", "PUBLISH");
    text.line("NAME", &escaped(words.calendar.name));
    text.line("X-WR-CALNAME", &escaped(words.calendar.name));
    text.line("REFRESH-INTERVAL;VALUE=DURATION", "PT6H");
    text.0.push_str(TIMEZONE);
    for (meeting, items) in meetings {
        let network = networks.iter().find(|network| network.id == meeting.network_id);
        event(&mut text, words, pages, network, (meeting, items));
    }
    text.line("END", "VCALENDAR");
    text.0
}

fn event(
    text: &mut Lines,
    words: &Catalogue,
    pages: &str,
    network: Option<&Network>,
    (meeting, items): (&Meeting, &[Item]),
) {
    let Some(first) = meeting.starts_on else { return };
    let last = meeting.ends_on.unwrap_or(first);
    text.line("BEGIN", "VEVENT");
    // the same wherever the installation moves to
    text.line("UID", &format!("{}@samrum", meeting.id));
    text.line("SEQUENCE", &(meeting.revision - 1).max(0).to_string());
    text.line("DTSTAMP", &utc(meeting.changed_at));
    text.line("LAST-MODIFIED", &utc(meeting.changed_at));
    match hours(first, items) {
        Some((start, end)) => {
            text.line(&format!("DTSTART;TZID={ZONE}"), &local(start));
            text.line(&format!("DTEND;TZID={ZONE}"), &local(end));
        }
        None => {
            text.line("DTSTART;VALUE=DATE", &date(first));
            // the end of whole days is not included (§ 3.6.1)
            text.line("DTEND;VALUE=DATE", &date(last.checked_add_days(Days::new(1)).unwrap_or(last)));
        }
    }
    // the name of a place alone says little among everything else in a calendar
    let of = network.map(|network| format!(" – {}", network.name)).unwrap_or_default();
    text.line("SUMMARY", &escaped(&format!("{}{of}", meeting.title)));
    if let Some(place) = &meeting.place {
        text.line("LOCATION", &escaped(place));
    }
    let description = description(words, meeting, items);
    if !description.is_empty() {
        text.line("DESCRIPTION", &escaped(&description));
    }
    let themes = themes(&meeting.themes);
    if !themes.is_empty() {
        text.line("CATEGORIES", &themes.iter().map(|theme| escaped(theme)).collect::<Vec<_>>().join(","));
    }
    text.line("URL", &format!("{pages}/traffar/{}", meeting.id));
    let status = match (meeting.cancelled_at, meeting.state) {
        (Some(_), _) => "CANCELLED",
        (None, MeetingState::Planned) => "TENTATIVE",
        (None, _) => "CONFIRMED",
    };
    text.line("STATUS", status);
    text.line("END", "VEVENT");
}

/// From the first item's beginning to the end of the last.
fn hours(first: NaiveDate, items: &[Item]) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let at = |item: &Item| {
        let day = first.checked_add_days(Days::new(u64::try_from(item.day - 1).ok()?))?;
        Some(day.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(i64::from(item.starts_at)))
    };
    let start = items.iter().filter_map(at).min()?;
    let end = items.iter().filter_map(|item| Some(at(item)? + TimeDelta::minutes(i64::from(item.minutes)))).max()?;
    Some((start, end))
}

fn description(words: &Catalogue, meeting: &Meeting, items: &[Item]) -> String {
    let mut parts: Vec<String> = meeting.cancelled_reason.iter().cloned().collect();
    if !meeting.invitation.is_empty() {
        parts.push(meeting.invitation.clone());
    }
    let mut day = 0;
    let mut lines = Vec::new();
    for item in items {
        if item.day != day {
            day = item.day;
            lines.push(format!("{} {day}", words.calendar.day));
        }
        let who = if item.who.is_empty() { String::new() } else { format!(" – {}", item.who) };
        lines.push(format!("{}–{} {}{who}", said(item.starts_at), said(item.starts_at + item.minutes), item.title));
    }
    if !lines.is_empty() {
        parts.push(lines.join("\n"));
    }
    if let Some(link) = &meeting.link {
        parts.push(format!("{}: {link}", words.calendar.from_afar));
    }
    parts.join("\n\n")
}

fn utc(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

fn local(at: NaiveDateTime) -> String {
    at.format("%Y%m%dT%H%M%S").to_string()
}

fn date(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

/// A text value (§ 3.3.11).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            ';' => out.push_str("\\;"),
            ',' => out.push_str("\\,"),
            '\n' => out.push_str("\\n"),
            // no other control character stands in a text
            c if c.is_control() && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A content line, folded before its 76th octet and never within a character (§ 3.1).
    fn line(&mut self, name: &str, value: &str) {
        let line = format!("{name}:{value}");
        let mut octets = 0;
        for c in line.chars() {
            if octets + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(c);
            octets += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut lines = Lines::default();
        lines.line("SUMMARY", &"åäö".repeat(60));
        for line in lines.0.split_terminator("\r\n") {
            assert!(line.len() <= LINE, "{} octets", line.len());
        }
        assert_eq!(lines.0.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "åäö".repeat(60)));
    }

    #[test]
    fn what_means_something_in_a_text_is_escaped() {
        assert_eq!(escaped("a, b; c\\d\ne\u{7}"), "a\\, b\\; c\\\\d\\ne");
    }
}
