//! Who is told of what: the one place that decides. There is no catch-all arm: a new kind of event does not compile until
//! it is decided here.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Stockholm;
use domain::clock::day_of;
use domain::conversations::conversation::{ConversationKind, ThreadKind};
use domain::conversations::following::Following;
use domain::event::Event;
use domain::ids::{ConversationId, MeetingId, MessageId, PersonId, SavedSearchId};
use domain::meetings::remind::Said;
use domain::notifications::{Concerned, MailReason, Rhythm};

/// What an event gives the notifier to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    /// Nobody is told.
    Nothing,
    /// Those whom the message concerns ([`told`]).
    Message(MessageId),
    /// Those whom an edit of the message mentions and nothing it said before did.
    Edited(MessageId),
    /// Those with a voice in an organisation that has not answered an ask.
    Reminder(ConversationId),
    /// Whoever keeps the search, where they want mails of it.
    SavedSearch(SavedSearchId),
    /// Those whose seat has not said whether it comes to a meeting.
    Invitation(MeetingId),
    /// Those whom it concerns that a meeting is cancelled, or held after all.
    Cancelling(MeetingId, bool),
    /// Of a kind that a newer version wrote: neither this nor any later event is for this version to take.
    Unknown,
}

/// What is to be done about an event.
pub(crate) fn rule(event: &Event) -> Rule {
    match event {
        Event::MessagePosted { message, .. } => Rule::Message(*message),
        // it comes with a first message, which has an event of its own
        Event::ConversationStarted { .. } | Event::DirectStarted { .. } => Rule::Nothing,
        Event::MessageEdited { message, .. } => Rule::Edited(*message),
        // nobody is praised by mail, and a summary is there for who looks
        Event::AnswerAccepted { .. } | Event::AnswerWithdrawn { .. } | Event::SummaryChanged { .. } => Rule::Nothing,
        // a move tells its writers by a message of its own, and those who lose it by a notice that the act lays ready
        Event::ConversationMoved { .. } | Event::MessageLifted { .. } => Rule::Nothing,
        Event::ConversationChanged { .. }
        | Event::MessageDeleted { .. }
        | Event::MessageRestored { .. }
        | Event::MessageHidden { .. }
        | Event::MessageShown { .. }
        | Event::MessageTouched { .. }
        | Event::MessagesSeen { .. }
        | Event::FlagsChanged { .. } => Rule::Nothing,
        // who is told of a case is told by a notice that the act itself lays ready
        Event::CaseChanged { .. } | Event::ConditionsChanged { .. } => Rule::Nothing,
        Event::DocumentAdded { .. }
        | Event::DocumentChanged { .. }
        | Event::DocumentDeleted { .. }
        | Event::DocumentRestored { .. }
        | Event::DocumentRead { .. }
        | Event::DocumentSeen { .. }
        | Event::FolderChanged { .. } => Rule::Nothing,
        // an invitation waits on the start page; a reminder goes out, and that it is cancelled
        Event::MeetingChanged { .. } | Event::MeetingAnswered { .. } | Event::MeetingAsked { .. } => Rule::Nothing,
        Event::MeetingReminded { meeting } => Rule::Invitation(*meeting),
        Event::MeetingCancelled { meeting, cancelled } => Rule::Cancelling(*meeting, *cancelled),
        // a promise waits on the start page of the seat it is for
        Event::DossierChanged { .. } => Rule::Nothing,
        Event::RoomChanged { .. } | Event::NetworkChanged { .. } => Rule::Nothing,
        Event::AudienceChanged { .. }
        | Event::ParticipationChanged { .. }
        | Event::SeatChanged { .. }
        | Event::AssignmentChanged { .. }
        | Event::PersonChanged { .. } => Rule::Nothing,
        Event::SessionEnded { .. } | Event::DraftChanged { .. } | Event::MarkedRead { .. } => Rule::Nothing,
        // how somebody follows is asked when they are told
        Event::FollowingChanged { .. } | Event::PutOffChanged { .. } | Event::MailSettingsChanged { .. } => {
            Rule::Nothing
        }
        // what somebody does with their own searches is told to nobody; what has been found is told to them
        Event::SavedSearchChanged { .. } => Rule::Nothing,
        Event::SavedSearchMatched { search } => Rule::SavedSearch(*search),
        // what is asked and put waits on the start page; only a reminder goes out
        Event::AskStarted { .. } | Event::AskAnswered { .. } | Event::AskClosed { .. } => Rule::Nothing,
        Event::AskReminded { conversation } => Rule::Reminder(*conversation),
        Event::ProposalPut { .. }
        | Event::VoiceCast { .. }
        | Event::ProposalClosed { .. }
        | Event::DecisionMade { .. } => Rule::Nothing,
        Event::Unknown { .. } => Rule::Unknown,
    }
}

/// Who is told of a message, each once and for the reason that is nearest to them; never who wrote it.
///
/// Whether they may read it is not asked here but when the mail is written.
pub(crate) fn told(message: &Concerned) -> Vec<(PersonId, MailReason)> {
    let mut told = BTreeSet::new();
    let mut list = Vec::new();
    let mut tell = |person: PersonId, reason| {
        if message.author != Some(person) && told.insert(person) {
            list.push((person, reason));
        }
    };
    message.mentioned.iter().for_each(|person| tell(*person, MailReason::Mention));
    if message.kind == ConversationKind::Direct {
        message.participants.iter().for_each(|person| tell(*person, MailReason::Direct));
    }
    if message.thread_kind.is_some_and(ThreadKind::asks) && message.position > 1 {
        message.starter.iter().for_each(|person| tell(*person, MailReason::Answer));
    }
    message.answered.iter().for_each(|person| tell(*person, MailReason::Reply));
    list
}

/// Whom an edit tells of a message: those it mentions first. For any other reason they were told when it was written.
pub(crate) fn told_of_edit(message: &Concerned) -> Vec<(PersonId, MailReason)> {
    told(message).into_iter().filter(|(_, reason)| *reason == MailReason::Mention).collect()
}

/// Whether somebody who follows the conversation so is told for that reason. Muted is muted, mentioned or not.
pub(crate) fn still_told(reason: MailReason, following: Following) -> bool {
    match (following, reason) {
        (Following::Nothing, _) => false,
        (Following::Mentions, MailReason::Direct) => false,
        (Following::Mentions | Following::Everything, _) => true,
    }
}

/// Whether somebody is reminded of a meeting they are invited to: not once they have answered for all their places.
pub(crate) fn still_invited(said: Said) -> bool {
    said == Said::Nothing
}

/// Whether somebody is told of a meeting that is near: not when they stay away.
pub(crate) fn still_told_before(said: Said) -> bool {
    said != Said::StaysAway
}

/// The digests there are: everybody gets the one of the rhythm they chose.
pub(crate) const DIGESTS: [MailReason; 3] = [MailReason::Daily, MailReason::Weekly, MailReason::Monthly];

/// The turn of a digest that came last: its name, and the instant. It is in the morning in Sweden: every day, on Mondays, or
/// on the first of the month. What never comes has no turn.
pub(crate) fn turn_of(rhythm: Rhythm, now: DateTime<Utc>) -> Option<(String, DateTime<Utc>)> {
    let today = day_of(now);
    // before the morning it is still the day before
    let day = if morning(today)? > now { today.pred_opt()? } else { today };
    let (first, name) = match rhythm {
        Rhythm::Daily => (day, format!("day:{day}")),
        Rhythm::Weekly => {
            let week = day.iso_week();
            let monday = day - Days::new(u64::from(day.weekday().num_days_from_monday()));
            (monday, format!("week:{}-W{:02}", week.year(), week.week()))
        }
        Rhythm::Monthly => (day.with_day(1)?, day.format("month:%Y-%m").to_string()),
        Rhythm::Never => return None,
    };
    Some((name, morning(first)?))
}

/// Since when what came is news for a digest: since the one before, whatever its rhythm was, so that nothing is news twice
/// when somebody changes theirs. Where that is long ago, or was never: as far back as one turn may lie, a quiet weekend or a
/// server out of order included.
pub(crate) fn news_since(rhythm: Rhythm, now: DateTime<Utc>, last: Option<DateTime<Utc>>) -> DateTime<Utc> {
    let days = match rhythm {
        Rhythm::Daily => 4,
        Rhythm::Weekly => 8,
        Rhythm::Monthly => 33,
        Rhythm::Never => 0,
    };
    let longest = now - TimeDelta::days(days);
    last.map_or(longest, |last| last.max(longest))
}

/// Since when what is unread still stands in a digest that has news (`news` is since when): what comes every day says
/// nothing again, what comes seldom tells of all its time.
pub(crate) fn brought_up_since(rhythm: Rhythm, now: DateTime<Utc>, news: DateTime<Utc>) -> DateTime<Utc> {
    match rhythm {
        Rhythm::Daily | Rhythm::Never => news,
        Rhythm::Weekly => now - TimeDelta::days(28),
        Rhythm::Monthly => now - TimeDelta::days(33),
    }
}

/// The days a meeting begins on that is told of now: at most so many days ahead, from the morning on.
pub(crate) fn meetings_from_to(now: DateTime<Utc>) -> Option<(NaiveDate, NaiveDate)> {
    let today = day_of(now);
    (morning(today)? <= now).then(|| (today, today + Days::new(BEFORE_MEETING)))
}

/// The last day a meeting begins on of which those who come are reminded today.
pub(crate) fn soon_after(today: NaiveDate) -> NaiveDate {
    today + Days::new(1)
}

/// The hour of the day in Sweden at which digests go.
const MORNING: u32 = 7;
/// How many days before a meeting one is told of it.
const BEFORE_MEETING: u64 = 3;

fn morning(day: NaiveDate) -> Option<DateTime<Utc>> {
    let local = day.and_hms_opt(MORNING, 0, 0)?;
    Some(Stockholm.from_local_datetime(&local).earliest()?.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::clock::Clock;
    use domain::ids::ConversationId;

    fn person(number: u8) -> PersonId {
        PersonId(uuid::Uuid::from_u128(u128::from(number)))
    }

    fn message() -> Concerned {
        Concerned {
            conversation: ConversationId(uuid::Uuid::nil()),
            network: None,
            author: Some(person(1)),
            written_at: Clock::default().now(),
            position: 2,
            kind: ConversationKind::Thread,
            thread_kind: Some(ThreadKind::Discussion),
            starter: Some(person(2)),
            answered: None,
            mentioned: Vec::new(),
            participants: Vec::new(),
        }
    }

    #[test]
    fn in_a_discussion_only_those_mentioned_are_told() {
        assert_eq!(told(&message()), []);
        let mentioning = Concerned { mentioned: vec![person(1), person(3)], ..message() };
        assert_eq!(told(&mentioning), [(person(3), MailReason::Mention)]);
    }

    #[test]
    fn who_asked_is_told_of_answers_and_never_of_their_own() {
        let answer = Concerned { thread_kind: Some(ThreadKind::Question), ..message() };
        assert_eq!(told(&answer), [(person(2), MailReason::Answer)]);
        let hard = Concerned { thread_kind: Some(ThreadKind::HardQuestion), ..message() };
        assert_eq!(told(&hard), [(person(2), MailReason::Answer)]);
        assert_eq!(told(&Concerned { author: Some(person(2)), ..answer.clone() }), []);
        assert_eq!(told(&Concerned { position: 1, ..answer }), []);
    }

    #[test]
    fn who_wrote_what_is_answered_is_told() {
        let reply = Concerned { answered: Some(person(4)), ..message() };
        assert_eq!(told(&reply), [(person(4), MailReason::Reply)]);
        assert_eq!(told(&Concerned { answered: Some(person(1)), ..message() }), [], "never of their own");
        let question = Concerned { thread_kind: Some(ThreadKind::Question), answered: Some(person(2)), ..message() };
        assert_eq!(told(&question), [(person(2), MailReason::Answer)], "once, for the nearest reason");
    }

    #[test]
    fn an_edit_tells_those_it_mentions_and_nobody_else() {
        let edited = Concerned { thread_kind: Some(ThreadKind::Question), answered: Some(person(4)), ..message() };
        assert_eq!(told_of_edit(&edited), []);
        let mentioning = Concerned { mentioned: vec![person(1), person(4)], ..edited };
        assert_eq!(told_of_edit(&mentioning), [(person(4), MailReason::Mention)]);
    }

    #[test]
    fn the_others_of_a_direct_conversation_are_told_once() {
        let direct = Concerned {
            kind: ConversationKind::Direct,
            thread_kind: None,
            participants: vec![person(1), person(2), person(3)],
            mentioned: vec![person(3)],
            ..message()
        };
        assert_eq!(told(&direct), [(person(3), MailReason::Mention), (person(2), MailReason::Direct)]);
    }

    #[test]
    fn muted_is_muted() {
        for reason in [MailReason::Mention, MailReason::Direct, MailReason::Answer, MailReason::Reply] {
            assert!(still_told(reason, Following::Everything));
            assert!(!still_told(reason, Following::Nothing));
            assert_eq!(still_told(reason, Following::Mentions), reason != MailReason::Direct);
        }
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    fn turn(rhythm: Rhythm, now: &str) -> (String, DateTime<Utc>) {
        turn_of(rhythm, at(now)).expect("a turn")
    }

    #[test]
    fn the_week_begins_on_monday_morning_in_sweden() {
        let week = |now: &str| turn(Rhythm::Weekly, now);
        assert_eq!(week("2026-11-26T12:00:00Z"), ("week:2026-W48".into(), at("2026-11-23T06:00:00Z")));
        assert_eq!(week("2026-11-30T05:59:59Z").0, "week:2026-W48");
        assert_eq!(week("2026-11-30T06:00:00Z"), ("week:2026-W49".into(), at("2026-11-30T06:00:00Z")));
        assert_eq!(week("2026-07-06T05:00:00Z").1, at("2026-07-06T05:00:00Z"), "in summer an hour earlier");
        assert_eq!(week("2027-01-01T12:00:00Z").0, "week:2026-W53");
    }

    #[test]
    fn each_day_has_its_morning_also_when_the_clocks_change() {
        let day = |now: &str| turn(Rhythm::Daily, now);
        assert_eq!(day("2026-11-26T05:59:59Z"), ("day:2026-11-25".into(), at("2026-11-25T06:00:00Z")));
        assert_eq!(day("2026-11-26T06:00:00Z"), ("day:2026-11-26".into(), at("2026-11-26T06:00:00Z")));
        // the day is an hour shorter, and its morning an hour earlier
        assert_eq!(day("2027-03-28T04:59:59Z").0, "day:2027-03-27");
        assert_eq!(day("2027-03-28T05:00:00Z"), ("day:2027-03-28".into(), at("2027-03-28T05:00:00Z")));
        // and an hour longer
        assert_eq!(day("2026-10-25T05:59:59Z"), ("day:2026-10-24".into(), at("2026-10-24T05:00:00Z")));
        assert_eq!(day("2026-10-25T06:00:00Z"), ("day:2026-10-25".into(), at("2026-10-25T06:00:00Z")));
    }

    #[test]
    fn the_month_begins_on_the_morning_of_the_first() {
        let month = |now: &str| turn(Rhythm::Monthly, now);
        assert_eq!(month("2026-11-30T23:30:00Z"), ("month:2026-11".into(), at("2026-11-01T06:00:00Z")));
        assert_eq!(month("2026-12-01T05:59:59Z").0, "month:2026-11");
        assert_eq!(month("2026-12-01T06:00:00Z"), ("month:2026-12".into(), at("2026-12-01T06:00:00Z")));
        assert_eq!(month("2027-01-01T05:59:59Z").0, "month:2026-12");
        assert_eq!(month("2028-02-29T12:00:00Z").0, "month:2028-02");
        assert_eq!(month("2027-03-31T12:00:00Z").1, at("2027-03-01T06:00:00Z"));
        assert_eq!(month("2027-04-01T05:00:00Z"), ("month:2027-04".into(), at("2027-04-01T05:00:00Z")));
    }

    #[test]
    fn what_never_comes_has_no_turn() {
        assert_eq!(turn_of(Rhythm::Never, at("2026-12-01T06:00:00Z")), None);
        assert_eq!(DIGESTS.map(MailReason::rhythm), [Rhythm::Daily, Rhythm::Weekly, Rhythm::Monthly]);
    }

    #[test]
    fn news_is_what_came_since_the_digest_before() {
        let (now, yesterday) = (at("2026-12-01T06:00:00Z"), at("2026-11-30T06:00:05Z"));
        for rhythm in [Rhythm::Daily, Rhythm::Weekly, Rhythm::Monthly] {
            assert_eq!(news_since(rhythm, now, Some(yesterday)), yesterday);
            let never = news_since(rhythm, now, None);
            assert_eq!(news_since(rhythm, now, Some(at("2025-01-01T06:00:00Z"))), never, "no further back than usual");
        }
        assert_eq!(news_since(Rhythm::Daily, now, None), at("2026-11-27T06:00:00Z"));
        assert_eq!(brought_up_since(Rhythm::Daily, now, yesterday), yesterday, "every day, and nothing again");
        assert!(brought_up_since(Rhythm::Monthly, now, yesterday) < at("2026-11-01T06:00:00Z"), "all of the month");
    }
}
