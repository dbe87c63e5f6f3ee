//! English.

mod log;
mod problems;

use super::days::{Held, Months, day};
use super::log::LogWords;
use super::{
    AskWords, CalendarWords, Catalogue, DossierWords, ExportWords, OwnDataWords, ReviewWords, RollWords, TakeHomeWords,
};
use crate::access::{Audience, ParticipationState, RoomKind, SeatKind};
use crate::conversations::mention::MentionRole;
use crate::documents::review::{Outcome, VerdictWord};
use crate::meetings::promise::PromiseStatus;

const MONTHS: Months = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) static CATALOGUE: Catalogue = Catalogue {
    months: MONTHS,
    room,
    audience,
    problem: problems::problem,
    fault,
    moved,
    forwarded: |network| format!("I have passed a message from here on to *{network}*, which we are linked with."),
    document_moved,
    moved_back: "The move is undone: the thread is back where it was, with what was attached.",
    bundle: "Documents",
    page: "page",
    representative: "Representative",
    role,
    everyone: "everyone",
    review: ReviewWords {
        asked: |people, version, due_on, note| {
            let note = note.map(|words| format!("\n\n{words}")).unwrap_or_default();
            format!("{people}: could you review version {version} by {}?{note}", day(due_on, &MONTHS))
        },
        said: |asked_by, version, word, outcome, comment| {
            let said = match word {
                VerdictWord::Approved => format!("{asked_by}: I approve version {version}."),
                VerdictWord::ChangesAsked => format!("{asked_by}: I would like changes in version {version}."),
            };
            let ended = match outcome {
                Some(Outcome::Approved) => " With that everybody has approved it.",
                Some(Outcome::ChangesAsked) => " Everybody has answered. The document is a draft again.",
                _ => "",
            };
            let comment = comment.map(|words| format!("\n\n{words}")).unwrap_or_default();
            format!("{said}{ended}{comment}")
        },
        representative: "Representative",
    },
    dossier: DossierWords {
        notes: "Notes",
        promises: "Decisions and promises",
        decision: "Decision",
        promise: "Promise",
        due: |day| format!("By {}", self::day(day, &MONTHS)),
    },
    about_talk: &["talk", "convers", "discuss", "informal", "mingl", "break", "coffee", "rush"],
    handover: [
        "A place and food are booked",
        "Where to stay and how to get there is described",
        "The programme is done, with time to talk to one another",
        "Speakers have been asked and thanked",
        "The invitation has been sent",
        "Children and young people have been asked about the theme",
        "Somebody takes notes",
        "Who was there is noted",
        "Slides and photos are uploaded",
        "The evaluation has been read, and what matters stands in the letter",
    ],
    take_home: TakeHomeWords {
        met: |when, place, hosts| {
            let within = if matches!(when, Held::Days(..)) { "" } else { "in " };
            let when = when.said(&MONTHS);
            let place = place.map(|place| format!(" in {place}")).unwrap_or_default();
            let host = if hosts.is_empty() { String::new() } else { format!(" Host: {hosts}.") };
            format!("The network met {within}{when}{place}.{host}")
        },
        about: "What it was about",
        asked: "What we asked the network",
        came_to: "What we arrived at",
        answers: "What others answered",
        decided: "What was decided",
        we_promised: "What we have promised",
        others_promised: "What others do",
        means: "What it means for us",
        means_hint: "(In your own words: what are we to do, who does it, and when?)",
        due: |day| format!("by {}", self::day(day, &MONTHS)),
        untitled: "From the network",
    },
    ask: AskWords {
        ask: "Question to the network",
        columns: ["Organisation", "Answer", "Answered by", "When", "How"],
        by_coordinator: "entered by the coordinator",
        not_answered: "Has not answered",
        summary: "Summary",
        question: "The question",
        answers: "The answers",
        hidden: "Hidden:",
    },
    roll: RollWords {
        name: "List of participants",
        columns: ["Organisation", "Takes part as", "Since", "Seat", "Title", "Name"],
        state: |state| match state {
            ParticipationState::Queued => "queued",
            ParticipationState::Observer => "observer",
            ParticipationState::Member => "member",
            ParticipationState::Resting => "resting member",
            ParticipationState::Ended => "no longer",
        },
        seat: |kind| match kind {
            SeatKind::Official => "official",
            SeatKind::Elected => "elected",
        },
        vacant: "vacant",
    },
    log: LogWords {
        columns: [
            "Number",
            "When",
            "Network",
            "Who",
            "What",
            "What (code)",
            "Concerning",
            "More",
            "More (as noted)",
            "Hash before",
            "Hash",
        ],
        installation: "The installation",
        name: "log",
        acts: log::ACTS,
        facts: &log::FACTS,
    },
    calendar: CalendarWords { name: "Meetings in Samrum", day: "Day", from_afar: "From afar" },
    own_data: OwnDataWords {
        title: "My data",
        lead: "This is what Samrum has about you. The same stands in data.json. Of each kind the newest are here, at most twenty thousand, and of messages and of answers at most sixteen million characters.",
        headings: [
            "Account",
            "Addresses",
            "What you tell of yourself",
            "Seats",
            "Roles",
            "Rooms where you were a guest",
            "Sign-ins",
            "Messages",
            "Answers to what was asked",
            "Votes",
            "Answers to meetings",
            "Files",
            "Drafts",
            "What the log says that you did",
        ],
        picture: "picture",
    },
    export: ExportWords {
        folders: ["rooms", "conversations", "documents", "earlier-versions", "meetings"],
        taken_out: |when| format!("Taken out of Samrum {when}."),
        holds: "This folder is read without Samrum: open index.html in a browser. The files are the originals, and beside \
                each page the same facts lie as JSON. checksums.sha256 holds the checksum of every file.",
        overview: "Overview",
        rooms: "Rooms",
        meetings: "Meetings",
        conversations: "Conversations",
        documents: "Documents",
        decisions: "Decisions",
        chat: "Chat",
        about: "Conversation about",
        when: "When",
        place: "Place",
        hosts: "Host",
        themes: "Themes",
        articles: "Articles of the Convention",
        programme: "Programme",
        day: "Day",
        attendance: "Who was there",
        attended: ["Organisation", "Officials", "Elected", "Guests", "Others"],
        evaluation: "What was thought of it",
        thought: ["Worth the time:", "Takes home:", "Could be better:"],
        questions: "Asked before the meeting",
        promised: |status| match status {
            PromiseStatus::Open => "not done",
            PromiseStatus::Done => "done",
            PromiseStatus::Dropped => "given up",
        },
        answers: "The answers",
        attached: "Attached",
        not_here: "a file that is not in here",
        taken_away: "This message was taken away.",
        hidden: "This message is hidden:",
        edited: "edited",
        answers_to: "in answer to",
        versions: "Earlier versions",
        messages: |count| if count == 1 { "1 message".to_owned() } else { format!("{count} messages") },
        results: ["Adopted", "Rejected"],
        leaf: ["Earlier messages", "Later messages"],
        nothing: "There is nothing here.",
    },
};

fn moved(room: &str, more: i64, files: usize, word: Option<&str>) -> String {
    let readers = match more {
        0 => "Nobody more than before can read it.".to_owned(),
        1 => "One more person can read all of the thread, from the first message.".to_owned(),
        more => format!("{more} more people can read all of the thread, from the first message."),
    };
    let files = match files {
        0 => String::new(),
        1 => " One attached file came along.".to_owned(),
        files => format!(" {files} attached files came along."),
    };
    let word = word.map(|word| format!("\n\n{word}")).unwrap_or_default();
    format!("I have moved the thread to *{room}*. {readers}{files}{word}")
}

fn document_moved(room: &str, more: i64, word: Option<&str>) -> String {
    let readers = match more {
        0 => "Nobody more than before can read it.".to_owned(),
        1 => "One more person can read it, and this conversation.".to_owned(),
        more => format!("{more} more people can read it, and this conversation."),
    };
    let word = word.map(|word| format!("\n\n{word}")).unwrap_or_default();
    format!("I have moved the document to *{room}*. {readers}{word}")
}

fn room(kind: RoomKind) -> &'static str {
    match kind {
        RoomKind::WholeNetwork => "Whole network",
        RoomKind::Members => "Members",
        RoomKind::WorkingGroup => "Working group",
        RoomKind::Coordination => "Coordination",
        RoomKind::Public => "Public",
        RoomKind::Meeting => "Meeting",
        RoomKind::Planning => "Planning",
        RoomKind::Direct => "Direct conversation",
        RoomKind::Custom => "Room",
    }
}

fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::WholeNetwork => "Everybody in the network, observers too",
        Audience::Members => "Members",
        Audience::WorkingGroup => "The working group and the coordinators",
        Audience::Coordination => "The coordinators",
        Audience::Public => "Anyone may read, also without an account",
        Audience::Planning => "The working group, the coordinators and the hosts",
        Audience::Officials => "Members' officials",
        Audience::Elected => "Members' elected politicians",
        Audience::Organisations => "Chosen organisations",
        Audience::Observers => "Observers and coordinators",
        Audience::NamedGroup => "The group's members and the coordinators",
        Audience::Direct => "Only you who take part in the conversation",
    }
}

fn role(role: MentionRole) -> &'static str {
    match role {
        MentionRole::Coordinator => "coordinators",
        MentionRole::Host => "host",
        MentionRole::WorkingGroup => "working group",
    }
}

fn fault(code: &str) -> &'static str {
    match code {
        "twice" => "Stands there twice.",
        "not_an_address_of_a_page" => "Has to begin with https://",
        "one_each" => "Needs one answer for each condition.",
        "form_unknown" => "The form is not known. Load the page again and try once more.",
        "form_too_old" => "The form has been open for long. Try to send it again.",
        "form_too_soon" => "That was unusually fast. Wait some seconds and send it again.",
        "empty" => "Must not be empty.",
        "too_long" => "Too long.",
        "too_short" => "The password needs at least 15 characters. A sentence is good.",
        "too_many" => "Too many.",
        "too_many_mentions" => "At most fifty mentions in a message. Mention organisations instead of people.",
        "too_deep" => "Quotes and lists stand too deep within one another to be read.",
        "too_large" => "Too large.",
        "length" => "Empty or too long. Fill it in, or shorten it.",
        "not_an_address" => "Does not look like an e-mail address.",
        "not_a_date" => "Write a year, a month or a day: 2016, 2016-10 or 2016-10-12.",
        "not_a_name" => "Can't be used as a name.",
        "not_a_slug" => "May hold only a–z, digits and hyphens.",
        "by_review" => "Ask somebody to review the document instead.",
        "not_a_room_for_imports" => "Files can't be brought in here: choose one of the network's own rooms.",
        "not_themes" => "At most ten themes of at most 80 characters each.",
        "one_word" => "At least two ways to say the same thing.",
        "not_words" => "Words only, without equals signs.",
        "not_a_number" => "Write a phone number: digits, plus, hyphens.",
        "not_a_picture" => "Can’t be read as a picture. Choose a JPEG or a PNG.",
        "not_a_county" => "Choose one of the counties.",
        "part_of_itself" => "It can’t be part of itself.",
        "official" => "Kind and county come from the official lists.",
        "not_articles" => "At most ten of the Convention's articles 1–54.",
        "same_room" => "It stands there already.",
        "other_network" => "The room is in another network.",
        "nul_character" => "Holds a character that can't be stored.",
        "before_from" => "Ends before it begins.",
        "own_network" => "That is this network.",
        "unknown_placeholder" => "The word in braces is not known. Write {name}, {organisation} or {seat}.",
        "not_to_choose" => "Cannot be chosen here.",
        "in_the_past" => "Has already been.",
        "reason_missing" => "Say why, so that the others understand.",
        "people_vote" => "Here everybody votes for themselves.",
        "days_missing" => "Say first which days it is.",
        "not_a_time" => "Write the time as 09:30.",
        "not_https" => "The address has to begin with https://.",
        "before_start" => "The period ends before it starts.",
        "in_the_future" => "That day has not been yet.",
        "out_of_range" => "Is out of range.",
        "not_a_websocket" => "The address is for websockets.",
        "not_our_protocol" => "The websocket speaks the subprotocol samrum.v1.",
        "too_common" => "The password is too common. Choose a sentence only you would think of.",
        "unchanged" => "The new password is the same as the old one.",
        "wrong_password" => "The present password is wrong.",
        "idempotency_key_reused" => "The key has been used for another request.",
        "not_found" => "Does not exist, or not for you.",
        "missing" => "Is missing.",
        "unknown_field" => "Unknown field.",
        _ => "Does not have the expected form.",
    }
}
