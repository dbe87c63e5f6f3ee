//! What mails say, in both languages. A field is a text; a language without it does not compile.

use domain::access::RoomKind;
use domain::notifications::MailReason;
use domain::people::person::Language;

/// The texts of one language. `{}` stands for what is put in.
pub(crate) struct Catalogue {
    /// The language's tag.
    pub(crate) tag: &'static str,
    /// Somebody with a protected identity, of an organisation.
    pub(crate) representative: &'static str,
    /// Somebody with a protected identity, of no organisation.
    pub(crate) somebody: &'static str,
    pub(crate) mention: Reason,
    pub(crate) direct: Reason,
    pub(crate) answer: Reason,
    /// Before the link.
    pub(crate) read: &'static str,
    /// Where answers to the mail itself go.
    pub(crate) no_reply: &'static str,
    /// A conversation without a title.
    pub(crate) chat: &'static str,
    pub(crate) direct_conversation: &'static str,
    pub(crate) rooms: Rooms,
}

/// The texts for one reason.
pub(crate) struct Reason {
    /// The subject where the conversation has a title (the second `{}`).
    pub(crate) titled: &'static str,
    /// The subject where it has none.
    pub(crate) untitled: &'static str,
    /// Why one gets it.
    pub(crate) why: &'static str,
}

/// What rooms are called that are named by their kind.
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
            Language::Swedish => &SWEDISH,
            Language::English => &ENGLISH,
        }
    }

    pub(crate) fn reason(&self, reason: MailReason) -> &Reason {
        match reason {
            MailReason::Mention => &self.mention,
            MailReason::Direct => &self.direct,
            MailReason::Answer => &self.answer,
        }
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

static SWEDISH: Catalogue = Catalogue {
    tag: "sv",
    representative: "Representant, {}",
    somebody: "Representant",
    mention: Reason {
        titled: "{} nämnde dig i ”{}”",
        untitled: "{} nämnde dig",
        why: "Du får brevet för att du nämns i inlägget.",
    },
    direct: Reason {
        titled: "{} skrev i ”{}”",
        untitled: "{} skrev till dig",
        why: "Du får brevet för att du är med i samtalet.",
    },
    answer: Reason {
        titled: "{} svarade på din fråga ”{}”",
        untitled: "{} svarade på din fråga",
        why: "Du får brevet för att du ställde frågan.",
    },
    read: "Läs och svara:",
    no_reply: "Svar på det här brevet når ingen.",
    chat: "Chatt",
    direct_conversation: "Direktsamtal",
    rooms: Rooms {
        whole_network: "Hela nätverket",
        members: "Medlemmar",
        working_group: "Arbetsgruppen",
        coordination: "Samordning",
        public: "Offentligt",
        meeting: "Träff",
        planning: "Planering",
        custom: "Rum",
    },
};

static ENGLISH: Catalogue = Catalogue {
    tag: "en",
    representative: "Representative, {}",
    somebody: "Representative",
    mention: Reason {
        titled: "{} mentioned you in “{}”",
        untitled: "{} mentioned you",
        why: "You get this mail because you are mentioned in the message.",
    },
    direct: Reason {
        titled: "{} wrote in “{}”",
        untitled: "{} wrote to you",
        why: "You get this mail because you are in the conversation.",
    },
    answer: Reason {
        titled: "{} answered your question “{}”",
        untitled: "{} answered your question",
        why: "You get this mail because you asked the question.",
    },
    read: "Read and answer:",
    no_reply: "Answers to this mail reach nobody.",
    chat: "Chat",
    direct_conversation: "Direct conversation",
    rooms: Rooms {
        whole_network: "Whole network",
        members: "Members",
        working_group: "Working group",
        coordination: "Coordination",
        public: "Public",
        meeting: "Meeting",
        planning: "Planning",
        custom: "Room",
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_not_read_as_a_place() {
        assert_eq!(filled("{} i ”{}”", &["{}", "b"]), "{} i ”b”");
        assert_eq!(filled("utan", &["x"]), "utan");
    }

    #[test]
    fn every_subject_has_its_places() {
        for catalogue in [&SWEDISH, &ENGLISH] {
            for reason in [&catalogue.mention, &catalogue.direct, &catalogue.answer] {
                assert_eq!(reason.titled.matches("{}").count(), 2);
                assert_eq!(reason.untitled.matches("{}").count(), 1);
            }
            assert_eq!(catalogue.representative.matches("{}").count(), 1);
        }
    }
}
