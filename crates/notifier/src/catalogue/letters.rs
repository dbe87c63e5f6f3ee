//! What single letters say: to somebody who need not have an account, or of one matter.

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

/// The texts of a letter that reminds of the conditions.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ConditionsDue {
    /// The organisation, the network.
    pub(crate) subject: &'static str,
    /// The organisation, the network, until when.
    pub(crate) lead: &'static str,
    /// The same once that day has gone.
    pub(crate) lead_past: &'static str,
    /// Where something has never been answered: the organisation, the network.
    pub(crate) lead_unsaid: &'static str,
    /// What there is to do.
    pub(crate) how: &'static str,
    /// To the page where it is done.
    pub(crate) link: &'static str,
    /// Why one gets it.
    pub(crate) why: &'static str,
}

/// The texts of a letter that asks for a decision on an agreement.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct DecisionAsked {
    /// The organisation, the network.
    pub(crate) subject: &'static str,
    /// The same where they have been asked before.
    pub(crate) reminder: &'static str,
    /// The period before: the network, its last day.
    pub(crate) ends: &'static str,
    /// The organisation, the agreement, from when, to when.
    pub(crate) lead: &'static str,
    /// The same of a period without an end: the organisation, the agreement, from when.
    pub(crate) lead_open: &'static str,
    /// What there is to do.
    pub(crate) how: &'static str,
    /// To the text, and what a board could decide.
    pub(crate) link: &'static str,
    /// Why one gets it.
    pub(crate) why: &'static str,
}

/// The texts of a letter that invites an organisation.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct OrganisationInvitation {
    /// The organisation, the network.
    pub(crate) subject: &'static str,
    /// Who invites, the organisation, the network.
    pub(crate) lead: &'static str,
    /// The same where nobody is named.
    pub(crate) lead_plain: &'static str,
    /// To the network's page.
    pub(crate) read: &'static str,
    /// To the form.
    pub(crate) join: &'static str,
    /// Why one gets it.
    pub(crate) why: &'static str,
}

/// The texts round a letter that a coordinator wrote to several.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Mailing {
    /// Who writes, for which network.
    pub(crate) by: &'static str,
    /// The same where nobody is named.
    pub(crate) by_nobody: &'static str,
    /// Why one gets it.
    pub(crate) why: &'static str,
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

/// The texts of the letter to somebody whose words have been passed on.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Forwarded {
    /// The subject: what, and the other network.
    pub(crate) subject: &'static str,
    /// What has happened to a document: by whom, which, from which network, to which.
    pub(crate) document: &'static str,
    /// The same of a message.
    pub(crate) message: &'static str,
    /// What comes next.
    pub(crate) next: &'static str,
    /// Why one gets it.
    pub(crate) why: &'static str,
}

/// That what one has written in was moved to where one does not read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ThreadMoved {
    /// The subject: its title.
    pub(crate) subject: &'static str,
    /// What has happened: its title, and the network.
    pub(crate) lead: &'static str,
    /// The subject where its title may be another by now.
    pub(crate) untitled_subject: &'static str,
    /// What has happened then: the network.
    pub(crate) untitled: &'static str,
    /// What one can do.
    pub(crate) next: &'static str,
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
    /// What is asked: in which network, of which seat, for which organisation.
    pub(crate) lead: &'static str,
    /// Until which day.
    pub(crate) until: &'static str,
    /// What the link is called.
    pub(crate) link: &'static str,
    /// Why one gets it.
    pub(crate) why: &'static str,
}

/// The texts of a letter to whoever proposed a successor.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct SuccessorSettled {
    /// The subjects, with the organisation.
    pub(crate) confirmed: &'static str,
    pub(crate) declined: &'static str,
    /// Who was proposed, to which seat, of which organisation, in which network.
    pub(crate) confirmed_lead: &'static str,
    pub(crate) declined_lead: &'static str,
    /// What one may do next, and what the link there is called.
    pub(crate) confirmed_next: &'static str,
    pub(crate) confirmed_link: &'static str,
    pub(crate) declined_next: &'static str,
    pub(crate) declined_link: &'static str,
    /// Why one gets it.
    pub(crate) why: &'static str,
}

/// The texts of a letter to whoever's turn it is to host.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct HostTurn {
    /// With the meeting's title.
    pub(crate) subject: &'static str,
    /// With the host and the network.
    pub(crate) lead: &'static str,
    /// That the host before has left something.
    pub(crate) left: &'static str,
    /// Why one gets it.
    pub(crate) why: &'static str,
}

/// The texts of a letter about a standing in. Each subject is with the organisation; each text with the seat, the
/// organisation, the network and the days.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct StandIn {
    pub(crate) asked_subject: &'static str,
    pub(crate) asked: &'static str,
    pub(crate) stands_in_subject: &'static str,
    pub(crate) stands_in: &'static str,
    pub(crate) no_more_subject: &'static str,
    pub(crate) no_more: &'static str,
    pub(crate) confirmed_subject: &'static str,
    pub(crate) confirmed: &'static str,
    pub(crate) declined_subject: &'static str,
    pub(crate) declined: &'static str,
    /// From a day to a day.
    pub(crate) days: &'static str,
    /// The days, and the meeting they are for.
    pub(crate) at_meeting: &'static str,
    /// What a deputy does who can't.
    pub(crate) cannot: &'static str,
    /// What the link says.
    pub(crate) link: &'static str,
    /// Why a deputy gets it.
    pub(crate) why: &'static str,
    /// Why whoever asked for it does.
    pub(crate) why_asked_for: &'static str,
}

/// The texts of a page to somebody at home.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TakeHome {
    /// Who sends it, from which network.
    pub(crate) lead: &'static str,
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
    /// How whoever asked from outside comes in, where they join.
    pub(crate) decided_way_in: &'static str,
    /// A member, an observer, in the queue, no.
    pub(crate) decisions: [&'static str; 4],
    pub(crate) decided_link: &'static str,
    /// How one answers.
    pub(crate) decided_answer: &'static str,
    pub(crate) coordinator: &'static str,
    pub(crate) why: &'static str,
    pub(crate) membership: AskedMembership,
}

/// What an observer that asked for membership is told in other words than who asked from outside.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct AskedMembership {
    pub(crate) decided: &'static str,
    /// A member, still an observer, in the queue, no.
    pub(crate) decisions: [&'static str; 4],
    pub(crate) decided_answer: &'static str,
    pub(crate) word_lead: &'static str,
    pub(crate) why: &'static str,
}
