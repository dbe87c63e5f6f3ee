//! What mails say, in both languages. A field is a text; a language without it does not compile.

use domain::access::RoomKind;
use domain::notifications::MailReason;
use domain::people::person::Language;

/// The texts of one language. `{}` stands for what is put in.
#[derive(Debug, PartialEq, Eq)]
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
    pub(crate) account_made: Account,
    pub(crate) appointed: Appointed,
    pub(crate) seat_invitation: SeatInvitation,
    pub(crate) guest_invitation: GuestInvitation,
    pub(crate) seat_round: SeatRound,
    pub(crate) joining: Joining,
    pub(crate) found: Found,
    /// Where answers to the mail itself go.
    pub(crate) no_reply: &'static str,
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

/// The texts of a reminder of a meeting.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Invitation {
    /// The subject: its title.
    pub(crate) subject: &'static str,
    /// Until which day answers are hoped for.
    pub(crate) answer_by: &'static str,
    /// What the link is called.
    pub(crate) answer: &'static str,
    /// Why one gets it.
    pub(crate) why: &'static str,
}

/// The texts of mails that tell of many things.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Digest {
    /// The subject of the week's.
    pub(crate) weekly: &'static str,
    /// Why one gets the week's.
    pub(crate) weekly_why: &'static str,
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
    pub(crate) months: [&'static str; 12],
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

/// The texts of a letter about one's own account, with a link in it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) subject: &'static str,
    /// What has happened.
    pub(crate) lead: &'static str,
    /// What the link is called.
    pub(crate) link: &'static str,
    /// How long it works.
    pub(crate) until: &'static str,
    /// Why one gets it.
    pub(crate) why: &'static str,
}

/// The texts of a letter about a new coordinator.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Appointed {
    /// The subject: who, and the network.
    pub(crate) subject: &'static str,
    /// What has happened: by whom, who, the network.
    pub(crate) lead: &'static str,
    /// Who appoints where no person does.
    pub(crate) installation: &'static str,
    /// What the link is called.
    pub(crate) link: &'static str,
    /// Why one gets it.
    pub(crate) why: &'static str,
}

/// The texts of an invitation to a room, as a guest; how it greets and what its link says is as for a seat.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct GuestInvitation {
    /// The subject: the network.
    pub(crate) subject: &'static str,
    /// Who invites, to which room of which network.
    pub(crate) lead: &'static str,
    /// The same where nobody is named.
    pub(crate) lead_plain: &'static str,
    /// They read until a day.
    pub(crate) reads: &'static str,
    /// They read and write until a day.
    pub(crate) writes: &'static str,
}

/// The texts of an invitation to a seat.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct SeatInvitation {
    /// The subject: the network.
    pub(crate) subject: &'static str,
    /// Greets by name.
    pub(crate) hello: &'static str,
    /// Who invites to which network, as what, for which organisation.
    pub(crate) lead: &'static str,
    /// The same where nobody is named.
    pub(crate) lead_plain: &'static str,
    /// What the seats are called that have no title: official, elected.
    pub(crate) kinds: [&'static str; 2],
    /// A deputy for what the seat is called.
    pub(crate) deputy: &'static str,
    /// What the link is called.
    pub(crate) link: &'static str,
    /// Until which day it works, and for whom.
    pub(crate) until: &'static str,
    /// Why one gets it.
    pub(crate) why: &'static str,
}

/// The texts of a question to a seat's holder: whether they go on.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct SeatRound {
    /// The subject: the organisation.
    pub(crate) subject: &'static str,
    /// What is asked: of which seat, for which organisation.
    pub(crate) lead: &'static str,
    /// Until which day.
    pub(crate) until: &'static str,
    /// What the link is called.
    pub(crate) link: &'static str,
    /// Why one gets it.
    pub(crate) why: &'static str,
}

/// The texts of letters about joining a network; `{}` is the network's name.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Joining {
    pub(crate) confirm: &'static str,
    /// Which organisation, which network.
    pub(crate) confirm_lead: &'static str,
    pub(crate) confirm_link: &'static str,
    pub(crate) confirm_until: &'static str,
    pub(crate) confirm_why: &'static str,
    pub(crate) word: &'static str,
    pub(crate) word_lead: &'static str,
    pub(crate) word_link: &'static str,
    pub(crate) decided: &'static str,
    /// A member, an observer, in the queue, no.
    pub(crate) decisions: [&'static str; 4],
    pub(crate) decided_link: &'static str,
    pub(crate) coordinator: &'static str,
    pub(crate) why: &'static str,
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
            Language::Swedish => &SWEDISH,
            Language::English => &ENGLISH,
        }
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
            | MailReason::Weekly
            | MailReason::BeforeMeeting
            | MailReason::SavedSearch => &self.reply,
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
        hidden: "Du är nämnd i ett samtal",
        why: "Du får brevet för att du nämns i inlägget.",
    },
    direct: Reason {
        titled: "{} skrev i ”{}”",
        untitled: "{} skrev till dig",
        hidden: "Du har fått ett nytt meddelande",
        why: "Du får brevet för att du är med i samtalet.",
    },
    answer: Reason {
        titled: "{} svarade på din fråga ”{}”",
        untitled: "{} svarade på din fråga",
        hidden: "Din fråga har fått ett svar",
        why: "Du får brevet för att du ställde frågan.",
    },
    reply: Reason {
        titled: "{} svarade dig i ”{}”",
        untitled: "{} svarade dig",
        hidden: "Du har fått ett svar",
        why: "Du får brevet för att någon svarade på det du skrev.",
    },
    reminder: Reason {
        titled: "{} hoppas på ert svar på rundfrågan ”{}”",
        untitled: "{} hoppas på ert svar på en rundfråga",
        hidden: "En rundfråga väntar på ert svar",
        why: "Du får brevet för att din organisation inte har svarat än. En av er kan svara för alla.",
    },
    invitation: Invitation {
        subject: "Kommer du till träffen ”{}”?",
        answer_by: "Svara senast {}.",
        answer: "Svara om du kommer",
        why: "Du får brevet för att du inte har svarat än. De som har svarat får det inte.",
    },
    read: "Läs och svara",
    content_off: "Ert nätverk har valt att inte skicka innehåll i brev. Logga in för att läsa.",
    stop: "Sluta få sådana här brev",
    digest: Digest {
        weekly: "Veckan i dina nätverk",
        weekly_why: "Du får brevet en gång i veckan, när det finns något du inte har läst.",
        meeting: "Inför {}",
        meeting_why: "Du får brevet en gång före varje träff.",
        to_you: "Till dig",
        you_follow: "Du följer",
        other: "I övrigt",
        archive: "Nytt i arkivet",
        next_meeting: "Nästa träff",
        about_meeting: "Olästa samtal inför träffen",
        documents: "Dokument till träffen",
        open: "Öppna Samrum",
        to_meeting: "Till träffen",
        more: "och {} till",
        unread: ("{} nytt", "{} nya"),
        hidden: "Ett samtal",
        themes: "Teman: {}",
        months: [
            "januari",
            "februari",
            "mars",
            "april",
            "maj",
            "juni",
            "juli",
            "augusti",
            "september",
            "oktober",
            "november",
            "december",
        ],
    },
    password_reset: Account {
        subject: "Välj ett nytt lösenord",
        lead: "Någon har bett om ett nytt lösenord till ditt konto i Samrum.",
        link: "Välj ett nytt lösenord",
        until: "Länken gäller i en timme och en gång. Bad du inte om den kan du bortse från brevet: inget ändras.",
        why: "Du får brevet för att adressen hör till ett konto i Samrum.",
    },
    address_confirmation: Account {
        subject: "Bekräfta din nya adress",
        lead: "Adressen har lagts till på ett konto i Samrum.",
        link: "Bekräfta adressen",
        until: "Länken gäller i ett dygn och en gång. Är kontot inte ditt kan du bortse från brevet: inget ändras.",
        why: "Du får brevet för att någon har angett adressen som sin.",
    },
    account_made: Account {
        subject: "Välkommen till Samrum",
        lead: "Ett konto har skapats åt dig. Välj ett lösenord, så är du inne.",
        link: "Välj ett lösenord",
        until: "Länken gäller i sju dagar och en gång. Har tiden gått ut kan du be om en ny på inloggningssidan.",
        why: "Du får brevet för att den som sköter Samrum har skapat kontot.",
    },
    appointed: Appointed {
        subject: "{} är ny samordnare i {}",
        lead: "{} har gett {} uppdraget som samordnare i {}.",
        installation: "Den som sköter Samrum",
        link: "Visa nätverkets deltagare",
        why: "Du får brevet för att du är samordnare i nätverket.",
    },
    seat_round: SeatRound {
        subject: "Fortsätter du? {}",
        lead: "Efter valet frågar vi alla: fortsätter du som {} för {}, eller tar någon annan över?",
        until: "Svara senast {}.",
        link: "Svara",
        why: "Du får brevet för att du har uppdraget.",
    },
    guest_invitation: GuestInvitation {
        subject: "Gäst i {}",
        lead: "{} bjuder in dig som gäst i rummet {} i {}.",
        lead_plain: "Du är inbjuden som gäst i rummet {} i {}.",
        reads: "Du får läsa allt i rummet till och med {}. Alla i rummet ser att du är gäst där.",
        writes: "Du får läsa allt i rummet och skriva där till och med {}. Alla i rummet ser att du är gäst där.",
    },
    seat_invitation: SeatInvitation {
        subject: "Inbjudan till {}",
        hello: "Hej {}!",
        lead: "{} bjuder in dig till {}. Du blir {} för {}.",
        lead_plain: "Du är inbjuden till {}. Du blir {} för {}.",
        kinds: ["tjänsteperson", "förtroendevald"],
        deputy: "suppleant för {}",
        link: "Tacka ja",
        until: "Länken gäller till {}, en gång, för den som har den här adressen. Skicka den inte vidare.",
        why: "Du får brevet för att en samordnare har angett din adress. Är det inte till dig kan du bortse från det.",
    },
    joining: Joining {
        confirm: "Bekräfta intresseanmälan till {}",
        confirm_lead: "{} har anmält intresse för {}. Bekräfta att det stämmer, så når anmälan samordnaren.",
        confirm_link: "Bekräfta intresseanmälan",
        confirm_until: "Länken gäller i sju dagar. Var det inte du kan du bortse från brevet: anmälan tas bort av sig själv.",
        confirm_why: "Du får brevet för att adressen angavs i en intresseanmälan.",
        word: "Samordnaren för {} har skrivit till er",
        word_lead: "Läs och svara genom länken. Den följer ert ärende, och du behöver inget konto.",
        word_link: "Läs och svara",
        decided: "Beslut om er anmälan till {}",
        decisions: [
            "Ni är nu medlemmar i {}. Välkomna!",
            "Ni är nu observatörer i {}. Välkomna!",
            "Ni står nu i kö till {}.",
            "Ni går inte med i {} den här gången.",
        ],
        decided_link: "Läs beslutet",
        coordinator: "Samordnaren",
        why: "Du får brevet för att du har skickat en intresseanmälan.",
    },
    found: Found {
        subject: ("{} ny träff på din sökning ”{}”", "{} nya träffar på din sökning ”{}”"),
        why: "Du får brevet för att du sparat sökningen och bett om brev. Det kommer högst en gång om dagen.",
        untitled: "Ett meddelande i en chatt",
        open: "Visa alla träffar",
    },
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
        hidden: "You are mentioned in a conversation",
        why: "You get this mail because you are mentioned in the message.",
    },
    direct: Reason {
        titled: "{} wrote in “{}”",
        untitled: "{} wrote to you",
        hidden: "You have a new message",
        why: "You get this mail because you are in the conversation.",
    },
    answer: Reason {
        titled: "{} answered your question “{}”",
        untitled: "{} answered your question",
        hidden: "Your question has been answered",
        why: "You get this mail because you asked the question.",
    },
    reply: Reason {
        titled: "{} answered you in “{}”",
        untitled: "{} answered you",
        hidden: "You have an answer",
        why: "You get this mail because somebody answered what you wrote.",
    },
    reminder: Reason {
        titled: "{} hopes for your answer to “{}”",
        untitled: "{} hopes for your answer to a question to the network",
        hidden: "A question waits for your answer",
        why: "You get this mail because your organisation has not answered yet. One of you can answer for all.",
    },
    invitation: Invitation {
        subject: "Will you come to the meeting “{}”?",
        answer_by: "Answer by {}.",
        answer: "Say whether you come",
        why: "You get this mail because you have not answered yet. Those who have do not get it.",
    },
    read: "Read and answer",
    content_off: "Your network has chosen not to send content by mail. Sign in to read.",
    stop: "Stop mails like this",
    digest: Digest {
        weekly: "The week in your networks",
        weekly_why: "You get this mail once a week, when there is something you have not read.",
        meeting: "Before {}",
        meeting_why: "You get this mail once before each meeting.",
        to_you: "To you",
        you_follow: "You follow",
        other: "Everything else",
        archive: "New in the archive",
        next_meeting: "Next meeting",
        about_meeting: "Unread conversations about the meeting",
        documents: "Documents for the meeting",
        open: "Open Samrum",
        to_meeting: "To the meeting",
        more: "and {} more",
        unread: ("{} new", "{} new"),
        hidden: "A conversation",
        themes: "Themes: {}",
        months: [
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
        ],
    },
    password_reset: Account {
        subject: "Choose a new password",
        lead: "Somebody has asked for a new password for your account in Samrum.",
        link: "Choose a new password",
        until: "The link works for an hour, once. If you did not ask for it, ignore this mail: nothing changes.",
        why: "You get this mail because the address belongs to an account in Samrum.",
    },
    address_confirmation: Account {
        subject: "Confirm your new address",
        lead: "The address has been added to an account in Samrum.",
        link: "Confirm the address",
        until: "The link works for a day, once. If the account is not yours, ignore this mail: nothing changes.",
        why: "You get this mail because somebody gave the address as theirs.",
    },
    account_made: Account {
        subject: "Welcome to Samrum",
        lead: "An account has been made for you. Choose a password and you are in.",
        link: "Choose a password",
        until: "The link works for seven days, once. If it is too late, ask for a new one where you sign in.",
        why: "You get this mail because whoever runs Samrum made the account.",
    },
    appointed: Appointed {
        subject: "{} is a new coordinator of {}",
        lead: "{} has made {} a coordinator of {}.",
        installation: "Whoever runs Samrum",
        link: "Show the network's participants",
        why: "You get this mail because you are a coordinator of the network.",
    },
    seat_round: SeatRound {
        subject: "Do you go on? {}",
        lead: "After the election we ask everybody: do you go on as {} for {}, or does somebody else take over?",
        until: "Please answer by {}.",
        link: "Answer",
        why: "You get this mail because you hold the seat.",
    },
    guest_invitation: GuestInvitation {
        subject: "Guest in {}",
        lead: "{} invites you as a guest in the room {} in {}.",
        lead_plain: "You are invited as a guest in the room {} in {}.",
        reads: "You may read everything in the room until {}. Everybody in the room sees that you are a guest there.",
        writes: "You may read everything in the room and write there until {}. Everybody in the room sees that you are a guest there.",
    },
    seat_invitation: SeatInvitation {
        subject: "Invitation to {}",
        hello: "Hello {}!",
        lead: "{} invites you to {}. You will be {} for {}.",
        lead_plain: "You are invited to {}. You will be {} for {}.",
        kinds: ["official", "elected representative"],
        deputy: "deputy for {}",
        link: "Accept",
        until: "The link works until {}, once, for whoever has this address. Please do not pass it on.",
        why: "You get this mail because a coordinator gave your address. If it is not for you, ignore it.",
    },
    joining: Joining {
        confirm: "Confirm the expression of interest in {}",
        confirm_lead: "{} is interested in {}. Confirm that this is right, and the coordinator gets the form.",
        confirm_link: "Confirm the expression of interest",
        confirm_until: "The link works for seven days. If it was not you, ignore this mail: the form is removed by itself.",
        confirm_why: "You get this mail because the address was given in an expression of interest.",
        word: "The coordinator of {} has written to you",
        word_lead: "Read and answer by the link. It follows your case, and you need no account.",
        word_link: "Read and answer",
        decided: "The decision on joining {}",
        decisions: [
            "You are now members of {}. Welcome!",
            "You are now observers in {}. Welcome!",
            "You are now in the queue for {}.",
            "You do not join {} this time.",
        ],
        decided_link: "Read the decision",
        coordinator: "The coordinator",
        why: "You get this mail because you sent an expression of interest.",
    },
    found: Found {
        subject: ("{} new hit for your search “{}”", "{} new hits for your search “{}”"),
        why: "You get this mail because you saved the search and asked for mails. At most one a day.",
        untitled: "A message in a chat",
        open: "Show all hits",
    },
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
