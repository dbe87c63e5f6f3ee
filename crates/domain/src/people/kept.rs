//! What each table keeps of people: what of it can be taken out, and what becomes of it when somebody is erased.
//!
//! A new table is a row here before the tests pass: they compare this list with the database.
//!
//! What was written and decided in a network is a public authority's record and is not erased on somebody's wish
//! (arkivlagen (1990:782) § 10; Regulation (EU) 2016/679 art. 17.3 b and d): it stays, under their id, which leads to no
//! name any more. All that was theirs alone goes.

/// Who takes out what a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Each person their own ([`super::own_data`]).
    ByThemself,
    /// Whoever takes out a room, a meeting or a network ([`crate::export`]).
    WithTheNetwork,
    /// Both.
    ByBoth,
    /// Nobody: it is in a backup.
    ByNobody,
}

/// What becomes of what a table holds of somebody who is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erased {
    /// It was theirs alone: the rows go of which this is true, the person being `$1`.
    Goes(&'static str),
    /// It tells of people by name and address, with an account or without: columns are emptied where it tells of them.
    Emptied {
        /// Where it does: by an address that is theirs, or by what has come of it, as they may have had another one then. The
        /// person is `$1`.
        theirs: &'static str,
        /// The columns, and what stands in them then.
        set: &'static str,
    },
    /// It is the account: the id stays, and nothing with it.
    Account,
    /// It tells what was done, said or decided, and by whom only as an id.
    Stays,
    /// It tells nothing of anybody, or ends by itself within days.
    Passes,
}

/// What a table keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The table.
    pub table: &'static str,
    /// Who takes it out.
    pub taken: Taken,
    /// What becomes of it.
    pub erased: Erased,
}

const fn kept(table: &'static str, taken: Taken, erased: Erased) -> Kept {
    Kept { table, taken, erased }
}

const THEIRS: Erased = Erased::Goes("person_id = $1");

/// That the address in a column is one of theirs.
macro_rules! theirs {
    ($column:literal) => {
        concat!("lower(", $column, ") IN (SELECT address FROM person_email WHERE person_id = $1)")
    };
    ($column:literal, $or:literal) => {
        concat!("(", theirs!($column), " OR ", $or, ")")
    };
}

/// Where a name was.
pub(super) const NO_NAME: &str = "–";

/// Every table, except what the database keeps for itself. What refers to another that goes, or is found by it, stands
/// before it.
pub const TABLES: &[Kept] = {
    use Erased::{Account, Emptied, Goes, Passes, Stays};
    use Taken::{ByBoth, ByNobody, ByThemself, WithTheNetwork};
    &[
        // those to an address given up are found by what they are about; the one that confirmed it tells of nobody any more,
        // and is forgotten with the others that have gone
        kept(
            "notice",
            ByNobody,
            Goes(theirs!(
                "address",
                "subject_id = $1 OR subject_id IN (SELECT id FROM invitation WHERE accepted_by = $1)"
            )),
        ),
        kept("accepted_answer", WithTheNetwork, Stays),
        kept("address_claim", ByNobody, THEIRS),
        kept("adoption", ByNobody, Stays),
        kept("adoption_letter", ByNobody, Stays),
        kept("agreement", ByNobody, Stays),
        kept("agreement_version", ByNobody, Stays),
        kept("ask", WithTheNetwork, Stays),
        kept("ask_answer", ByBoth, Stays),
        kept("ask_organisation", ByNobody, Passes),
        kept("assignment", ByThemself, Stays),
        // names people by their ids
        kept("audit", ByThemself, Stays),
        kept("blob", ByNobody, Passes),
        kept("calendar_feed", ByNobody, THEIRS),
        kept("case_act", ByNobody, Stays),
        kept("case_answer", ByNobody, Stays),
        kept("case_check", ByNobody, Stays),
        kept("case_file", ByNobody, Stays),
        kept("case_link", ByNobody, Passes),
        kept("case_word", ByNobody, Stays),
        kept("check_out", ByNobody, Stays),
        kept("condition", ByNobody, Passes),
        kept("condition_mark", ByNobody, Stays),
        kept("consumer", ByNobody, Passes),
        kept("conversation", WithTheNetwork, Stays),
        kept("conversation_act", ByNobody, Stays),
        kept("conversation_move", ByNobody, Stays),
        kept("dead_event", ByNobody, Passes),
        kept("decision", WithTheNetwork, Stays),
        // with whom somebody wrote is part of what was written
        kept("direct_participant", ByNobody, Stays),
        kept("document", WithTheNetwork, Stays),
        kept("document_seen", ByNobody, Passes),
        kept("document_seen_ask", ByNobody, Stays),
        kept("document_version", ByBoth, Stays),
        kept("draft", ByThemself, THEIRS),
        kept("erasure", ByNobody, Stays),
        kept("evaluation", WithTheNetwork, Stays),
        // ids, for thirty days
        kept("event", ByNobody, Passes),
        kept("everyone_called", ByNobody, Passes),
        kept(
            "expression",
            ByNobody,
            Emptied { theirs: theirs!("email"), set: "name = '–', role = '', email = '', email_folded = ''" },
        ),
        kept("flag", ByNobody, Stays),
        kept("folder", WithTheNetwork, Passes),
        kept("follow_conversation", ByNobody, THEIRS),
        kept("follow_room", ByNobody, THEIRS),
        kept("forwarding", ByNobody, Stays),
        kept("forwarding_file", ByNobody, Stays),
        kept("guest_pass", ByThemself, Stays),
        kept(
            "home_group_recipient",
            ByNobody,
            Emptied { theirs: theirs!("address"), set: "name = '–', name_key = '', address = '', consent = ''" },
        ),
        kept("host_handover", ByNobody, Stays),
        kept("host_order", ByNobody, Stays),
        kept("hosting", ByNobody, Passes),
        // a day
        kept("idempotency", ByNobody, Passes),
        kept("import", ByNobody, Stays),
        kept("import_file", ByNobody, Stays),
        kept("installation", ByNobody, Passes),
        kept(
            "invitation",
            ByNobody,
            Emptied { theirs: theirs!("address", "accepted_by = $1"), set: "name = '–', email = '', address = ''" },
        ),
        kept("job", ByNobody, Passes),
        kept("mail", ByNobody, THEIRS),
        kept("mail_outbox", ByNobody, THEIRS),
        kept("mail_round", ByNobody, Passes),
        kept("mail_setting", ByNobody, THEIRS),
        kept("mailing", ByNobody, Stays),
        kept("mailing_recipient", ByNobody, Stays),
        kept("meeting", WithTheNetwork, Stays),
        kept("meeting_act", ByNobody, Stays),
        kept("meeting_answer", ByThemself, Stays),
        kept("meeting_attendance", WithTheNetwork, Stays),
        kept(
            "meeting_guest",
            ByNobody,
            Emptied {
                theirs: theirs!(
                    "email",
                    "pass_id IN (SELECT id FROM guest_pass WHERE person_id = $1) \
                     OR invitation_id IN (SELECT id FROM invitation WHERE accepted_by = $1)"
                ),
                set: "name = '–', email = ''",
            },
        ),
        kept("meeting_question", WithTheNetwork, Stays),
        kept("meeting_theme", ByNobody, Stays),
        kept("message", ByBoth, Stays),
        kept("message_document", ByNobody, Passes),
        kept("message_hiding", ByNobody, Stays),
        kept("message_mention", ByNobody, Stays),
        kept("message_reaction", WithTheNetwork, Stays),
        kept("message_reference", ByNobody, Passes),
        kept("message_version", ByNobody, Stays),
        kept("network", WithTheNetwork, Passes),
        kept(
            "network_case",
            ByNobody,
            Emptied { theirs: theirs!("email", "person_id = $1"), set: "name = '–', role = '', email = ''" },
        ),
        kept("network_link", ByNobody, Stays),
        kept("network_page_document", ByNobody, Passes),
        kept("network_setting", ByNobody, Passes),
        kept("note", WithTheNetwork, Stays),
        kept("note_update", ByNobody, Stays),
        kept("note_writer", WithTheNetwork, Stays),
        kept("organisation", ByNobody, Passes),
        kept("organisation_alias", ByNobody, Passes),
        kept("organisation_former_name", ByNobody, Stays),
        kept(
            "organisation_invitation",
            ByNobody,
            Emptied { theirs: theirs!("address"), set: "name = '–', email = '', address = ''" },
        ),
        kept("origin", ByNobody, Stays),
        kept("page", ByNobody, Stays),
        kept("page_picture", ByNobody, Stays),
        kept("participation", ByNobody, Stays),
        kept("password_reset", ByNobody, Goes(theirs!("address"))),
        kept("person", ByThemself, Account),
        kept("person_email", ByThemself, THEIRS),
        kept("person_tag", ByNobody, THEIRS),
        kept("portrait", ByThemself, THEIRS),
        kept("profile", ByThemself, THEIRS),
        kept("programme_item", WithTheNetwork, Stays),
        kept("promise", WithTheNetwork, Stays),
        kept("promise_act", ByNobody, Stays),
        kept("proposal", ByNobody, Stays),
        kept("proposal_organisation", ByNobody, Passes),
        kept("put_off", ByNobody, THEIRS),
        kept("read_mark", ByNobody, THEIRS),
        kept("rendition", ByNobody, Stays),
        kept("rendition_page", ByNobody, Stays),
        kept("review", ByNobody, Stays),
        kept("review_verdict", ByNobody, Stays),
        kept("revisit", ByNobody, Stays),
        kept("room", WithTheNetwork, Passes),
        kept("room_audience", WithTheNetwork, Passes),
        kept(
            "saved_search_match",
            ByNobody,
            Goes("saved_search_id IN (SELECT id FROM saved_search WHERE person_id = $1)"),
        ),
        kept("saved_search", ByNobody, THEIRS),
        kept("seat", ByThemself, Stays),
        kept("seat_holding", ByThemself, Stays),
        kept("seat_note", ByNobody, Stays),
        kept(
            "seat_proposal",
            ByNobody,
            Emptied {
                theirs: theirs!("email", "invitation_id IN (SELECT id FROM invitation WHERE accepted_by = $1)"),
                set: "name = '–', email = ''",
            },
        ),
        kept("seat_round", ByNobody, Stays),
        kept("seat_round_answer", ByNobody, Stays),
        kept("seat_round_seat", ByNobody, Passes),
        kept("session", ByThemself, THEIRS),
        kept("stream", ByNobody, Passes),
        kept("substitution", ByNobody, Stays),
        kept("summary_version", WithTheNetwork, Stays),
        kept("synonym_list", ByNobody, Stays),
        kept("take_home", ByNobody, Stays),
        kept("take_home_letter", ByNobody, Passes),
        kept("take_home_telling", ByNobody, Stays),
        kept("theme_voice", ByNobody, Stays),
        // what was not made a document of is swept away
        kept("upload", ByNobody, Passes),
        kept("voice", ByThemself, Stays),
        kept("working_group_member", ByNobody, Stays),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_takes_along_of_oneself_is_read_there() {
        let reads = include_str!("own_data.rs").replace("\\\n", " ");
        let words: Vec<&str> = reads.split_whitespace().collect();
        let read = |table: &str| {
            words.windows(2).any(|two| {
                matches!(two[0].trim_start_matches('('), "FROM" | "JOIN")
                    && two[1].trim_end_matches(['"', ',', ';']) == table
            })
        };
        for one in TABLES {
            let own = matches!(one.taken, Taken::ByThemself | Taken::ByBoth);
            assert!(!own || read(one.table), "{} is said to be taken along by its owner, and is not read", one.table);
        }
    }

    #[test]
    fn where_a_name_was_nothing_is_told() {
        for one in TABLES {
            if let Erased::Emptied { theirs, set } = one.erased {
                assert!(set.contains(&format!("name = '{NO_NAME}'")), "{}", one.table);
                let (_, column) = theirs.split_once("lower(").expect("an address");
                let (column, _) = column.split_once(')').expect("a column");
                assert!(set.contains(&format!("{column} = ''")), "{}", one.table);
            }
        }
    }
}
