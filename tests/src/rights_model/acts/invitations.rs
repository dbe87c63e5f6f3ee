//! Invitations to a seat: sent, accepted, taken back.

use chrono::TimeDelta;
use domain::access::NetworkRight;
use domain::ids::{InvitationId, PersonId, SeatId};
use domain::networks::invitation::{self, NewInvitation};
use domain::networks::seat::{Appointment, HoldingRole};
use domain::people::person::Language;
use domain::store::Tx;
use rand::Rng as _;
use rand::seq::IndexedRandom as _;

use super::super::model::{Holding, Invitation};
use super::super::stage::Stage;
use super::last;

/// How near the end of an invitation's time it is not tried: the clock runs on while one asks.
const MARGIN: TimeDelta = TimeDelta::minutes(5);

impl Stage {
    /// Whether somebody may come to the seat.
    pub(super) fn open_seat(&self, seat: SeatId) -> bool {
        let Some(seat) = self.model.seat(seat) else { return false };
        self.model.today <= seat.to
            && self.model.takes_part(seat.network, seat.organisation)
            && (!self.model.network(seat.network).closed || seat.known)
    }

    /// Its link has, or what it is for is over: then another can be sent, which settles it.
    pub(super) fn has_run_out(&self, invitation: &Invitation) -> bool {
        self.node.clock.now() >= invitation.sent + invitation::LIFETIME || invitation.to < self.model.today
    }

    pub(super) fn nearly_out(&self, invitation: &Invitation) -> bool {
        (self.node.clock.now() - (invitation.sent + invitation::LIFETIME)).abs() < MARGIN
    }

    pub(super) fn invited_already(&self, seat: SeatId, person: PersonId, deputy: bool) -> bool {
        self.model
            .invitations
            .iter()
            .any(|one| one.seat == seat && one.person == person && one.deputy == deputy && !self.has_run_out(one))
    }

    pub(super) async fn invite(&mut self, told: &str) -> bool {
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
    pub(super) async fn token(&self, id: InvitationId) -> String {
        let rows = self.sql.rows("SELECT secret FROM notice WHERE subject_id = $1", [id.0.into()]).await;
        rows.first().expect("a letter").try_get("", "secret").expect("a token")
    }

    pub(super) async fn accept(&mut self, told: &str) -> bool {
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

    pub(super) async fn newest_holding(&self, seat: SeatId, person: PersonId) -> domain::ids::SeatHoldingId {
        let sql = "SELECT id FROM seat_holding WHERE seat_id = $1 AND person_id = $2 ORDER BY created_at DESC, id DESC LIMIT 1";
        let rows = self.sql.rows(sql, [seat.0.into(), person.0.into()]).await;
        domain::ids::SeatHoldingId(rows.first().expect("a holding").try_get("", "id").expect("an id"))
    }

    pub(super) async fn take_invitation_back(&mut self, told: &str) -> bool {
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
}
