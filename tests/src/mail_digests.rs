//! The digests, each in its rhythm, and the mail before a meeting.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, TimeDelta, Utc, Weekday};
use domain::actor::Actor;
use domain::meetings::meeting::{self, MeetingKind, MeetingState, NewMeeting};
use serde_json::json;

use crate::harness::{MailServer, Received, Role, Sql, World, eventually};
use crate::mail::{id, mention, settings, until, world_with};

/// Moves the clock on to that instant.
fn move_to(world: &World, at: DateTime<Utc>) {
    world.node.clock.advance((at - world.node.clock.now()).to_std().expect("a time ahead"));
}

/// Moves the clock to a little past seven in the morning in Sweden on that day.
fn morning_of(world: &World, day: NaiveDate) {
    move_to(world, domain::clock::start_of(day) + TimeDelta::hours(9));
}

/// Goes on to the morning of that day, until everybody has got the digests of it.
async fn morning(world: &World, sql: &Sql, day: NaiveDate) {
    morning_of(world, day);
    all_told(sql, day).await;
}

/// Goes on to the middle of that day, unless it is that day already, and signs everybody in again.
async fn go_on(world: &mut World, sql: &Sql, day: NaiveDate) {
    if day > world.node.clock.today() {
        move_to(world, domain::clock::start_of(day) + TimeDelta::hours(12));
        all_told(sql, day).await;
    }
    world.sign_everybody_in().await;
}

/// Waits until everybody has got the digests of that day's morning.
async fn all_told(sql: &Sql, day: NaiveDate) {
    told(sql, &daily(day)).await;
    if day.weekday() == Weekday::Mon {
        told(sql, &weekly(day)).await;
    }
    if day.day() == 1 {
        told(sql, &monthly(day)).await;
    }
}

/// Waits until everybody has got the digest of that turn who is to have it.
async fn told(sql: &Sql, turn: &str) {
    eventually(&format!("all of {turn} to be told"), || async {
        let made = "SELECT count(*) AS n FROM mail_round WHERE cause = $1 AND done_at IS NOT NULL";
        let open = "SELECT count(*) AS n FROM mail WHERE cause LIKE $1 AND state IN ('waiting', 'handing_over')";
        let made = sql.number(made, [turn.into()]).await;
        (made == 1 && sql.number(open, [format!("{turn}:%").into()]).await == 0).then_some(())
    })
    .await;
}

fn daily(day: NaiveDate) -> String {
    format!("day:{day}")
}

fn weekly(day: NaiveDate) -> String {
    let week = day.iso_week();
    format!("week:{}-W{:02}", week.year(), week.week())
}

fn monthly(day: NaiveDate) -> String {
    day.format("month:%Y-%m").to_string()
}

async fn choose(world: &World, role: Role, digest: &str) {
    world.client(role).put("/me/mail", &settings(json!({ "digest": digest }))).await.expect(200);
}

async fn write(world: &World, title: &str) {
    world.client(Role::Coordinator).start(&world.room("members"), title, "Det första ordet").await;
}

/// The digests that have been sent, the first first.
fn digests(server: &MailServer) -> Vec<Received> {
    server.received().into_iter().filter(|mail| mail.subject().ends_with("i dina nätverk")).collect()
}

/// Those of one person.
fn got(server: &MailServer, role: Role) -> Vec<Received> {
    digests(server).into_iter().filter(|mail| mail.to == role.email()).collect()
}

fn next_monday(world: &World) -> NaiveDate {
    let today = world.node.clock.today();
    today + Days::new(u64::from(7 - today.weekday().num_days_from_monday()))
}

#[tokio::test(flavor = "multi_thread")]
async fn once_a_week_what_is_unread() {
    let server = MailServer::start().await;
    let mut world = world_with(&server).await;
    let sql = Sql::of(world.node.config()).await;
    let monday = next_monday(&world);
    // on Sunday at noon, so that all of it is of this week
    go_on(&mut world, &sql, monday - Days::new(1)).await;
    let coordinator = world.client(Role::Coordinator);
    let (members, group) = (world.room("members"), world.room("working_group"));
    let thread = id(&coordinator.start(&members, "Om planen", "Det första ordet").await);
    coordinator.start(&group, "Bara för arbetsgruppen", "Internt").await;
    let muted = id(&coordinator.start(&members, "En tyst tråd", "Ord").await);
    let member = world.client(Role::Member);
    member.put(&format!("/conversations/{muted}/following"), &json!({ "level": "nothing" })).await.expect(200);
    world.client(Role::Host).put("/me/mail", &settings(json!({ "digest": "none" }))).await.expect(200);
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
    all_told(&sql, monday).await;
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
    morning(&world, &sql, monday + Days::new(7)).await;
    assert_eq!(server.received().len(), sent, "what one has left for a week is no news");
}

#[tokio::test(flavor = "multi_thread")]
async fn daily_the_next_morning_and_never_twice() {
    let server = MailServer::start().await;
    let mut world = world_with(&server).await;
    let sql = Sql::of(world.node.config()).await;
    // three mornings on which no other digest comes
    let plain = |eve: &NaiveDate| {
        (0..4).map(|more| *eve + Days::new(more)).all(|day| day.day() > 1 && day.weekday() != Weekday::Mon)
    };
    let first = world.node.clock.today().iter_days().find(plain).expect("plain days") + Days::new(1);
    go_on(&mut world, &sql, first - Days::new(1)).await;
    choose(&world, Role::Member, "daily").await;
    choose(&world, Role::Elected, "monthly").await;
    choose(&world, Role::Host, "none").await;
    let wrong = world.client(Role::Member).put("/me/mail", &settings(json!({ "digest": "hourly" }))).await;
    assert_eq!(wrong.problem(422), "invalid");
    write(&world, "Om planen").await;

    morning(&world, &sql, first).await;
    let mails = got(&server, Role::Member);
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].subject(), "Nytt i dina nätverk");
    let text = mails[0].text();
    assert!(text.contains("Om planen") && text.contains("Det första ordet"), "{text}");
    assert!(!text.to_lowercase().contains("veckan") && !mails[0].html().to_lowercase().contains("veckan"), "{text}");
    assert_eq!(digests(&server).len(), 1, "nobody else has chosen to get it every day");

    // not again: neither after a start nor the day after, with nothing new
    world.node.restart().await;
    morning(&world, &sql, first + Days::new(1)).await;
    assert_eq!(digests(&server).len(), 1);

    go_on(&mut world, &sql, first + Days::new(1)).await;
    write(&world, "Något annat").await;
    morning(&world, &sql, first + Days::new(2)).await;
    let mails = got(&server, Role::Member);
    assert_eq!((mails.len(), digests(&server).len()), (2, 2));
    let text = mails[1].text();
    assert!(text.contains("Något annat") && !text.contains("Om planen"), "what was told is not told again: {text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_rhythm_tells_nothing_twice() {
    let server = MailServer::start().await;
    let mut world = world_with(&server).await;
    let sql = Sql::of(world.node.config()).await;
    let monday = next_monday(&world);
    let (tuesday, wednesday) = (monday + Days::new(1), monday + Days::new(2));
    go_on(&mut world, &sql, monday - Days::new(1)).await;
    write(&world, "Om planen").await;
    morning(&world, &sql, monday).await;
    assert_eq!(got(&server, Role::Member)[0].subject(), "Veckan i dina nätverk");

    // the week has told of it: the day has nothing new
    go_on(&mut world, &sql, monday).await;
    choose(&world, Role::Member, "daily").await;
    morning(&world, &sql, tuesday).await;
    assert_eq!(got(&server, Role::Member).len(), 1);

    // to and fro is as if it had been so all the time
    go_on(&mut world, &sql, tuesday).await;
    write(&world, "Något nytt").await;
    for digest in ["none", "weekly", "daily"] {
        choose(&world, Role::Member, digest).await;
    }
    morning(&world, &sql, wednesday).await;
    let mails = got(&server, Role::Member);
    assert_eq!(mails.len(), 2);
    assert!(mails[1].text().contains("Något nytt"));

    // and the days have told all that the next week could
    go_on(&mut world, &sql, wednesday).await;
    choose(&world, Role::Member, "weekly").await;
    morning(&world, &sql, monday + Days::new(7)).await;
    assert_eq!(got(&server, Role::Member).len(), 2);
    let to_others = got(&server, Role::WorkingGroup);
    assert_eq!(to_others.len(), 2, "who kept to the week is told of the week's");
}

#[tokio::test(flavor = "multi_thread")]
async fn monthly_on_the_first_and_stopped_whatever_its_rhythm() {
    let server = MailServer::start().await;
    let mut world = world_with(&server).await;
    let sql = Sql::of(world.node.config()).await;
    let this = world.node.clock.today().with_day(1).expect("a first");
    let (first, second) = (this + Months::new(1), this + Months::new(2));
    go_on(&mut world, &sql, first - Days::new(1)).await;
    choose(&world, Role::Member, "monthly").await;
    choose(&world, Role::Elected, "none").await;
    write(&world, "Månadens sista dag").await;
    morning(&world, &sql, first).await;
    let mails = got(&server, Role::Member);
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].subject(), "Månaden i dina nätverk");
    let text = mails[0].text();
    assert!(text.contains("Månadens sista dag") && !text.to_lowercase().contains("veckan"), "{text}");
    assert_eq!(got(&server, Role::Elected).len(), 0);

    // all of the month, and what lies before it that is unread, once at its end
    go_on(&mut world, &sql, first).await;
    write(&world, "Månadens första dag").await;
    go_on(&mut world, &sql, second - Days::new(1)).await;
    assert_eq!(got(&server, Role::Member).len(), 1, "nothing in between");
    morning(&world, &sql, second).await;
    let mails = got(&server, Role::Member);
    assert_eq!(mails.len(), 2);
    assert!(mails[1].text().contains("Månadens första dag"));
    assert_eq!(got(&server, Role::Elected).len(), 0);

    // its link stops the digest in whatever rhythm it comes by now, and lets it go on as this one came
    go_on(&mut world, &sql, second).await;
    choose(&world, Role::Member, "daily").await;
    let (anybody, path) = (world.node.anonymous(), mails[1].stop_path());
    let link = format!("/mail-links/{}", path.trim_start_matches("/brev/"));
    let found = anybody.get(&link).await.expect(200);
    assert_eq!((&found["kind"], &found["stopped"]), (&json!("digest"), &json!(false)));
    let stop = |stopped: bool| json!({ "what": "kind", "stopped": stopped });
    for (stopped, digest) in [(false, "daily"), (true, "none"), (true, "none"), (false, "monthly")] {
        assert_eq!(anybody.post(&link, &stop(stopped)).await.expect(200)["stopped"], stopped);
        let wanted = world.client(Role::Member).get("/me/mail").await.expect(200);
        assert_eq!(wanted, settings(json!({ "digest": digest })), "and nothing else");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_morning_is_the_morning_also_when_the_clocks_change() {
    let server = MailServer::start().await;
    let mut world = world_with(&server).await;
    let sql = Sql::of(world.node.config()).await;
    // the last Sunday of March or October: seven in the morning is five o'clock UTC, or six
    let changes = |day: &NaiveDate| [3, 10].contains(&day.month()) && day.day() > 24 && day.weekday() == Weekday::Sun;
    let soon = world.node.clock.today() + Days::new(2);
    let sunday = soon.iter_days().find(changes).expect("a Sunday");
    let seven = if sunday.month() == 3 { 5 } else { 6 };
    go_on(&mut world, &sql, sunday - Days::new(1)).await;
    choose(&world, Role::Member, "daily").await;
    write(&world, "Om planen").await;
    move_to(&world, sunday.and_hms_opt(seven, 30, 0).expect("a time").and_utc());
    all_told(&sql, sunday).await;
    let mails = got(&server, Role::Member);
    assert_eq!((mails.len(), mails[0].subject()), (1, "Nytt i dina nätverk".to_owned()));
    morning(&world, &sql, sunday + Days::new(1)).await;
    assert_eq!(got(&server, Role::Member).len(), 1, "once");
}

/// Until there were rhythms the digest came weekly or not at all: so it goes on when the database is brought up to date.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_had_stopped_the_weeks_digest_gets_none() {
    let mut world = World::new().await;
    choose(&world, Role::Member, "none").await;
    choose(&world, Role::Elected, "weekly").await;
    world.node.stop().await;
    let sql = Sql::of(world.node.config()).await;
    sql.run("ALTER TABLE mail_setting DROP COLUMN digest", []).await;
    sql.run("ALTER TABLE mail DROP COLUMN written_at", []).await;
    sql.run("DELETE FROM seaql_migrations WHERE version = 'm0056_digest_rhythm'", []).await;
    drop(sql);
    world.node.restart().await;
    world.sign_everybody_in().await;
    for (role, digest) in [(Role::Member, "none"), (Role::Elected, "weekly"), (Role::Host, "weekly")] {
        let wanted = world.client(role).get("/me/mail").await.expect(200);
        assert_eq!(wanted, settings(json!({ "digest": digest })), "{role:?}");
    }
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
            let theirs = |mail: &&Received| mail.to == role.email() && mail.subject().starts_with("Inför");
            all.iter().filter(theirs).count()
        };
        let counts: Vec<usize> = people.into_iter().map(of).collect();
        counts
    };
    morning_of(&world, start - Days::new(4));
    morning_of(&world, start - Days::new(3));
    eventually("the mails before the meeting", || async { (before() == [1, 1, 0, 0, 0]).then_some(()) }).await;
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
    eventually("a later mail", || async {
        server.received().iter().any(|mail| mail.subject().contains("nämnde dig")).then_some(())
    })
    .await;
    assert_eq!(before(), [1, 1, 0, 0, 0]);
}
