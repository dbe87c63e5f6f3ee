//! What mails say, in both languages. A field is a text; a language without it does not compile.

mod english;
mod letters;
mod swedish;

use chrono::NaiveDate;
use domain::access::RoomKind;
use domain::catalogue::Held;
use domain::notifications::MailReason;
use domain::people::person::Language;

pub(crate) use letters::{
    Account, Appointed, AskedMembership, ConditionsDue, DecisionAsked, Forwarded, GuestInvitation, HostTurn,
    Invitation, Joining, Mailing, OrganisationInvitation, SeatInvitation, SeatRound, StandIn, SuccessorSettled,
    TakeHome, ThreadMoved,
};

/// The texts of one language. `{}` stands for what is put in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Catalogue {
    pub(crate) language: Language,
    /// Somebody with a protected identity, of an organisation.
    pub(crate) representative: &'static str,
    /// Somebody with a protected identity, of no organisation.
    pub(crate) somebody: &'static str,
    pub(crate) mention: Reason,
    pub(crate) direct: Reason,
    pub(crate) answer: Reason,
    pub(crate) reply: Reason,
    pub(crate) reminder: Reason,
    pub(crate) invitation: Invitation,
    /// What the link is called.
    pub(crate) read: &'static str,
    /// Stands in the place of what was written, where the network's mails do not hold it.
    pub(crate) content_off: &'static str,
    /// What the link is called that stops such mails.
    pub(crate) stop: &'static str,
    pub(crate) digest: Digest,
    pub(crate) password_reset: Account,
    pub(crate) address_confirmation: Account,
    pub(crate) address_left: Account,
    pub(crate) account_made: Account,
    pub(crate) appointed: Appointed,
    pub(crate) forwarded: Forwarded,
    pub(crate) thread_moved: ThreadMoved,
    pub(crate) seat_invitation: SeatInvitation,
    pub(crate) guest_invitation: GuestInvitation,
    pub(crate) organisation_invitation: OrganisationInvitation,
    pub(crate) conditions_due: ConditionsDue,
    pub(crate) decision_asked: DecisionAsked,
    pub(crate) seat_round: SeatRound,
    pub(crate) successor_settled: SuccessorSettled,
    pub(crate) meeting: Meeting,
    pub(crate) host_turn: HostTurn,
    pub(crate) stand_in: StandIn,
    pub(crate) take_home: TakeHome,
    pub(crate) joining: Joining,
    pub(crate) found: Found,
    pub(crate) mailing: Mailing,
    /// Where answers to the mail itself go.
    pub(crate) no_reply: &'static str,
    /// The same where that is an address, and what is answered so is not kept with what the mail is about.
    pub(crate) reply_elsewhere: &'static str,
    /// A conversation without a title.
    pub(crate) chat: &'static str,
    pub(crate) direct_conversation: &'static str,
    pub(crate) rooms: Rooms,
}

/// The texts for one reason.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Reason {
    /// The subject where the conversation has a title (the second `{}`).
    pub(crate) titled: &'static str,
    /// The subject where it has none.
    pub(crate) untitled: &'static str,
    /// The subject where nothing of it may be told.
    pub(crate) hidden: &'static str,
    /// Why one gets it.
    pub(crate) why: &'static str,
}

/// The texts of mails that tell of many things.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Digest {
    pub(crate) daily: Turn,
    pub(crate) weekly: Turn,
    pub(crate) monthly: Turn,
    /// The subject of a meeting's: its title.
    pub(crate) meeting: &'static str,
    /// Why one gets a meeting's.
    pub(crate) meeting_why: &'static str,
    pub(crate) to_you: &'static str,
    pub(crate) you_follow: &'static str,
    pub(crate) other: &'static str,
    pub(crate) archive: &'static str,
    pub(crate) next_meeting: &'static str,
    pub(crate) about_meeting: &'static str,
    pub(crate) documents: &'static str,
    pub(crate) open: &'static str,
    pub(crate) to_meeting: &'static str,
    /// How many more there are.
    pub(crate) more: &'static str,
    /// So many unread in a conversation, when it is one and when it is more.
    pub(crate) unread: (&'static str, &'static str),
    /// A conversation whose title may not be told.
    pub(crate) hidden: &'static str,
    pub(crate) themes: &'static str,
}

/// The texts of a digest in one rhythm.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Turn {
    /// The subject.
    pub(crate) subject: &'static str,
    /// Why one gets it.
    pub(crate) why: &'static str,
}

/// The texts of mails that tell of what is new for a search.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The subject: how many, and the name of the search; when it is one and when it is more.
    pub(crate) subject: (&'static str, &'static str),
    /// Why one gets it.
    pub(crate) why: &'static str,
    /// Something without a title.
    pub(crate) untitled: &'static str,
    /// What the link is called.
    pub(crate) open: &'static str,
}

/// The texts of what becomes of a meeting. The subjects hold its title.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Meeting {
    pub(crate) cancelled: &'static str,
    /// Held after all.
    pub(crate) held: &'static str,
    pub(crate) held_lead: &'static str,
    /// Why one gets either.
    pub(crate) cancelled_why: &'static str,
    /// Why a guest from home gets either.
    pub(crate) guest_why: &'static str,
    /// To a guest from home: the subject, with the meeting.
    pub(crate) guest_subject: &'static str,
    /// Who brings them, from where, to which meeting of which network.
    pub(crate) guest_lead: &'static str,
    /// The same where nobody is named.
    pub(crate) guest_lead_plain: &'static str,
    /// To the meeting, for one who has an account.
    pub(crate) guest_open: &'static str,
    /// Tomorrow.
    pub(crate) soon: &'static str,
    /// When it begins, with what.
    pub(crate) begins: &'static str,
    /// Where one follows it from afar.
    pub(crate) from_afar: &'static str,
    /// Why one is reminded.
    pub(crate) soon_why: &'static str,
}

/// What rooms are called that are named by their kind.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Rooms {
    whole_network: &'static str,
    members: &'static str,
    working_group: &'static str,
    coordination: &'static str,
    public: &'static str,
    meeting: &'static str,
    planning: &'static str,
    custom: &'static str,
}

impl Catalogue {
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::Swedish => &swedish::SWEDISH,
            Language::English => &english::ENGLISH,
        }
    }

    /// A day as people write it.
    pub(crate) fn day(&self, day: NaiveDate) -> String {
        domain::catalogue::of(self.language).day(day)
    }

    /// When something is, as exactly as it is known.
    pub(crate) fn held(&self, held: Held) -> String {
        domain::catalogue::of(self.language).held(held)
    }

    pub(crate) fn reason(&self, reason: MailReason) -> &Reason {
        match reason {
            MailReason::Mention => &self.mention,
            MailReason::Direct => &self.direct,
            MailReason::Answer => &self.answer,
            MailReason::Reminder => &self.reminder,
            // a mail about a conversation has one of these reasons
            MailReason::Reply
            | MailReason::MeetingReminder
            | MailReason::MeetingCancelled
            | MailReason::MeetingHeld
            | MailReason::MeetingSoon
            | MailReason::Daily
            | MailReason::Weekly
            | MailReason::Monthly
            | MailReason::BeforeMeeting
            | MailReason::SavedSearch
            | MailReason::Mailing => &self.reply,
        }
    }

    /// Somebody, with their organisation; without their name where the identity is protected.
    pub(crate) fn person(&self, name: Option<&str>, organisation: Option<&str>) -> String {
        match (name, organisation) {
            (Some(name), Some(organisation)) => format!("{name}, {organisation}"),
            (Some(name), None) => name.to_owned(),
            (None, Some(organisation)) => filled(self.representative, &[organisation]),
            (None, None) => self.somebody.to_owned(),
        }
    }

    /// The same within a sentence, where a comma would break it: "Anna Berg (Örebro kommun)".
    pub(crate) fn person_within(&self, name: Option<&str>, organisation: Option<&str>) -> String {
        let name = name.unwrap_or(self.somebody);
        organisation.map_or_else(|| name.to_owned(), |organisation| format!("{name} ({organisation})"))
    }

    pub(crate) fn room(&self, kind: RoomKind) -> &'static str {
        match kind {
            RoomKind::WholeNetwork => self.rooms.whole_network,
            RoomKind::Members => self.rooms.members,
            RoomKind::WorkingGroup => self.rooms.working_group,
            RoomKind::Coordination => self.rooms.coordination,
            RoomKind::Public => self.rooms.public,
            RoomKind::Meeting => self.rooms.meeting,
            RoomKind::Planning => self.rooms.planning,
            RoomKind::Direct => self.direct_conversation,
            RoomKind::Custom => self.rooms.custom,
        }
    }
}

/// Puts `values` in the places of `{}`, in order.
pub(crate) fn filled(text: &str, values: &[&str]) -> String {
    let mut parts = text.split("{}");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for (index, part) in parts.enumerate() {
        whole.push_str(values.get(index).copied().unwrap_or_default());
        whole.push_str(part);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_not_read_as_a_place() {
        assert_eq!(filled("{} i ”{}”", &["{}", "b"]), "{} i ”b”");
        assert_eq!(filled("utan", &["x"]), "utan");
    }

    #[test]
    fn a_digest_of_another_rhythm_says_nothing_of_a_week() {
        for (catalogue, week) in [(&swedish::SWEDISH, "veck"), (&english::ENGLISH, "week")] {
            let Digest { daily, weekly, monthly, .. } = &catalogue.digest;
            for Turn { subject, why } in [daily, monthly] {
                assert!(!subject.to_lowercase().contains(week) && !why.contains(week), "{subject}: {why}");
            }
            assert!(weekly.subject.to_lowercase().contains(week) && weekly.why.contains(week));
        }
    }

    #[test]
    fn every_subject_has_its_places() {
        for catalogue in [&swedish::SWEDISH, &english::ENGLISH] {
            for reason in
                [&catalogue.mention, &catalogue.direct, &catalogue.answer, &catalogue.reply, &catalogue.reminder]
            {
                assert_eq!(reason.titled.matches("{}").count(), 2);
                assert_eq!(reason.untitled.matches("{}").count(), 1);
            }
            assert_eq!(catalogue.representative.matches("{}").count(), 1);
        }
    }
}
