//! The week's mail and the one before a meeting.

use chrono::{Datelike, Days, NaiveDate, TimeDelta};
use domain::actor::Actor;
use domain::meetings::meeting::{self, MeetingKind, MeetingState, NewMeeting};
use serde_json::json;

use crate::harness::{MailServer, Role, World};
use crate::mail::{id, mention, settings, until, world_with};

/// Moves the clock to a little past seven in the morning in Sweden on that day.
fn morning_of(world: &World, day: NaiveDate) {
    let now = world.node.clock.now();
    let at = domain::clock::start_of(day) + TimeDelta::hours(9);
    world.node.clock.advance((at - now).to_std().expect("a time ahead"));
}

fn next_monday(world: &World) -> NaiveDate {
    let today = world.node.clock.today();
    today + Days::new(u64::from(7 - today.weekday().num_days_from_monday()))
}

#[tokio::test(flavor = "multi_thread")]
async fn once_a_week_what_is_unread() {
    let server = MailServer::start().await;
    let mut world = world_with(&server).await;
    let monday = next_monday(&world);
    // on Sunday at noon, so that all of it is of this week
    let sunday = domain::clock::start_of(monday - Days::new(1)) + TimeDelta::hours(12);
    if let Ok(ahead) = (sunday - world.node.clock.now()).to_std() {
        world.node.clock.advance(ahead);
    }
    world.sign_everybody_in().await;
    let coordinator = world.client(Role::Coordinator);
    let (members, group) = (world.room("members"), world.room("working_group"));
    let thread = id(&coordinator.start(&members, "Om planen", "Det första ordet").await);
    coordinator.start(&group, "Bara för arbetsgruppen", "Internt").await;
    let muted = id(&coordinator.start(&members, "En tyst tråd", "Ord").await);
    let member = world.client(Role::Member);
    member.put(&format!("/conversations/{muted}/following"), &json!({ "level": "nothing" })).await.expect(200);
    world.client(Role::Host).put("/me/mail", &settings(json!({ "weekly": false }))).await.expect(200);
    coordinator.say(&thread, &mention(&world, Role::Elected)).await;
    server.mails(1).await;
    world.client(Role::Resting).post(&format!("/networks/{}/read", world.network), &json!({})).await.expect(204);

    morning_of(&world, monday);
    until(&world, "sent", 2).await;
    let to = |role: Role| {
        let all = server.received();
        let found: Vec<_> =
            all.into_iter().filter(|mail| mail.to == role.email() && mail.subject().starts_with("Veckan")).collect();
        assert!(found.len() <= 1, "once a week");
        found.into_iter().next()
    };
    let sql = crate::harness::Sql::of(world.node.config()).await;
    crate::harness::eventually("the round to be through", || async {
        let open = "SELECT count(*) AS n FROM mail WHERE reason = 'weekly' AND state IN ('waiting', 'handing_over')";
        let begun = "SELECT count(*) AS n FROM mail_round WHERE done_at IS NOT NULL";
        (sql.number(begun, []).await == 1 && sql.number(open, []).await == 0).then_some(())
    })
    .await;
    let mail = to(Role::Member).expect("a mail");
    assert_eq!(mail.subject(), "Veckan i dina nätverk");
    let text = mail.text();
    assert!(text.contains("I övrigt") && text.contains("Om planen") && text.contains("Det första ordet"), "{text}");
    assert!(text.contains("Gävle, nästa träff"), "{text}");
    for never in ["En tyst tråd", "arbetsgruppen"] {
        assert!(!text.contains(never) && !mail.html().contains(never), "{never} in {text}");
    }
    assert!(to(Role::WorkingGroup).expect("a mail").text().contains("Bara för arbetsgruppen"));
    assert!(to(Role::Elected).expect("a mail").text().contains("Till dig"));
    assert!(mail.header("List-Unsubscribe").contains("/brev/"));
    for role in [Role::Host, Role::Resting, Role::OtherNetwork, Role::ExMember, Role::Nobody, Role::Administrator] {
        assert!(to(role).is_none(), "{role:?}");
    }

    // the next week has nothing new
    let sent = server.received().len();
    morning_of(&world, monday + Days::new(7));
    let rounds = "SELECT count(*) AS n FROM mail_round WHERE done_at IS NOT NULL";
    crate::harness::eventually("the next round to be through", || async {
        let open = "SELECT count(*) AS n FROM mail WHERE reason = 'weekly' AND state IN ('waiting', 'handing_over')";
        (sql.number(rounds, []).await == 2 && sql.number(open, []).await == 0).then_some(())
    })
    .await;
    assert_eq!(server.received().len(), sent, "what one has left for a week is no news");
}

#[tokio::test(flavor = "multi_thread")]
async fn once_before_a_meeting() {
    let server = MailServer::start().await;
    let mut world = world_with(&server).await;
    // the first round begins when the installation does: nothing of before is sent
    let start = world.node.clock.today() + Days::new(10);
    let network = world.network;
    let made = world.node.store().write(&Actor::System, move |tx| async move {
        let planned = NewMeeting {
            network,
            kind: MeetingKind::Meeting,
            state: MeetingState::Invited,
            title: "Haninge, vårens träff".into(),
            year: start.year(),
            month: i32::try_from(start.month()).ok(),
            days: Some((start, start + Days::new(1))),
            place: Some("Haninge".into()),
            themes: vec!["Barns inflytande".into()],
            summary: None,
            hosts: Vec::new(),
        };
        meeting::create(&tx, planned).await
    });
    let meeting = made.await.expect("a meeting");
    world.client(Role::Coordinator).start(&meeting.room_id.to_string(), "Packlista", "Ta med inneskor").await;
    world.client(Role::Elected).put("/me/mail", &settings(json!({ "before_meeting": false }))).await.expect(200);
    let before = || {
        let people = [Role::Member, Role::Observer, Role::Elected, Role::OtherNetwork, Role::ExMember];
        let all = server.received();
        let of = |role: Role| {
            let theirs =
                |mail: &&crate::harness::Received| mail.to == role.email() && mail.subject().starts_with("Inför");
            all.iter().filter(theirs).count()
        };
        let counts: Vec<usize> = people.into_iter().map(of).collect();
        counts
    };
    morning_of(&world, start - Days::new(4));
    morning_of(&world, start - Days::new(3));
    crate::harness::eventually("the mails before the meeting", || async {
        (before() == [1, 1, 0, 0, 0]).then_some(())
    })
    .await;
    let all = server.received();
    let mail =
        all.iter().find(|mail| mail.to == Role::Member.email() && mail.subject().starts_with("Inför")).expect("it");
    assert_eq!(mail.subject(), "Inför Haninge, vårens träff");
    let text = mail.text();
    for part in ["Haninge", "Barns inflytande", "Packlista", "Ta med inneskor", &format!("/traffar/{}", meeting.id)] {
        assert!(text.contains(part), "{part} in {text}");
    }
    // not again the day after, nor after a start
    morning_of(&world, start - Days::new(2));
    world.node.restart().await;
    world.sign_everybody_in().await;
    let thread = world.client(Role::Coordinator).start(&world.room("members"), "Något", "Ord").await;
    world.client(Role::Coordinator).say(&id(&thread), &mention(&world, Role::Observer)).await;
    world.client(Role::Coordinator).say(&id(&thread), &mention(&world, Role::Member)).await;
    crate::harness::eventually("a later mail", || async {
        server.received().iter().any(|mail| mail.subject().contains("nämnde dig")).then_some(())
    })
    .await;
    assert_eq!(before(), [1, 1, 0, 0, 0]);
}
