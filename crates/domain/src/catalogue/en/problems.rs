//! What could not be done, and what one can do about it: title and explanation of every problem, in English.

pub(super) fn problem(code: &str) -> (&'static str, &'static str) {
    match code {
        "unauthenticated" => ("Not signed in", "Sign in to go on."),
        "wrong_credentials" => ("Could not sign in", "The e-mail address or the password is wrong."),
        "not_found" => ("Not found", "There is nothing here, or nothing that you can see."),
        "not_found_in" => ("Something you refer to does not exist", "It does not exist, or not for you."),
        "forbidden" => ("You may not do that", "You can read this but not change it."),
        "forbidden_to_read" => {
            ("This is not open to you", "It is for others in the network. Ask the coordinator if you need it.")
        }
        "conditions_of_others" => (
            "Only those concerned see this",
            "An organisation's conditions are seen by those who hold its seats, and by the network's coordinators.",
        ),
        "certificate_of_others" => (
            "Only those concerned see this",
            "A certificate is made by those who hold the organisation's seats, or by the network's coordinators.",
        ),
        "revisit_changed" => (
            "Somebody has changed the day",
            "Somebody has set another day since you saw it. Read it again and try again.",
        ),
        "foreign_origin" => ("The request came from another site", "Open Samrum in a tab of its own and try again."),
        "invalid" => ("Something needs to be corrected", "See what is wrong and try again. Nothing has been saved."),
        "bad_json" => ("The request could not be read", "Its content does not have the expected form."),
        "bad_query" => ("The address could not be read", "Something in the address does not have the expected form."),
        "bad_header" => ("The request could not be read", "Something in its headers does not have the expected form."),
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
        "client_id_taken" => ("Used already", "You have written something else with that client_id. Send a new one."),
        "already_written" => ("Written already", "The post is in the conversation already. Read it again to see it."),
        "no_conversation" => (
            "The mail is of no conversation",
            "Choose not to get such mails at all instead, or change what you follow.",
        ),
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
        "notice_stays" => (
            "The message tells what was done",
            "Everybody who has written is to learn who reads it, so it can't be changed, hidden or taken away. Undo a wrong move.",
        ),
        "not_hidden" => ("It is not hidden", "It can be read already."),
        "writing_hidden" => ("Hidden already", "Somebody who manages the room has hidden it already."),
        "flag_settled" => ("Already settled", "Somebody else has dealt with it."),
        "flag_not_settled" => ("Not settled", "It is waiting for somebody to deal with it already."),
        "not_a_question" => ("It is no question", "Only answers to questions can be accepted."),
        "not_an_answer" => ("It is no answer", "Another message than the question itself can be accepted."),
        "too_many_answers" => ("Too many accepted answers", "Take the mark from one of them first."),
        "too_many_pinned_documents" => {
            ("Too many pinned documents", "Unpin another first. Five have room beside a room's conversations.")
        }
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
        "taken_home_already" => {
            ("There is a page already", "Your organisation has a page to take home from here. Open it.")
        }
        "page_unfinished" => (
            "The page is not finished",
            "At its end there is still a hint for you. Write it in your own words, or remove it.",
        ),
        "mail_without_content" => (
            "The network's mails hold no content",
            "Print the page or take it as a Word file instead, and note whom you told.",
        ),
        "meeting_cancelled" => ("The meeting is cancelled", "It can't be changed while it is cancelled."),
        "meeting_held" => ("The meeting has been held", "It can't be cancelled."),
        "meeting_not_cancelled" => ("The meeting is not cancelled", "There is nothing to take back."),
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
        "last_coordinator" => (
            "The network needs a coordinator",
            "The last one can neither leave, be removed nor be suspended. Another is appointed first.",
        ),
        "last_of_troika" => (
            "The network needs a coordinator",
            "Its hosts coordinate the network, and after this nobody would. Plan the next meeting with a host that has an official in the network, or ask the administrator to appoint a coordinator.",
        ),
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
        "guest_comes_already" => {
            ("The guest is coming already", "Somebody with that address is a guest of the meeting already.")
        }
        "guest_already" => {
            ("You are a guest in the room already", "Nothing more is needed. The invitation can be put away.")
        }
        "already_linked" => ("The networks are linked already", "Or about to be. See the list of links."),
        "already_settled" => ("It has been settled", "Another coordinator was first. Load the page again."),
        "nothing_to_forward" => ("There is nothing to pass on", "The message has no words of its own, only quotes."),
        "cap_reached" => (
            "The network is full",
            "There is space for as many active members as there are. Let one rest, or put the organisation in the queue.",
        ),
        "no_more_seats" => (
            "The organisation has as many seats as it may",
            "The network has said how many of each kind there are. End one, or change the settings.",
        ),
        "nobody_to_write_to" => ("Nobody gets the letter", "Nobody has a seat of that kind just now. Choose more."),
        "letter_too_wide" => ("Too many recipients", "There is space for two hundred in one letter. Divide it."),
        "other_recipients" => {
            ("The recipients have changed", "Somebody has come or gone since you saw the letter. See it again first.")
        }
        "letter_gone" => {
            ("The letter has gone", "It can be taken back for a minute. Write another if something was wrong.")
        }
        "already_renewed" => ("The renewal has begun", "There is an agreement that follows on this one."),
        "period_without_end" => ("The period has no end", "Set a last day first, then it can be renewed."),
        "asked_recently" => {
            ("Letters went a short while ago", "There has to be a week between letters on an agreement.")
        }
        "everybody_decided" => ("All have decided", "There is nobody left to ask for a decision."),
        "no_official_to_write_to" => {
            ("There is nobody to write to", "None of those who have not decided has an official who holds a seat.")
        }
        "period_over" => ("The period is over", "Decisions for it can't be asked for any more."),
        "not_adopted" => ("No decision is noted", "There is nothing to take back."),
        "identity_protected" => {
            ("Your identity is protected", "No picture of you is shown then. Remove the protection first.")
        }
        "still_takes_part" => (
            "The person still takes part",
            "They still have a seat, a role or a guest pass. The coordinators of the networks end those. Whoever is an administrator stops being one here first.",
        ),
        "last_administrator" => {
            ("The installation needs an administrator", "The last one can’t leave. Make somebody else one first.")
        }
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
        "queued_by_case" => (
            "The organisation waits for a place by a case",
            "Decide the case: whoever asked is told, and the organisation gets its seats.",
        ),
        "case_decided" => {
            ("The case has been decided", "Somebody else was first. Read it again to see what was decided.")
        }
        "case_withdrawn" => ("The case has been withdrawn", "Those who asked do not want to join any more."),
        "conditions_unsaid" => ("Something is not answered", "Answer all conditions before you confirm them."),
        "not_an_observer" => ("You are not observers", "Only observers ask for full membership."),
        "membership_not_asked" => {
            ("There is no ask for membership to take back", "Load the page again to see how it stands.")
        }
        "membership_asked" => ("You have asked for membership already", "The coordinator will be in touch."),
        "case_full" => ("There is no more room in the case", "Get in touch in another way."),
        "organisation_unknown" => ("The organisation is not known", "Say first which organisation it is."),
        "other_case" => (
            "The organisation has another case",
            "Another case of the same organisation has been decided, or waits in the queue. Decide that one, and answer this with a no.",
        ),
        "takes_part_already" => (
            "The organisation takes part already",
            "It takes part in the network already. If it is about a case, answer no in it. How the organisation takes part is changed under Membership and rotation.",
        ),
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
        "meeting_not_published" => (
            "The meeting is not in the archive",
            "The document comes there when the meeting is published. If it is, those who plan it put the document there.",
        ),
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
        "invitation_over" => (
            "What the invitation is for is over",
            "Its last day is past. Invite anew with another last day: the new invitation takes the place of this one.",
        ),
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
        "too_many_to_ask" => (
            "Too many seats to ask at once",
            "At most 1,000 seats are asked in one round. Ask the officials and the elected each in a round of their own.",
        ),
        "nobody_to_ask" => ("There is nobody to ask", "The network has no seats of that kind."),
        "nobody_to_remind" => {
            ("There is nobody to remind", "Nobody holds a seat of the organisation now. Invite somebody to it first.")
        }
        "conditions_confirmed" => {
            ("Nothing is to be confirmed yet", "What the organisation has said of its conditions still holds.")
        }
        "stands_in_already" => ("Somebody stands in then", "End the other standing in first, or choose other days."),
        "under_way" => ("Already under way", "The same request is being carried out. Wait a moment."),
        "too_many" => ("Too many tries", "Wait a while and try again."),
        "unavailable" => ("Busy for the moment", "Nothing was changed. Try again in a little while."),
        "range_not_satisfiable" => ("There is no such part", "The file is shorter than that."),
        _ => ("Something went wrong on our side", "The fault has been noted. Try again in a while."),
    }
}
