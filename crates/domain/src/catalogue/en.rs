//! English.

use super::{AskWords, CalendarWords, Catalogue, DossierWords, ExportWords, LogWords, ReviewWords, RollWords};
use crate::access::{Audience, ParticipationState, RoomKind, SeatKind};
use crate::conversations::mention::MentionRole;
use crate::documents::review::{Outcome, VerdictWord};

pub(super) static CATALOGUE: Catalogue = Catalogue {
    room,
    audience,
    problem,
    fault,
    moved,
    moved_back: "The move is undone: the thread is back where it was, with what was attached.",
    bundle: "Documents",
    representative: "Representative",
    role,
    everyone: "everyone",
    review: ReviewWords {
        asked: |people, version, due_on, note| {
            let note = note.map(|words| format!("\n\n{words}")).unwrap_or_default();
            format!("{people}: could you review version {version} by {}?{note}", due_on.format("%-d %B %Y"))
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
        due: |day| format!("By {}", day.format("%-d/%-m %Y")),
    },
    ask: AskWords {
        ask: "Question to the network",
        columns: ["Organisation", "Answer", "Answered by", "When", "How"],
        by_coordinator: "entered by the coordinator",
        not_answered: "Has not answered",
        summary: "Summary",
        question: "The question",
        answers: "The answers",
    },
    roll: RollWords {
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
        columns: ["Number", "When", "Network", "Who", "What", "Concerning", "More", "Hash before", "Hash"],
        installation: "The installation",
        name: "log",
    },
    calendar: CalendarWords { name: "Meetings in Samrum", day: "Day", from_afar: "From afar" },
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

fn problem(code: &str) -> (&'static str, &'static str) {
    match code {
        "unauthenticated" => ("Not signed in", "Sign in to go on."),
        "wrong_credentials" => ("Could not sign in", "The e-mail address or the password is wrong."),
        "not_found" => ("Not found", "There is nothing here, or nothing that you can see."),
        "not_found_in" => ("Something you refer to does not exist", "It does not exist, or not for you."),
        "forbidden" => ("You may not do that", "You can read this but not change it."),
        "foreign_origin" => ("The request came from another site", "Open Samrum in a tab of its own and try again."),
        "invalid" => ("Something needs to be corrected", "See what is wrong and try again. Nothing has been saved."),
        "bad_json" => ("The request could not be read", "Its content does not have the expected form."),
        "bad_query" => ("The address could not be read", "Something in the address does not have the expected form."),
        "bad_cursor" => ("The list could not be continued", "Start again from its beginning."),
        "too_large" => ("Too large", "What you sent is larger than what is accepted."),
        "unsupported_media_type" => ("Wrong kind of content", "Send the content in the documented form."),
        "method_not_allowed" => ("That can't be done this way", "This address does not accept that method."),
        "precondition_required" => ("Something is missing", "Say which version you started from (If-Match)."),
        "stale" => {
            ("Somebody was before you", "It has changed since you read it. Read it again and retry; your text is kept.")
        }
        "name_taken" => {
            ("The name is taken", "The folder has a document of that name. Make a new version or keep both.")
        }
        "conversation_closed" => ("The conversation is closed", "It can be read but not written in."),
        "everyone_not_allowed" => (
            "Calling upon everyone is the coordinator's",
            "Mention whom you want to reach, an organisation or @coordinators instead of @everyone.",
        ),
        "everyone_called_lately" => (
            "Everyone here has just been called upon",
            "It can be done once in ten minutes. Write without @everyone, or wait a while.",
        ),
        "ask_closed" => ("The question is closed", "The answers can be read but not changed."),
        "everybody_answered" => ("Everybody has answered", "There is nobody left to remind."),
        "reminded_recently" => ("A reminder has just gone out", "There has to be a day between two reminders."),
        "vote_closed" => ("The time to vote is over", "The votes can be read but not changed."),
        "deadline_not_passed" => (
            "Not everybody has been heard yet",
            "The proposal can be decided when the time is over, or when every organisation has voted.",
        ),
        "message_deleted" => ("The message is deleted", "A deleted message can't be changed."),
        "not_hidden" => ("The message is not hidden", "It can be read already."),
        "flag_settled" => ("Already settled", "Somebody else has dealt with it."),
        "flag_not_settled" => ("Not settled", "It is waiting for somebody to deal with it already."),
        "not_a_question" => ("It is no question", "Only answers to questions can be accepted."),
        "not_an_answer" => ("It is no answer", "Another message than the question itself can be accepted."),
        "too_many_answers" => ("Too many accepted answers", "Take the mark from one of them first."),
        "too_many_pinned" => {
            ("Too many pinned threads", "Unpin another first. Five have room on top of a room's list.")
        }
        "not_a_chat" => ("It is no chat", "Only messages of a chat can become threads."),
        "more_readers" => (
            "More people would read than was shown",
            "The room has more readers than when you saw the number. Look again before you move it.",
        ),
        "moved_again" => ("The thread has been moved again", "This move can't be undone any more."),
        "written_since" => ("Somebody has written since", "Ask a coordinator to move the thread back."),
        "too_late_to_undo" => ("Too late to undo", "It can't be undone any more."),
        "email_taken" => ("The address is in use", "There is an account with that e-mail address."),
        "address_already_yours" => ("The address is yours already", "It is among your addresses."),
        "too_many_addresses" => ("Too many addresses", "Remove one you do not use. There is room for five."),
        "primary_address" => {
            ("Mails go there", "Choose another address for mails first, then this one can be removed.")
        }
        "slug_taken" => ("The address is taken", "There is a network with that address. Choose another."),
        "no_elected_seat" => {
            ("Holds no elected seat in the network", "The spokesperson is one of the network’s politicians.")
        }
        "tagged_already" => ("Is there already", "This person is marked so already."),
        "too_many_tags" => ("Too many marks", "Take one away that is not needed. There is room for ten."),
        "recipient_already" => ("Is there already", "The address is in the home group already."),
        "too_many_recipients" => ("The home group is full", "There is room for a hundred. Remove somebody first."),
        "organisation_name_taken" => ("The name is taken", "There is an organisation called so already."),
        "organisation_is_official" => {
            ("The organisation is official", "It stands in the official lists. Give it another name instead.")
        }
        "organisation_has_history" => (
            "The organisation has a history",
            "Something in Samrum tells of it, so it can’t be deleted. End its participation instead, or give it another name.",
        ),
        "already_appointed" => ("Appointed already", "The person has that appointment in the network."),
        "no_seat_in_network" => {
            ("No seat in the network", "The working group is of those who hold a seat in the network.")
        }
        "last_coordinator" => {
            ("The network needs a coordinator", "Appoint another first, then the last can be removed.")
        }
        "network_closed" => ("The network is closed", "It is there to read; nothing more is added to it."),
        "too_many_rooms" => ("Too many rooms", "Archive one that is no longer used. There is space for a hundred."),
        "room_of_network" => (
            "The room belongs to the network",
            "It came with the network or a meeting. Only rooms that somebody has made can be changed and archived.",
        ),
        "room_archived" => ("The room is archived", "Bring it back first, then it can be changed."),
        "no_guests_here" => (
            "The room takes no guests",
            "Guests are invited to rooms other than the coordinators' and direct conversations.",
        ),
        "room_full_of_guests" => {
            ("The room is full of guests", "There is space for two hundred. End another one's first.")
        }
        "guest_already" => {
            ("You are a guest in the room already", "Nothing more is needed. The invitation can be put away.")
        }
        "already_renewed" => ("The renewal has begun", "There is an agreement that follows on this one."),
        "period_without_end" => ("The period has no end", "Set a last day first, then it can be renewed."),
        "not_adopted" => ("No decision is noted", "There is nothing to take back."),
        "oneself" => ("That is yourself", "Ask another administrator to do it."),
        "too_many_searches" => ("Too many saved searches", "Remove one you no longer need. There is room for fifty."),
        "not_open_for_answers" => ("One can't answer now", "The invitation has not been sent, or the meeting is over."),
        "too_many_guests" => {
            ("All places for guests are taken", "The organisation has filled its places. Remove somebody else first.")
        }
        "nothing_to_confirm" => ("Nothing to confirm", "Nobody waits to be confirmed as standing in."),
        "not_begun" => {
            ("The meeting has not begun", "Attendance is noted while the meeting is held or when it is over.")
        }
        "no_days" => ("The days are not decided", "Once they are, the meeting can be put in a calendar."),
        "meeting_begun" => ("The meeting has begun", "Questions and themes are handed in before the meeting."),
        "case_decided" => {
            ("The case has been decided", "Somebody else was first. Read it again to see what was decided.")
        }
        "case_withdrawn" => ("The case has been withdrawn", "Those who asked do not want to join any more."),
        "conditions_unsaid" => ("Something is not answered", "Answer all conditions before you confirm them."),
        "not_an_observer" => ("You are not observers", "Only observers ask for full membership."),
        "membership_asked" => ("You have asked for membership already", "The coordinator will be in touch."),
        "case_full" => ("There is no more room in the case", "Get in touch in another way."),
        "organisation_unknown" => ("The organisation is not known", "Say first which organisation it is."),
        "takes_part_already" => {
            ("The organisation takes part already", "It takes part in the network in that way already.")
        }
        "too_many_questions" => ("You have asked many questions", "Take one of them back first."),
        "too_many_themes" => ("There are many proposals already", "Vote for one of them instead."),
        "too_many_wanted" => ("You have chosen three themes", "Remove another first."),
        "notes_closed" => {
            ("The notes are published", "What is in the archive is changed by a new version with a reason.")
        }
        "notes_full" => ("The notes are full", "Publish what there is, and write the rest in a document."),
        "notes_gap" => {
            ("Something before what you wrote is missing", "Load the page again, and all of it is sent anew.")
        }
        "nothing_to_publish" => ("There is nothing to publish yet", "Take a note, or record a decision or a promise."),
        "meeting_not_begun" => ("The meeting has not begun", "This is done while the meeting goes on, or after it."),
        "too_many_promises" => ("The meeting has as many decisions and promises as it holds", "Change one of them."),
        "published" => {
            ("It is published", "What is in the archive is not taken away. Add a new version with a reason.")
        }
        "meeting_archived" => ("The meeting is in the archive", "Its phase does not change any more."),
        "folder_inside_itself" => ("A folder can't be inside itself", "Choose another folder or the top of the room."),
        "folder_name_taken" => ("The name is taken", "There is a folder of that name there. Choose another."),
        "folder_not_empty" => ("The folder is not empty", "Move or take away what is in it first."),
        "too_many_uploads" => {
            ("Too many uploads", "Let what is on its way finish, or cancel some of it, and try again.")
        }
        "import_not_in_review" => {
            ("The import does not wait for you", "Its files are being taken in, or it is done or given up.")
        }
        "too_many_imports" => {
            ("Too many imports at once", "Look through or give up one of those that wait, and try again.")
        }
        "wrong_offset" => ("The piece does not fit", "Ask how far the file has come and go on from there."),
        "upload_unfinished" => ("The file is not whole", "Not all of the file has come yet. Go on where it ended."),
        "too_many_files" => {
            ("Too many files", "The folder has more than 5,000 documents. Download the folders inside it one by one.")
        }
        "checked_out" => (
            "The document is checked out",
            "Somebody else is working on it. Ask them to give it back, or upload your file as a document of its own.",
        ),
        "not_checked_out" => ("The document is not checked out", "Nobody has it at present."),
        "newest_version" => ("That is the current version", "Choose an earlier version to go back to."),
        "not_a_text" => (
            "The file can't be changed here",
            "Only texts can be changed here. Download the file, change it and upload a new version.",
        ),
        "no_text_to_compare" => ("Nothing to compare", "One of the versions has no text, or has not been read yet."),
        "too_long_to_compare" => ("Too long to compare", "Download both versions and compare them on your computer."),
        "under_review_already" => ("It is under review already", "Wait until the review has ended, or take it back."),
        "not_under_review" => ("It is not under review", "The review has ended."),
        "another_version" => ("Another version", "A new version has come. Read that one first."),
        "too_many_folders" => ("Too many folders", "The room has as many folders as a room can have."),
        "too_many_of_that_name" => ("Too many of the same name", "Choose another name."),
        "seat_not_open" => {
            ("The seat takes nobody", "It has ended, or the organisation no longer takes part in the network.")
        }
        "already_invited" => {
            ("Invited already", "There is an invitation to that address. Send it again or take it back.")
        }
        "too_many_invitations" => ("Too many invitations", "Take back one of those that wait first."),
        "invitation_settled" => ("The invitation is settled", "It has been used or taken back."),
        "invitation_used" => (
            "The invitation has been used",
            "An invitation counts once. Sign in as usual, or ask the coordinator for a new one.",
        ),
        "invitation_withdrawn" => (
            "The invitation no longer holds",
            "It was taken back, or a newer one was sent. Look for a later mail, or get in touch with the coordinator.",
        ),
        "invitation_expired" => ("The invitation has run out", "Ask the coordinator to send it again."),
        "invitation_void" => (
            "The invitation no longer holds",
            "Things have changed since it was sent. Get in touch with the coordinator.",
        ),
        "sign_in_to_accept" => {
            ("Sign in first", "A new account can't be made with this address. Sign in with it and open the link again.")
        }
        "other_account" => (
            "The invitation is for another address",
            "You are signed in with an account that does not have the address the invitation was sent to.",
        ),
        "held_already" => ("You have the seat already", "Nothing more is needed. The invitation may be put away."),
        "ended_already" => ("Ended already", "It has an end, as early or earlier."),
        "proposed_already" => {
            ("Somebody has been proposed", "Take that proposal back first, or wait until the coordinator has answered.")
        }
        "proposal_settled" => ("The proposal is settled", "It has been confirmed, declined or taken back."),
        "round_open" => ("A round is open", "Close it before you ask anew."),
        "round_closed" => ("The round is closed", "The answers can be read but not changed."),
        "nobody_to_ask" => ("There is nobody to ask", "The network has no seats of that kind."),
        "stands_in_already" => ("Somebody stands in then", "End the other standing in first, or choose other days."),
        "under_way" => ("Already under way", "The same request is being carried out. Wait a moment."),
        "too_many" => ("Too many tries", "Wait a while and try again."),
        "unavailable" => ("Busy for the moment", "Nothing was changed. Try again in a little while."),
        "range_not_satisfiable" => ("There is no such part", "The file is shorter than that."),
        _ => ("Something went wrong on our side", "The fault has been noted. Try again in a while."),
    }
}

fn fault(code: &str) -> &'static str {
    match code {
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
        "length" => "Has the wrong length.",
        "not_an_address" => "Does not look like an e-mail address.",
        "not_a_name" => "Can't be used as a name.",
        "not_a_slug" => "May hold only a–z, digits and hyphens.",
        "by_review" => "Ask somebody to review the document instead.",
        "not_a_room_for_imports" => "Files can't be brought in here: choose one of the network's own rooms.",
        "not_themes" => "At most ten themes of at most 80 characters each.",
        "one_word" => "At least two ways to say the same thing.",
        "not_words" => "Words only, without equals signs.",
        "not_a_number" => "Write a phone number: digits, plus, hyphens.",
        "not_a_county" => "Choose one of the counties.",
        "part_of_itself" => "It can’t be part of itself.",
        "official" => "Kind and county come from the official lists.",
        "not_articles" => "At most ten of the Convention's articles 1–54.",
        "same_room" => "It stands there already.",
        "other_network" => "The room is in another network.",
        "nul_character" => "Holds a character that can't be stored.",
        "before_from" => "Ends before it begins.",
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
        "not_our_protocol" => "The websocket needs the subprotocol samrum.v1.",
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
