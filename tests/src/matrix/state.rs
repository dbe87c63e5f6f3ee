//! What the database holds, in a few numbers: a refusal must leave them as they were.

/// What is counted. The reading of files goes on meanwhile and is left out.
const COUNTED: &[(&str, &str)] = &[
    ("events", "SELECT count(*) FROM event WHERE kind <> 'document_read'"),
    ("messages", "SELECT coalesce(sum(revision), 0) FROM message"),
    ("touches", "SELECT coalesce(sum(touches), 0) FROM message"),
    ("reactions", "SELECT count(*) FROM message_reaction"),
    ("hidings", "SELECT count(*) + count(shown_at) FROM message_hiding"),
    ("flags", "SELECT count(*) + count(settled_at) FROM flag"),
    ("hidden answers", "SELECT count(*) FROM ask_answer WHERE hidden_at IS NOT NULL"),
    ("deleted messages", "SELECT count(*) FROM message WHERE deleted_at IS NOT NULL"),
    ("message versions", "SELECT count(*) FROM message_version"),
    ("conversations", "SELECT count(*) FROM conversation"),
    ("positions", "SELECT coalesce(sum(last_position), 0) FROM conversation"),
    ("revisions", "SELECT coalesce(sum(revision), 0) FROM conversation"),
    ("acts", "SELECT count(*) FROM conversation_act"),
    ("moves", "SELECT count(*) + count(undone_at) FROM conversation_move"),
    ("accepted answers", "SELECT count(*) + count(withdrawn_at) FROM accepted_answer"),
    ("summaries", "SELECT count(*) FROM summary_version"),
    ("documents", "SELECT coalesce(sum(revision), 0) FROM document"),
    ("deleted documents", "SELECT count(*) FROM document WHERE deleted_at IS NOT NULL"),
    ("opened documents", "SELECT count(*) + (SELECT count(*) FROM document_seen_ask) FROM document_seen"),
    ("document versions", "SELECT count(*) FROM document_version"),
    ("check-outs", "SELECT count(*) + count(released_at) FROM check_out"),
    ("reviews", "SELECT count(*) + count(ended_at) FROM review"),
    ("verdicts", "SELECT count(*) + count(verdict) FROM review_verdict"),
    ("blobs", "SELECT count(*) FROM blob"),
    ("folders", "SELECT count(*) + coalesce(sum(revision), 0) FROM folder"),
    ("uploads", "SELECT count(*) FROM upload"),
    ("imports", "SELECT coalesce(sum(revision), 0) + count(*) FROM import"),
    ("rooms", "SELECT coalesce(sum(revision), 0) + count(*) + count(archived_at) FROM room"),
    ("groups", "SELECT count(*) + count(to_day) FROM working_group_member"),
    ("drafts", "SELECT count(*) FROM draft"),
    ("read marks", "SELECT coalesce(sum(position), 0) + count(*) FROM read_mark"),
    ("open sessions", "SELECT count(*) FROM session WHERE ended_at IS NULL"),
    ("audit", "SELECT count(*) FROM audit"),
    ("followed conversations", "SELECT count(*) FROM follow_conversation"),
    ("followed rooms", "SELECT count(*) FROM follow_room"),
    ("put off", "SELECT count(*) FROM put_off"),
    ("mail settings", "SELECT count(*) FROM mail_setting"),
    ("network settings", "SELECT count(*) FROM network_setting"),
    ("saved searches", "SELECT count(*) FROM saved_search"),
    ("synonyms", "SELECT count(*) FROM synonym_list"),
    ("addresses", "SELECT count(*) + (SELECT count(*) FROM address_claim) FROM person_email"),
    ("profiles", "SELECT coalesce(sum(revision), 0) + (SELECT count(*) FROM person WHERE protected) FROM profile"),
    ("portraits", "SELECT count(*) FROM portrait"),
    ("tags of people", "SELECT count(*) + count(taken_at) FROM person_tag"),
    ("home groups", "SELECT count(*) + count(ended_at) FROM home_group_recipient"),
    ("pages home", "SELECT coalesce(sum(revision), 0) + (SELECT count(*) FROM take_home_telling) FROM take_home"),
    ("turns to host", "SELECT count(*) + (SELECT count(*) FROM host_handover) FROM host_order"),
    ("meetings", "SELECT coalesce(sum(revision), 0) FROM meeting"),
    ("organisations", "SELECT coalesce(sum(revision), 0) FROM organisation"),
    ("agreements", "SELECT coalesce(sum(revision), 0) FROM agreement"),
    ("revisits", "SELECT count(*) + count(closed_at) FROM revisit"),
    ("adoptions", "SELECT count(*) FROM adoption"),
    ("letters about decisions", "SELECT count(*) FROM adoption_letter"),
    ("assignments", "SELECT count(*) + count(to_day) FROM assignment"),
    ("people", "SELECT count(*) + count(suspended_at) FROM person"),
    ("erasures", "SELECT count(*) FROM erasure"),
    ("networks", "SELECT coalesce(sum(revision + page_revision), 0) FROM network"),
    ("keys", "SELECT count(*) FROM idempotency"),
    ("participants", "SELECT count(*) FROM direct_participant"),
    ("asks", "SELECT coalesce(sum(revision), 0) FROM ask"),
    ("answers", "SELECT count(*) FROM ask_answer"),
    ("proposals", "SELECT coalesce(sum(revision), 0) FROM proposal"),
    ("voices", "SELECT count(*) FROM voice"),
    ("seats", "SELECT coalesce(sum(revision), 0) + count(to_day) FROM seat"),
    ("holdings", "SELECT count(*) + count(to_day) FROM seat_holding"),
    ("proposals of successors", "SELECT count(*) + count(withdrawn_at) + count(decided_at) FROM seat_proposal"),
    ("notes to successors", "SELECT count(*) FROM seat_note"),
    ("rounds", "SELECT count(*) + count(closed_at) + count(reminded_at) FROM seat_round"),
    ("answers of seats", "SELECT count(*) FROM seat_round_answer"),
    ("standings in", "SELECT count(*) + count(confirmed_at) + count(ended_at) FROM substitution"),
    ("invitations", "SELECT count(*) + count(withdrawn_at) + count(accepted_at) FROM invitation"),
    ("guests", "SELECT count(*) + count(ended_at) FROM guest_pass"),
    ("invited organisations", "SELECT count(*) FROM organisation_invitation"),
    ("links", "SELECT count(*) + count(accepted_at) + count(ended_at) FROM network_link"),
    ("forwardings", "SELECT count(*) + count(settled_at) FROM forwarding"),
    ("mailings", "SELECT count(*) + count(taken_back_at) FROM mailing"),
    ("cases", "SELECT coalesce(sum(revision), 0) + count(*) FROM network_case"),
    ("reminders of conditions", "SELECT count(conditions_reminded_at) FROM participation"),
    ("marks of conditions", "SELECT count(*) FROM condition_mark"),
    ("checks of cases", "SELECT count(*) FROM case_check"),
    ("words of cases", "SELECT count(*) FROM case_word"),
    ("decisions", "SELECT count(*) FROM decision"),
    ("access", "SELECT access_version FROM installation"),
];

/// What was counted.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct State(Vec<i64>);

impl State {
    /// What is there now.
    pub(super) async fn of(stage: &super::Stage) -> Self {
        let casted = COUNTED.iter().enumerate().map(|(i, (_, sql))| format!("CAST(({sql}) AS bigint) AS c{i}"));
        let sql = format!("SELECT {}", casted.collect::<Vec<_>>().join(", "));
        let rows = stage.sql.rows(&sql, []).await;
        let row = rows.first().expect("a row");
        Self((0..COUNTED.len()).map(|i| row.try_get("", &format!("c{i}")).expect("a count")).collect())
    }

    /// What is not as it was.
    pub(super) fn difference(&self, after: &Self) -> String {
        let changed = COUNTED.iter().zip(self.0.iter().zip(&after.0)).filter(|(_, (was, is))| was != is);
        changed.map(|((name, _), (was, is))| format!("{name} {was} → {is}")).collect::<Vec<_>>().join(", ")
    }
}
