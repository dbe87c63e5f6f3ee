//! Which changes each scenario of the sync law brings about. A change that a frame can tell and no scenario brings about
//! fails, and so does a scenario that does not bring about what stands here.

use std::collections::BTreeSet;

/// A scenario by its name, and the kinds of the frames that must come in it.
const TRIED: [(&str, &[&str]); 27] = [
    ("posts", &["message_posted"]),
    ("edits, deletions and a restoration", &["message_edited", "message_deleted", "message_restored"]),
    ("reactions, and who has seen", &["message_touched"]),
    ("answers to what is edited", &["message_posted", "message_edited"]),
    ("hidden", &["message_hidden"]),
    ("shown again", &["message_shown"]),
    ("new threads", &["conversation_started"]),
    ("an accepted answer and a summary", &["conversation_changed"]),
    ("a title, tags, a pin, a closing", &["conversation_changed"]),
    ("a thread that comes", &["conversation_moved"]),
    ("a thread that goes", &["removed"]),
    ("a message that becomes a thread", &["conversation_started"]),
    ("a read mark", &["read_marked"]),
    ("a room marked read", &["marked_read"]),
    ("a network marked read", &["marked_read"]),
    ("a name and a version", &["document_changed"]),
    ("a document taken away", &["document_changed"]),
    ("documents that come", &["document_changed"]),
    ("tags and a check-out", &["document_changed"]),
    ("given back and reviewed", &["document_changed"]),
    ("an ask and an answer", &["ask_changed"]),
    ("a voice", &["proposal_changed"]),
    (
        "what is one's own",
        &[
            "audience_changed",
            "direct_started",
            "directory_changed",
            "draft_changed",
            "following_changed",
            "mail_settings_changed",
            "person_changed",
            "put_off_changed",
            "saved_searches_changed",
            "session_ended",
        ],
    ),
    // heard by who listens to one room of the network only: that who may see its rooms has changed
    ("a meeting", &["audience_changed"]),
    ("what waits for coordinators", &["case_changed", "conditions_changed", "flags_changed"]),
    (
        "meetings, folders and who has seen",
        &[
            "document_seen",
            "dossier_changed",
            "folder_changed",
            "meeting_answered",
            "meeting_asked",
            "meeting_changed",
            "messages_seen",
            "nothing",
        ],
    ),
    ("a proposal that becomes a decision", &["decision_made"]),
];

/// What must come in that scenario.
pub fn kinds(scenario: &str) -> &'static [&'static str] {
    let found = TRIED.iter().find(|(name, _)| *name == scenario);
    found.unwrap_or_else(|| panic!("{scenario}: nothing is said of what it brings about")).1
}

#[test]
fn every_change_that_a_frame_tells_is_tried() {
    let document = serde_json::to_value(samrum::openapi::document()).expect("a description");
    let change = &document["components"]["schemas"]["Change"];
    let variants = change["oneOf"].as_array().unwrap_or_else(|| panic!("{change}"));
    // internally or adjacently tagged: the tag is a property with one value
    let told: BTreeSet<&str> = variants
        .iter()
        .map(|variant| variant["properties"]["kind"]["enum"][0].as_str().unwrap_or_else(|| panic!("{variant}")))
        .collect();
    assert!(told.len() > 30, "{told:?}");
    let tried: BTreeSet<&str> = TRIED.iter().flat_map(|(_, kinds)| kinds.iter().copied()).collect();
    let left: Vec<_> = told.difference(&tried).collect();
    assert!(left.is_empty(), "no scenario of the sync law brings about {left:?}");
    // and each scenario is played
    let played = include_str!("../sync_law.rs");
    for (scenario, _) in TRIED {
        assert!(played.contains(&format!("\"{scenario}\"")), "{scenario} is not played");
    }
}
