//! The steps of the play. Each is tried in the store and said beforehand by the model: done, or refused.

use chrono::{Days, NaiveDate, TimeDelta};
use domain::Result;
use domain::access::{Coordination, Deputies, NetworkRight, ParticipationState};
use domain::actor::Actor;
use domain::ids::{InvitationId, NetworkId, PersonId, SeatId};
use domain::meetings::meeting::{self, Facts};
use domain::networks::governing::{self, Change};
use domain::networks::invitation::{self, NewInvitation};
use domain::networks::participation;
use domain::networks::seat::{self, Appointment, HoldingRole};
use domain::networks::succession::{self, NewSuccessor};
use domain::people::accounts;
use domain::people::assignment::{self, AssignmentRole};
use domain::people::person::Language;
use domain::rooms::guest;
use domain::store::Tx;
use rand::Rng as _;
use rand::seq::IndexedRandom as _;

use super::model::{Assignment, Holding, Invitation, NEVER, Pass, Proposal, Seat, StandIn, TakesPart};
use super::stage::{KINDS, Stage};

/// An address gets no more letters than this within an hour of the play (the installation's bound is six).
const LETTERS: usize = 4;
/// How near the end of an invitation's time it is not tried: the clock runs on while one asks.
const MARGIN: TimeDelta = TimeDelta::minutes(5);

fn last(to: Option<NaiveDate>) -> NaiveDate {
    to.unwrap_or(NEVER)
}

impl Stage {
    /// One step. Returns whether it was done; refused otherwise, as the model says.
    pub async fn step(&mut self, told: &str) -> bool {
        if self.letters >= LETTERS {
            self.days_pass();
        }
        self.model.move_to(self.node.clock.today());
        match self.random.random_range(0..100) {
            0..10 => self.set_participation(told).await,
            10..17 => self.make_seat(told).await,
            17..20 => self.close_seat(told).await,
            20..29 => self.seat_somebody(told).await,
            29..35 => self.end_holding(told).await,
            35..42 => self.stand_in(told).await,
            42..46 => self.settle_stand_in(told).await,
            46..53 => self.invite(told).await,
            53..60 => self.accept(told).await,
            60..62 => self.take_invitation_back(told).await,
            62..68 => self.propose(told).await,
            68..74 => self.settle_proposal(told).await,
            74..80 => self.appoint(told).await,
            80..83 => self.dismiss(told).await,
            83..86 => self.suspend(told).await,
            86..88 => self.close_network(told).await,
            88..91 => self.set_up(told).await,
            91..94 => self.let_in(told).await,
            94..96 => self.rehost(told).await,
            _ => self.days_pass(),
        }
    }

    fn days_pass(&mut self) -> bool {
        let days = self.random.random_range(1..4);
        self.node.clock.advance(std::time::Duration::from_hours(24 * days));
        self.model.move_to(self.node.clock.today());
        self.letters = 0;
        true
    }

    fn day(&mut self, days: std::ops::Range<i64>) -> NaiveDate {
        self.model.today + TimeDelta::days(self.random.random_range(days))
    }

    /// A last day from `from` on, or none; now and then one that can't be.
    fn last_day(&mut self) -> Option<NaiveDate> {
        self.random.random_bool(0.6).then(|| self.day(-1..12))
    }

    fn anybody(&mut self) -> PersonId {
        *self.people.choose(&mut self.random).expect("people")
    }

    /// Mostly somebody who coordinates the network, and now and then anybody at all.
    fn somebody_for(&mut self, network: NetworkId) -> PersonId {
        let may: Vec<_> = self.people.iter().copied().filter(|one| self.model.coordinates(*one, network)).collect();
        match may.choose(&mut self.random) {
            Some(person) if self.random.random_bool(0.75) => *person,
            _ => self.somebody_awake(),
        }
    }

    /// Who is suspended has no device to act from.
    fn somebody_awake(&mut self) -> PersonId {
        let all = self.people.iter().chain([&self.administrator]).copied();
        let awake: Vec<_> = all.filter(|one| !self.model.suspended.contains(one)).collect();
        *awake.choose(&mut self.random).expect("the administrator is never suspended")
    }

    fn network(&mut self) -> NetworkId {
        self.model.networks.choose(&mut self.random).expect("networks").id
    }

    fn some_seat(&mut self) -> Option<(SeatId, NetworkId)> {
        self.model.seats.choose(&mut self.random).map(|seat| (seat.id, seat.network))
    }

    fn may(&self, person: PersonId, network: NetworkId, right: NetworkRight) -> bool {
        self.model.may(person, network, right)
    }

    /// Tries it, and holds what came of it against what was said.
    async fn tried<T, F, W>(&self, by: PersonId, foretold: bool, told: &str, work: F) -> Option<T>
    where
        T: Send + 'static,
        F: FnOnce(Tx) -> W + Clone + Send + Sync + 'static,
        W: Future<Output = Result<T>> + Send + 'static,
    {
        let actor = self.actor(by).await;
        self.tried_as(&actor, foretold, told, work).await
    }

    async fn tried_as<T, F, W>(&self, actor: &Actor, foretold: bool, told: &str, work: F) -> Option<T>
    where
        T: Send + 'static,
        F: FnOnce(Tx) -> W + Clone + Send + Sync + 'static,
        W: Future<Output = Result<T>> + Send + 'static,
    {
        match self.store().write(actor, work).await {
            Ok(done) => {
                assert!(foretold, "{told}: done, and the model says it is refused");
                Some(done)
            }
            Err(error) => {
                assert!(!foretold, "{told}: refused ({error:?}), and the model says it is done");
                None
            }
        }
    }

    async fn set_participation(&mut self, told: &str) -> bool {
        let (network, organisation) = (self.network(), *self.organisations.choose(&mut self.random).expect("some"));
        let by = self.somebody_for(network);
        let (from, states) = (self.day(-2..6), ParticipationState::ALL);
        // mostly one that gives something, so that there is something to lose
        let state = match self.random.random_bool(0.6) {
            true => ParticipationState::Member,
            false => *states.choose(&mut self.random).expect("states"),
        };
        let foretold = self.may(by, network, NetworkRight::WriteDirectory);
        let told = format!("{told}: {by} sets {organisation} in {network} to {state} from {from}");
        let work =
            move |tx: Tx| async move { participation::set(&tx, network, organisation, state, from, "därför").await };
        let done = self.tried(by, foretold, &told, work).await.is_some();
        if done {
            self.model.parts.push(TakesPart { network, organisation, state, from });
        }
        done
    }

    async fn make_seat(&mut self, told: &str) -> bool {
        let (network, organisation) = (self.network(), *self.organisations.choose(&mut self.random).expect("some"));
        if self.model.seats.len() > 12 {
            return self.close_seat(told).await;
        }
        let (by, kind) = (self.somebody_for(network), *KINDS.choose(&mut self.random).expect("kinds"));
        let foretold = self.may(by, network, NetworkRight::WriteDirectory);
        let told = format!("{told}: {by} makes a seat in {network}");
        let work = move |tx: Tx| async move { seat::create(&tx, network, organisation, kind, "kontaktperson").await };
        let made = self.tried(by, foretold, &told, work).await;
        if let Some(id) = made {
            self.model.seats.push(Seat { id, network, organisation, kind, to: NEVER, known: false });
        }
        made.is_some()
    }

    async fn close_seat(&mut self, told: &str) -> bool {
        let Some((id, network)) = self.some_seat() else { return self.days_pass() };
        let (by, day) = (self.somebody_for(network), self.day(-1..5));
        let ends = self.model.seat(id).is_some_and(|seat| seat.to > day);
        let foretold = self.may(by, network, NetworkRight::WriteDirectory) && ends;
        let told = format!("{told}: {by} ends the seat {id} on {day}");
        let work = move |tx: Tx| async move {
            let seat = seat::visible(&tx, tx.actor(), id).await?;
            seat::close(&tx, &seat, day).await
        };
        let done = self.tried(by, foretold, &told, work).await.is_some();
        if done {
            for seat in self.model.seats.iter_mut().filter(|one| one.id == id) {
                seat.to = day;
            }
            for held in self.model.holdings.iter_mut().filter(|one| one.seat == id) {
                held.to = held.to.min(day);
            }
            self.model.invitations.retain(|one| one.seat != id);
            self.model.proposals.retain(|one| one.seat != id);
        }
        done
    }

    async fn seat_somebody(&mut self, told: &str) -> bool {
        let Some((id, network)) = self.some_seat() else { return self.make_seat(told).await };
        let (by, person, from, to) = (self.somebody_for(network), self.anybody(), self.day(-2..4), self.last_day());
        let deputy = self.random.random_bool(0.4);
        let foretold = self.may(by, network, NetworkRight::WriteDirectory) && from <= last(to);
        let told = format!("{told}: {by} seats {person} at {id} from {from} to {to:?}");
        let role = if deputy { HoldingRole::Deputy } else { HoldingRole::Holder };
        let work = move |tx: Tx| async move { seat::appoint(&tx, id, person, role, from, to).await };
        let made = self.tried(by, foretold, &told, work).await;
        if let Some(holding) = made {
            self.holds(Holding { id: holding, seat: id, person, deputy, from, to: last(to) });
        }
        made.is_some()
    }

    fn holds(&mut self, holding: Holding) {
        for seat in self.model.seats.iter_mut().filter(|one| one.id == holding.seat) {
            seat.known = true;
        }
        self.model.holdings.push(holding);
    }

    async fn end_holding(&mut self, told: &str) -> bool {
        let Some(held) = self.model.holdings.choose(&mut self.random) else { return self.seat_somebody(told).await };
        let (id, seat, from, to) = (held.id, held.seat, held.from, held.to);
        let Some(network) = self.model.seat(seat).map(|one| one.network) else { return self.days_pass() };
        let (by, day) = (self.somebody_for(network), self.day(-1..4));
        let ends = day.max(from - Days::new(1));
        let foretold = self.may(by, network, NetworkRight::WriteDirectory) && ends < to;
        let told = format!("{told}: {by} ends {id} at {seat} on {day}");
        let work = move |tx: Tx| async move {
            let seat = seat::visible(&tx, tx.actor(), seat).await?;
            seat::end_holding(&tx, &seat, id, day).await
        };
        let done = self.tried(by, foretold, &told, work).await.is_some();
        if done {
            self.holding_ends(id, ends);
        }
        done
    }

    fn holding_ends(&mut self, id: domain::ids::SeatHoldingId, day: NaiveDate) {
        for held in self.model.holdings.iter_mut().filter(|one| one.id == id) {
            held.to = held.to.min(day);
        }
    }

    async fn stand_in(&mut self, told: &str) -> bool {
        let deputies: Vec<_> = self.model.holdings.iter().filter(|one| one.deputy).collect();
        let Some((seat, person)) = deputies.choose(&mut self.random).map(|one| (one.seat, one.person)) else {
            return self.seat_somebody(told).await;
        };
        let Some(network) = self.model.seat(seat).map(|one| one.network) else { return self.days_pass() };
        let person = if self.random.random_bool(0.85) { person } else { self.anybody() };
        let (from, to) = (self.day(0..4), self.day(0..8));
        let holders: Vec<_> = self.people.iter().copied().filter(|one| self.model.holds(*one, seat)).collect();
        let by = match holders.choose(&mut self.random) {
            Some(holder) if self.random.random_bool(0.6) => *holder,
            _ => self.somebody_for(network),
        };
        let today = self.model.today;
        let is_deputy =
            self.model.holdings.iter().any(|one| {
                one.seat == seat && one.person == person && one.deputy && one.from <= from && today <= one.to
            });
        let taken = self.model.stand_ins.iter().any(|one| one.seat == seat && one.from <= to && from <= one.to);
        let directs = self.may(by, network, NetworkRight::WriteDirectory);
        let sees = self.may(by, network, NetworkRight::ReadDirectory);
        let keeps = self.model.holds(by, seat) || directs;
        let foretold = sees && is_deputy && keeps && from <= to && !taken;
        let told = format!("{told}: {by} lets {person} stand in at {seat} from {from} to {to}");
        let work = move |tx: Tx| async move {
            let seat = seat::visible(&tx, tx.actor(), seat).await?;
            seat::stand_in_for(&tx, &seat, person, from, to).await
        };
        let made = self.tried(by, foretold, &told, work).await;
        if let Some(id) = made {
            let confirmed = directs || self.model.network(network).deputies_free;
            self.model.stand_ins.push(StandIn { id, seat, person, from, to, confirmed });
        }
        made.is_some()
    }

    async fn settle_stand_in(&mut self, told: &str) -> bool {
        let Some(found) = self.model.stand_ins.choose(&mut self.random) else { return self.stand_in(told).await };
        let (id, seat, person, confirmed) = (found.id, found.seat, found.person, found.confirmed);
        let Some(network) = self.model.seat(seat).map(|one| one.network) else { return self.days_pass() };
        let by = if self.random.random_bool(0.3) { self.somebody_awake() } else { self.somebody_for(network) };
        let directs = self.may(by, network, NetworkRight::WriteDirectory);
        if self.random.random_bool(0.5) {
            let foretold = directs && !confirmed;
            let told = format!("{told}: {by} confirms {id}");
            let work = move |tx: Tx| async move { seat::confirm_stand_in(&tx, id).await };
            let done = self.tried(by, foretold, &told, work).await.is_some();
            for one in self.model.stand_ins.iter_mut().filter(|one| done && one.id == id) {
                one.confirmed = true;
            }
            return done;
        }
        let sees = self.may(by, network, NetworkRight::ReadDirectory);
        let foretold = sees && (by == person || self.model.holds(by, seat) || directs);
        let told = format!("{told}: {by} ends {id}");
        let work = move |tx: Tx| async move { seat::end_stand_in(&tx, id).await };
        let done = self.tried(by, foretold, &told, work).await.is_some();
        self.model.stand_ins.retain(|one| !done || one.id != id);
        done
    }

    /// Whether somebody may come to the seat.
    fn open_seat(&self, seat: SeatId) -> bool {
        let Some(seat) = self.model.seat(seat) else { return false };
        self.model.today <= seat.to
            && self.model.takes_part(seat.network, seat.organisation)
            && (!self.model.network(seat.network).closed || seat.known)
    }

    fn has_run_out(&self, invitation: &Invitation) -> bool {
        self.node.clock.now() >= invitation.sent + invitation::LIFETIME
    }

    fn nearly_out(&self, invitation: &Invitation) -> bool {
        (self.node.clock.now() - (invitation.sent + invitation::LIFETIME)).abs() < MARGIN
    }

    fn invited_already(&self, seat: SeatId, person: PersonId, deputy: bool) -> bool {
        self.model
            .invitations
            .iter()
            .any(|one| one.seat == seat && one.person == person && one.deputy == deputy && !self.has_run_out(one))
    }

    async fn invite(&mut self, told: &str) -> bool {
        let Some((seat, network)) = self.some_seat() else { return self.make_seat(told).await };
        if self.model.invitations.iter().any(|one| self.nearly_out(one)) {
            return self.days_pass();
        }
        let (by, person, from, to) = (self.somebody_for(network), self.anybody(), self.day(-2..4), self.last_day());
        let deputy = self.random.random_bool(0.3);
        let foretold = self.may(by, network, NetworkRight::Govern)
            && from <= last(to)
            && self.model.today <= last(to)
            && self.open_seat(seat)
            && !self.invited_already(seat, person, deputy);
        let new = NewInvitation {
            name: "Den som bjuds in".into(),
            email: self.address(person),
            language: Language::Swedish,
            role: if deputy { HoldingRole::Deputy } else { HoldingRole::Holder },
            from,
            to,
            appointment: Appointment::default(),
        };
        let told = format!("{told}: {by} invites {person} to {seat}");
        let work = move |tx: Tx| async move { invitation::invite(&tx, seat, new).await };
        let sent = self.node.clock.now();
        let Some(id) = self.tried(by, foretold, &told, work).await else { return false };
        self.letters += 1;
        let token = self.token(id).await;
        let to = last(to);
        self.model.invitations.push(Invitation { id, token, seat, person, deputy, from, to, by, sent });
        true
    }

    /// What stands in the letter, which nobody has sent.
    async fn token(&self, id: InvitationId) -> String {
        let rows = self.sql.rows("SELECT secret FROM notice WHERE subject_id = $1", [id.0.into()]).await;
        rows.first().expect("a letter").try_get("", "secret").expect("a token")
    }

    async fn accept(&mut self, told: &str) -> bool {
        let Some(found) = self.model.invitations.choose(&mut self.random) else { return self.invite(told).await };
        if self.nearly_out(found) {
            return self.days_pass();
        }
        let (id, token, seat, invited) = (found.id, found.token.clone(), found.seat, found.person);
        let (deputy, from, to) = (found.deputy, found.from, found.to);
        let person = if self.random.random_bool(0.85) { invited } else { self.anybody() };
        if self.model.suspended.contains(&person) {
            return self.days_pass();
        }
        let found = self.model.invitations.iter().find(|one| one.id == id).expect("it is there");
        let network = self.model.seat(seat).map(|one| one.network);
        let still = network.is_some_and(|network| self.may(found.by, network, NetworkRight::Govern));
        let held =
            self.model.holdings.iter().any(|one| {
                one.seat == seat && one.person == person && one.deputy == deputy && one.to >= self.model.today
            });
        let in_time = !self.has_run_out(found) && self.model.today <= to;
        let foretold = in_time && self.open_seat(seat) && still && person == invited && !held;
        let told = format!("{told}: {person} accepts {id}, which is for {invited}");
        let work = move |tx: Tx| async move { invitation::accept(&tx, &token, None).await };
        let done = self.tried(person, foretold, &told, work).await.is_some();
        if done {
            let newest = self.newest_holding(seat, person).await;
            let from = from.max(self.model.today);
            self.holds(Holding { id: newest, seat, person, deputy, from, to });
            self.model.invitations.retain(|one| one.id != id);
        }
        done
    }

    async fn newest_holding(&self, seat: SeatId, person: PersonId) -> domain::ids::SeatHoldingId {
        let sql = "SELECT id FROM seat_holding WHERE seat_id = $1 AND person_id = $2 ORDER BY created_at DESC, id DESC LIMIT 1";
        let rows = self.sql.rows(sql, [seat.0.into(), person.0.into()]).await;
        domain::ids::SeatHoldingId(rows.first().expect("a holding").try_get("", "id").expect("an id"))
    }

    async fn take_invitation_back(&mut self, told: &str) -> bool {
        let Some(found) = self.model.invitations.choose(&mut self.random) else { return self.invite(told).await };
        let (id, seat) = (found.id, found.seat);
        let Some(network) = self.model.seat(seat).map(|one| one.network) else { return self.days_pass() };
        if self.has_run_out(found) || self.nearly_out(found) {
            return self.days_pass();
        }
        let by = self.somebody_for(network);
        let foretold = self.may(by, network, NetworkRight::Govern);
        let told = format!("{told}: {by} takes {id} back");
        let work = move |tx: Tx| async move { invitation::withdraw(&tx, id).await };
        let done = self.tried(by, foretold, &told, work).await.is_some();
        self.model.invitations.retain(|one| !done || one.id != id);
        done
    }

    async fn propose(&mut self, told: &str) -> bool {
        let held: Vec<_> = self.model.holdings.iter().filter(|one| !one.deputy).collect();
        let Some((seat, holder)) = held.choose(&mut self.random).map(|one| (one.seat, one.person)) else {
            return self.seat_somebody(told).await;
        };
        let Some(network) = self.model.seat(seat).map(|one| one.network) else { return self.days_pass() };
        let by = if self.random.random_bool(0.8) { holder } else { self.somebody_awake() };
        if self.model.suspended.contains(&by) {
            return self.days_pass();
        }
        let (person, from, ends) = (self.anybody(), self.day(-1..5), self.last_day());
        let today = self.model.today;
        let theirs = |one: &&Holding| one.seat == seat && one.person == by && !one.deputy;
        let mut current: Vec<_> = self.model.holdings.iter().filter(theirs).collect();
        current.retain(|one| one.from <= today && today <= one.to);
        current.sort_by_key(|one| (one.from, one.id));
        let holding = current.first().map(|one| one.id);
        let foretold = self.may(by, network, NetworkRight::ReadDirectory)
            && self.model.holds(by, seat)
            && last(ends) >= today
            && self.open_seat(seat)
            && holding.is_some()
            && !self.model.proposals.iter().any(|one| one.seat == seat);
        let new = NewSuccessor {
            name: "Den som kommer efter".into(),
            email: self.address(person),
            from,
            last_day: ends,
            appointment: Appointment::default(),
            note: String::new(),
        };
        let told = format!("{told}: {by} proposes {person} for {seat}");
        let work = move |tx: Tx| async move {
            let seat = seat::visible(&tx, tx.actor(), seat).await?;
            succession::propose(&tx, &seat, new).await
        };
        let made = self.tried(by, foretold, &told, work).await;
        if let (Some(id), Some(holding)) = (made, holding) {
            self.model.proposals.push(Proposal { id, seat, holding, person, from, last: ends });
        }
        made.is_some()
    }

    async fn settle_proposal(&mut self, told: &str) -> bool {
        let Some(found) = self.model.proposals.choose(&mut self.random) else { return self.propose(told).await };
        let (id, seat, holding, person, from, ends) =
            (found.id, found.seat, found.holding, found.person, found.from, found.last);
        let Some(network) = self.model.seat(seat).map(|one| one.network) else { return self.days_pass() };
        if self.model.invitations.iter().any(|one| self.nearly_out(one)) {
            return self.days_pass();
        }
        let how = self.random.random_range(0..10);
        let by = if how == 0 { self.somebody_awake() } else { self.somebody_for(network) };
        let sees = self.may(by, network, NetworkRight::ReadDirectory);
        let governs = self.may(by, network, NetworkRight::Govern);
        if how < 2 {
            let foretold = sees && self.model.holds(by, seat);
            let told = format!("{told}: {by} takes the proposal {id} back");
            let work = move |tx: Tx| async move { succession::withdraw(&tx, id).await };
            let done = self.tried(by, foretold, &told, work).await.is_some();
            self.model.proposals.retain(|one| !done || one.id != id);
            return done;
        }
        if how < 4 {
            let told = format!("{told}: {by} declines {id}");
            let work = move |tx: Tx| async move { succession::decline(&tx, id, "inte nu").await };
            let done = self.tried(by, governs, &told, work).await.is_some();
            self.model.proposals.retain(|one| !done || one.id != id);
            return done;
        }
        let foretold = governs && self.open_seat(seat) && !self.invited_already(seat, person, false);
        let told = format!("{told}: {by} confirms the proposal {id}");
        let work = move |tx: Tx| async move { succession::confirm(&tx, id).await };
        let sent = self.node.clock.now();
        let Some(invited) = self.tried(by, foretold, &told, work).await else { return false };
        self.letters += 1;
        self.model.proposals.retain(|one| one.id != id);
        let token = self.token(invited).await;
        let to = NEVER;
        self.model.invitations.push(Invitation { id: invited, token, seat, person, deputy: false, from, to, by, sent });
        if let Some(day) = ends {
            let begun = self.model.holdings.iter().find(|one| one.id == holding).map(|one| one.from);
            let yesterday = self.model.today - Days::new(1);
            let first = begun.map_or(yesterday, |from| from - Days::new(1));
            self.holding_ends(holding, day.max(yesterday).max(first));
        }
        true
    }

    async fn appoint(&mut self, told: &str) -> bool {
        let (network, person) = (self.network(), self.anybody());
        let coordinator = self.random.random_bool(0.4);
        let by = match coordinator && self.random.random_bool(0.8) {
            true => self.administrator,
            false => self.somebody_for(network),
        };
        let today = self.model.today;
        let is_already = self.model.assignments.iter().any(|one| {
            let same = one.network == network && one.person == person && one.coordinator == coordinator;
            same && one.from <= today && today <= one.to
        });
        let right = match coordinator {
            true => self.model.administrators.contains(&by),
            false => self.may(by, network, NetworkRight::Govern) && self.model.has_seat(person, network),
        };
        let foretold = right && !is_already && !self.model.suspended.contains(&person);
        let role = if coordinator { AssignmentRole::Coordinator } else { AssignmentRole::WorkingGroup };
        let told = format!("{told}: {by} appoints {person} as {role} in {network}");
        let work = move |tx: Tx| async move { assignment::appoint(&tx, network, person, role).await };
        let made = self.tried(by, foretold, &told, work).await;
        if let Some(id) = made {
            self.letters += usize::from(coordinator);
            self.model.assignments.push(Assignment { id, network, person, coordinator, from: today, to: NEVER });
        }
        made.is_some()
    }

    async fn dismiss(&mut self, told: &str) -> bool {
        let today = self.model.today;
        let current: Vec<_> =
            self.model.assignments.iter().filter(|one| one.from <= today && today <= one.to).collect();
        let Some(found) = current.choose(&mut self.random) else { return self.appoint(told).await };
        let (id, network, coordinator) = (found.id, found.network, found.coordinator);
        let others = current.iter().filter(|one| one.coordinator && one.network == network && one.id != id).count();
        let by = match coordinator && self.random.random_bool(0.8) {
            true => self.administrator,
            false => self.somebody_for(network),
        };
        let foretold = match coordinator {
            // the last one can't leave
            true => self.model.administrators.contains(&by) && others > 0,
            false => self.may(by, network, NetworkRight::Govern),
        };
        let told = format!("{told}: {by} dismisses {id} in {network}");
        let work = move |tx: Tx| async move { assignment::dismiss(&tx, network, id).await };
        let done = self.tried(by, foretold, &told, work).await.is_some();
        self.model.assignments.retain(|one| !done || one.id != id);
        done
    }

    async fn suspend(&mut self, told: &str) -> bool {
        let (person, suspended) = (self.anybody(), self.model.suspended.clone());
        let by = if self.random.random_bool(0.8) { self.administrator } else { self.somebody_awake() };
        // not too many at once: they are let back sooner than they are suspended
        let back = suspended.contains(&person) || self.random.random_bool(0.5);
        let foretold = self.model.administrators.contains(&by);
        let told = format!("{told}: {by} suspends {person}, or lets them back ({back})");
        let work = move |tx: Tx| async move {
            match back {
                true => accounts::lift_suspension(&tx, person).await,
                false => accounts::suspend(&tx, person).await,
            }
        };
        let done = self.tried(by, foretold, &told, work).await.is_some();
        match (done, back) {
            (true, true) => self.model.suspended.remove(&person),
            (true, false) => self.model.suspended.insert(person),
            (false, _) => false,
        };
        done
    }

    async fn close_network(&mut self, told: &str) -> bool {
        let network = self.network();
        // open most of the time
        let closed = !self.model.network(network).closed && self.random.random_bool(0.4);
        let by = if self.random.random_bool(0.8) { self.administrator } else { self.somebody_awake() };
        let foretold = self.model.administrators.contains(&by);
        let told = format!("{told}: {by} closes {network}, or opens it ({closed})");
        let work = move |tx: Tx| async move { governing::set_closed(&tx, network, closed).await };
        let done = self.tried(by, foretold, &told, work).await.is_some();
        for one in self.model.networks.iter_mut().filter(|one| done && one.id == network) {
            one.closed = closed;
        }
        done
    }

    async fn set_up(&mut self, told: &str) -> bool {
        let network = self.network();
        let by = self.somebody_for(network);
        let [write, upload, free, troika] = std::array::from_fn(|_| self.random.random_bool(0.5));
        let foretold = self.may(by, network, NetworkRight::Govern);
        let told = format!("{told}: {by} sets {network} up: {write} {upload} {free} {troika}");
        let now = governing::governed(self.store().reader(), &Actor::System, network).await.expect("a network");
        let change = Change {
            name: now.name,
            kind: now.kind,
            purpose: now.purpose,
            stands_for: now.stands_for,
            contact: now.contact,
            most_members: now.most_members,
            observers_write: write,
            observers_upload: upload,
            deputies: if free { Deputies::Free } else { Deputies::Exceptional },
            coordination: if troika { Coordination::Troika } else { Coordination::Secretariat },
        };
        let work = move |tx: Tx| async move { governing::change(&tx, network, now.revision, change).await };
        let done = self.tried(by, foretold, &told, work).await.is_some();
        for one in self.model.networks.iter_mut().filter(|one| done && one.id == network) {
            (one.observers_write, one.observers_upload) = (write, upload);
            (one.deputies_free, one.troika) = (free, troika);
        }
        done
    }

    async fn let_in(&mut self, told: &str) -> bool {
        let (at, person) = (self.random.random_range(0..self.model.rooms.len()), self.anybody());
        let (room, network) = (self.model.rooms[at].id, self.model.rooms[at].network);
        let (by, writes, to) = (self.somebody_for(network), self.random.random_bool(0.5), self.day(0..6));
        let foretold = self.model.room(by, &self.model.rooms[at]).manage;
        let told = format!("{told}: {by} lets {person} into {room} until {to}");
        let work = move |tx: Tx| async move { guest::invite(&tx, room, person, writes, to).await };
        let done = self.tried(by, foretold, &told, work).await.is_some();
        if done {
            self.model.passes.push(Pass { room, person, writes, from: self.model.today, to });
        }
        done
    }

    /// Other hosts of a meeting: who plans it, and who coordinates where a troika does, changes with them.
    async fn rehost(&mut self, told: &str) -> bool {
        let at = self.random.random_range(0..self.model.meetings.len());
        let (id, network) = (self.model.meetings[at].id, self.model.meetings[at].network);
        let taking_part = |one: &&domain::ids::OrganisationId| {
            self.model.parts.iter().any(|part| part.network == network && part.organisation == **one)
        };
        let known: Vec<_> = self.organisations.iter().filter(taking_part).copied().collect();
        let count = known.len().min(2);
        let hosts: Vec<_> = known.choose_multiple(&mut self.random, count).copied().collect();
        if hosts.is_empty() {
            return self.days_pass();
        }
        let told = format!("{told}: {id} is hosted by {hosts:?}");
        let (work_hosts, system) = (hosts.clone(), Actor::System);
        let work = move |tx: Tx| async move {
            let planned = meeting::planned(&tx, tx.actor(), id).await?;
            let facts = Facts::of(planned.row(), work_hosts);
            meeting::change(&tx, &planned, planned.row().revision, facts, None).await
        };
        self.tried_as(&system, true, &told, work).await;
        self.model.meetings[at].hosts = hosts;
        true
    }
}
