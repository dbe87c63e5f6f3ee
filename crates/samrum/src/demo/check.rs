//! The demo holds together: every key resolves, time runs forward, the counts are what was promised, and the files are
//! real and the same every time.

#![allow(clippy::expect_used, clippy::panic)]

use super::model::{Content, Message, Network, ParticipationState, SeatState};
use super::{AssignmentRole, ConversationRef, DocumentFormat, content, render};
use std::collections::{BTreeMap, BTreeSet};

fn keys<'a, T>(rows: &'a [T], key: impl Fn(&'a T) -> &'a str) -> BTreeSet<&'a str> {
    let found: BTreeSet<&str> = rows.iter().map(key).collect();
    assert_eq!(found.len(), rows.len(), "a key is used twice");
    found
}

fn conversations(network: &Network) -> impl Iterator<Item = (String, &str, &[Message])> {
    let threads =
        network.threads.iter().map(|thread| (thread.key.clone(), thread.room.as_str(), thread.messages.as_slice()));
    let chats = network
        .chats
        .iter()
        .map(|chat| (format!("{}/{}", network.slug, chat.room), chat.room.as_str(), chat.messages.as_slice()));
    threads.chain(chats)
}

fn messages(name: &str, rows: &[Message], people: &BTreeSet<&str>, documents: &BTreeSet<&str>) {
    assert!(!rows.is_empty(), "{name} is empty");
    for (index, message) in rows.iter().enumerate() {
        let place = format!("{name} message {}", index + 1);
        assert!(people.contains(message.author.as_str()), "{place}: unknown {}", message.author);
        assert!(!message.body.is_empty(), "{place} is empty");
        for key in &message.mentions {
            assert!(people.contains(key.as_str()), "{place}: mentions unknown {key}");
        }
        for key in &message.attachments {
            assert!(documents.contains(key.as_str()), "{place}: attaches unknown {key}");
        }
        if let Some(position) = message.answers {
            assert!(position >= 1 && (position as usize) <= index, "{place}: answers {position}");
        }
        if index > 0 {
            assert!(
                rows[index - 1].at.minutes_before() >= message.at.minutes_before(),
                "{place} is before the one above"
            );
        }
    }
}

/// Whether a person may write in the room that many days before the first start (domain.md, as far as the demo needs it).
fn may_write(network: &Network, person: &str, room: &str, days_ago: u32) -> bool {
    let during = |from: u32, to: Option<u32>| days_ago <= from && to.is_none_or(|to| days_ago >= to);
    let mut roles =
        network.assignments.iter().filter(|row| row.person == person && during(row.from_days_ago, row.to_days_ago));
    let coordinator = roles.clone().any(|row| row.role == AssignmentRole::Coordinator);
    let assigned = roles.next().is_some();
    let guest = network
        .guests
        .iter()
        .any(|row| row.person == person && row.room == room && row.write && during(row.from_days_ago, None));
    let (mut observer, mut member) = (false, false);
    for seat in &network.seats {
        let theirs = seat.holder.as_deref() == Some(person) || seat.deputy.as_deref() == Some(person);
        if !theirs || seat.state == SeatState::Vacant || !during(seat.from_days_ago, seat.to_days_ago) {
            continue;
        }
        let rows = network.participations.iter().filter(|row| row.organisation == seat.organisation);
        for row in rows.filter(|row| during(row.from_days_ago, row.to_days_ago)) {
            observer |= matches!(row.state, ParticipationState::Observer | ParticipationState::Resting);
            member |= row.state == ParticipationState::Member;
        }
    }
    match room {
        "medlemmar" => member || coordinator,
        "arbetsgruppen" => assigned,
        "samordning" => coordinator,
        "hela" | "offentligt" => observer || member || assigned,
        room if room.starts_with("planering") => assigned || member,
        _ => guest || observer || member || assigned,
    }
}

fn check_network(content: &Content, network: &Network) {
    let people = keys(&content.people, |person| &person.key);
    let organisations = keys(&content.organisations, |organisation| &organisation.key);
    let documents = keys(&network.documents, |document| &document.key);
    let rooms = keys(&network.rooms, |room| &room.key);
    let meetings = keys(&network.meetings, |meeting| &meeting.key);
    keys(&network.seats, |seat| &seat.key);
    for row in &network.participations {
        assert!(organisations.contains(row.organisation.as_str()), "{}", row.organisation);
    }
    for seat in &network.seats {
        assert!(
            network.participations.iter().any(|row| row.organisation == seat.organisation),
            "{} has no participation",
            seat.key
        );
        assert_eq!(seat.holder.is_some(), seat.state != SeatState::Vacant, "{}", seat.key);
        for person in seat.holder.iter().chain(&seat.deputy) {
            assert!(people.contains(person.as_str()), "{}: {person}", seat.key);
        }
    }
    for row in &network.assignments {
        assert!(people.contains(row.person.as_str()), "{}", row.person);
    }
    for row in &network.guests {
        assert!(
            people.contains(row.person.as_str())
                && rooms.contains(row.room.as_str())
                && people.contains(row.given_by.as_str())
        );
    }
    for meeting in &network.meetings {
        assert!(organisations.contains(meeting.host.as_str()), "{}", meeting.key);
        assert!(meeting.month.is_some() != meeting.days_from_start.is_some(), "{}: a month or a day", meeting.key);
    }
    for room in &network.rooms {
        assert!(room.meeting.as_deref().is_none_or(|key| meetings.contains(key)), "{}", room.key);
    }
    for document in &network.documents {
        assert!(people.contains(document.by.as_str()), "{}: {}", document.key, document.by);
        assert!(rooms.contains(document.room.as_str()), "{}: {}", document.key, document.room);
        assert!(document.meeting.as_deref().is_none_or(|key| meetings.contains(key)), "{}", document.key);
        assert!(
            may_write(network, &document.by, &document.room, document.at.days_ago),
            "{} may not upload to {}",
            document.by,
            document.room
        );
    }
    let places: BTreeSet<_> = network.documents.iter().map(|row| (&row.room, &row.folder, &row.file_name)).collect();
    assert_eq!(places.len(), network.documents.len(), "two files of one name in a folder");
    for (name, room, rows) in conversations(network) {
        assert!(rooms.contains(room), "{name}: unknown room {room}");
        messages(&name, rows, &people, &documents);
        for message in rows {
            assert!(
                may_write(network, &message.author, room, message.at.days_ago),
                "{name}: {} may not write in {room}",
                message.author
            );
            for key in &message.attachments {
                let document = network.documents.iter().find(|document| document.key == *key).expect("checked above");
                assert!(
                    document.at.minutes_before() >= message.at.minutes_before(),
                    "{name}: {key} is younger than the message"
                );
            }
        }
    }
    for thread in &network.threads {
        assert!(
            thread.answers.iter().all(|position| *position > 1 && *position as usize <= thread.messages.len()),
            "{}",
            thread.key
        );
    }
}

#[test]
fn every_key_resolves() {
    let content = content().expect("the demo reads");
    keys(&content.networks, |network| &network.slug);
    for network in &content.networks {
        check_network(&content, network);
    }
    let all: Vec<&str> =
        content.networks.iter().flat_map(|network| &network.documents).map(|document| document.key.as_str()).collect();
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "document keys are unique in the demo");
    let people = keys(&content.people, |person| &person.key);
    for direct in &content.direct {
        messages("direct", &direct.messages, &people, &BTreeSet::new());
        assert!(direct.messages.iter().all(|message| direct.people.contains(&message.author)), "{:?}", direct.people);
    }
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for network in &content.networks {
        names.extend(conversations(network).map(|(name, _, rows)| (name, rows.len())));
    }
    names.extend(
        content.direct.iter().map(|direct| (format!("direct:{}", direct.people.join(",")), direct.messages.len())),
    );
    for mark in &content.marks {
        assert!(people.contains(mark.person.as_str()));
        let length =
            names.get(&mark.conversation).unwrap_or_else(|| panic!("unknown conversation {}", mark.conversation));
        assert!(mark.position as usize <= *length, "{} {}", mark.person, mark.conversation);
    }
    for habit in &content.habits {
        assert!(people.contains(habit.person.as_str()));
    }
}

#[test]
fn something_waits_for_every_sign_in() {
    let content = content().expect("the demo reads");
    for person in content.people.iter().filter(|person| person.sign_in.is_some()) {
        let key = person.key.as_str();
        let mut waiting = 0;
        let mut count = |rows: &[Message], read: u32, direct: bool| {
            for message in rows.iter().skip(read as usize).filter(|message| message.author != key) {
                let answered = message.answers.and_then(|position| rows.get(position as usize - 1));
                let to_mine = answered.is_some_and(|answered| answered.author == key);
                waiting += usize::from(direct || to_mine || message.mentions.iter().any(|named| named == key));
            }
        };
        for network in &content.networks {
            for thread in network.threads.iter().filter(|thread| may_write(network, key, &thread.room, 0)) {
                let read = content.read_position(key, ConversationRef::Thread(&thread.key), &thread.messages);
                count(&thread.messages, read, false);
            }
            for chat in network.chats.iter().filter(|chat| may_write(network, key, &chat.room, 0)) {
                let read = content.read_position(key, ConversationRef::Chat(&network.slug, &chat.room), &chat.messages);
                count(&chat.messages, read, false);
            }
        }
        for direct in content.direct.iter().filter(|direct| direct.people.iter().any(|named| named == key)) {
            let read = content.read_position(key, ConversationRef::Direct(&direct.people), &direct.messages);
            count(&direct.messages, read, true);
        }
        eprintln!("{key}: {waiting} waiting");
        assert!((2..=12).contains(&waiting), "{key}: {waiting} waiting");
    }
}

#[test]
fn the_counts_are_what_was_promised() {
    let content = content().expect("the demo reads");
    let threads: usize = content.networks.iter().map(|network| network.threads.len()).sum();
    let in_threads: usize =
        content.networks.iter().flat_map(|network| &network.threads).map(|thread| thread.messages.len()).sum();
    let in_chats: usize =
        content.networks.iter().flat_map(|network| &network.chats).map(|chat| chat.messages.len()).sum();
    let in_direct: usize = content.direct.iter().map(|direct| direct.messages.len()).sum();
    let documents: Vec<_> = content.networks.iter().flat_map(|network| &network.documents).collect();
    let mut pages: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for document in &documents {
        let made = render(document).expect("renders");
        let row = pages
            .entry(made.file_name.rsplit('.').next().map_or("", |ending| match ending {
                "pdf" => "pdf",
                "docx" => "docx",
                _ => "pptx",
            }))
            .or_default();
        row.0 += 1;
        row.1 += made.pages;
    }
    let total: usize = pages.values().map(|row| row.1).sum();
    eprintln!(
        "people {}, threads {threads}, messages {} (threads {in_threads}, chats {in_chats}, direct {in_direct}), documents {}, pages {total}, {pages:?}",
        content.people.len(),
        in_threads + in_chats + in_direct,
        documents.len()
    );
    assert!(content.people.len() >= 40);
    assert!(threads >= 60, "{threads} threads");
    assert!(in_threads + in_chats + in_direct >= 600, "{in_threads} + {in_chats} + {in_direct} messages");
    assert!(documents.len() >= 58, "{} documents", documents.len());
    assert!(total >= 290, "{total} pages");
    let sign_ins: BTreeSet<&str> =
        content.people.iter().filter(|person| person.sign_in.is_some()).map(|person| person.mail.as_str()).collect();
    let promised = [
        "samordnare",
        "tjansteperson",
        "fortroendevald",
        "suppleant",
        "arbetsgrupp",
        "observator",
        "vilande",
        "gast",
        "tvanat",
        "annatnatverk",
        "administrator",
    ];
    assert_eq!(sign_ins, promised.into_iter().collect());
}

#[test]
fn files_are_the_same_every_time_and_pdf_text_can_be_read() {
    let content = content().expect("the demo reads");
    let folder = std::env::temp_dir().join(format!("samrum-demo-check-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("temporary folder");
    let mut has_pdftotext = true;
    for document in content.networks.iter().flat_map(|network| &network.documents) {
        let (once, twice) = (render(document).expect("renders"), render(document).expect("renders"));
        assert!(once.bytes == twice.bytes, "{} differs between two renderings", document.key);
        if document.format == DocumentFormat::Pdf && has_pdftotext {
            let path = folder.join(format!("{}.pdf", document.key));
            std::fs::write(&path, &once.bytes).expect("written");
            match std::process::Command::new("pdftotext").arg(&path).arg("-").output() {
                Ok(output) => {
                    let read = String::from_utf8_lossy(&output.stdout).into_owned();
                    let first_word = document.title.split_whitespace().next().unwrap_or_default();
                    assert!(
                        read.contains(first_word) && output.stderr.is_empty(),
                        "{}: {}",
                        document.key,
                        String::from_utf8_lossy(&output.stderr)
                    );
                    assert!(
                        !read.contains('\u{fffd}') && read.matches('\u{c}').count() == once.pages,
                        "{}",
                        document.key
                    );
                }
                Err(_) => has_pdftotext = false,
            }
        }
    }
    std::fs::remove_dir_all(&folder).expect("cleaned");
}
