//! Invitations to seats: from the mail to the first day, and every way in which they must not work.

use chrono::Days;
use domain::access::ParticipationState;
use domain::actor::Actor;
use domain::ids::{AssignmentId, OrganisationId};
use domain::networks::participation;
use domain::people::{assignment, person};
use domain::store::Tx;
use serde_json::{Value, json};

use crate::harness::{Answer, Client, MailServer, PASSWORD, Role, Sql, World, eventually};
use crate::mail::world_with;

const NEW: &str = "min alldeles egna mening";

pub fn somebody(email: &str) -> Value {
    json!({ "name": "Nils Ny", "email": email, "role": "holder" })
}

pub fn seat(world: &World, role: Role) -> String {
    world.seats[&role].to_string()
}

pub async fn invite(world: &World, seat: &str, body: &Value) -> Answer {
    world.client(Role::Coordinator).post(&format!("/seats/{seat}/invitations"), body).await
}

/// The token in the newest of so many mails.
pub async fn token(server: &MailServer, mails: usize) -> String {
    token_in(&server.mails(mails).await.last().expect("a mail").text())
}

/// The token in the newest of so many invitations to an address, whoever else is written to meanwhile.
pub async fn token_to(server: &MailServer, address: &str, many: usize) -> String {
    let invited = async || {
        let mut texts = server.received().into_iter().filter(|one| one.to.contains(address)).map(|one| one.text());
        texts.by_ref().filter(|text| text.contains("/inbjudan/")).nth(many - 1)
    };
    token_in(&eventually("an invitation", invited).await)
}

fn token_in(text: &str) -> String {
    let (_, rest) = text.split_once("/inbjudan/").unwrap_or_else(|| panic!("no link in {text}"));
    rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_').collect()
}

pub async fn look(client: &Client, token: &str) -> Value {
    client.get(&format!("/invitation-links/{token}")).await.expect(200)
}

pub async fn accept_new(world: &World, token: &str) -> Answer {
    let body = json!({ "account": { "name": "Nils Ny", "password": NEW } });
    world.node.anonymous().post(&format!("/invitation-links/{token}"), &body).await
}

pub async fn accept(client: &Client, token: &str) -> Answer {
    client.post(&format!("/invitation-links/{token}"), &json!({})).await
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_new_comes_by_mail_and_writes() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let own = seat(&world, Role::ExMember);
    let today = world.node.clock.today();
    let sql = Sql::of(world.node.config()).await;
    let mut body = somebody("Nils.Ny@exempel.se");
    body["appointed_by"] = json!("kommundirektören");
    body["reference"] = json!("KS 2026/114");
    body["to"] = json!(today + Days::new(700));
    let sent = invite(&world, &own, &body).await.expect(201);
    assert_eq!((&sent["state"], &sent["unusual_host"]), (&json!("open"), &json!(false)));
    let member = world.client(Role::Member);
    let directory = member.get(&format!("/seats/{own}")).await.expect(200);
    assert_eq!((&directory["state"], &directory["invitations"]), (&json!("invited"), &json!([])));

    let token = token(&server, 1).await;
    let mail = server.mails(1).await.pop().expect("a mail");
    assert_eq!(mail.to, "Nils.Ny@exempel.se");
    assert!(mail.text().contains("Haninge kommun") && mail.text().contains("Coordinator Testsson"), "{}", mail.text());
    // neither the invitation nor the mail's row keeps the token once it has gone
    let kept = "SELECT count(*) AS n FROM invitation WHERE token_hash = $1";
    assert_eq!(sql.number(kept, [token.clone().into()]).await, 0);

    // a scanner looks at it, ten times: nothing happens, and it learns what the mail said
    let before = sql.number("SELECT count(*) AS n FROM event", []).await;
    for _ in 0..10 {
        let seen = look(world.client(Role::Anonymous), &token).await;
        assert_eq!((&seen["state"], &seen["network"]), (&json!("open"), &json!("Nätverket")), "{seen}");
    }
    assert_eq!(sql.number("SELECT count(*) AS n FROM event", []).await, before);

    let weak = json!({ "account": { "name": "Nils Ny", "password": "kort" } });
    let weak = world.node.anonymous().post(&format!("/invitation-links/{token}"), &weak).await.expect(422);
    assert_eq!(weak["errors"][0]["pointer"], "/account/password");
    let answer = accept_new(&world, &token).await;
    assert_eq!(answer.headers.get_all("set-cookie").iter().count(), 2, "signed in");
    let accepted = answer.expect(200);
    assert_eq!((&accepted["new"], &accepted["slug"]), (&json!(true), &json!("natverket")));

    let nils = world.node.anonymous().sign_in("nils.ny@exempel.se", NEW).await;
    let me = nils.get("/me").await.expect(200);
    assert_eq!(me["standings"][0]["organisation"]["name"], "Haninge kommun");
    nils.start(&world.room("members"), "Hej från Haninge", "Nu är jag här").await;
    let held = member.get(&format!("/seats/{own}")).await.expect(200);
    assert_eq!(held["state"], "held");
    let line = &held["holdings"][0];
    assert_eq!((&line["person"]["name"], &line["from"]), (&json!("Nils Ny"), &json!(today)));
    assert_eq!(line["appointment"]["reference"], "KS 2026/114");
    assert_eq!(held["before"][0]["person"]["name"], "ExMember Testsson");

    // the log says who came and who was invited, to which seat
    let log = format!("/networks/{}/audit?act=", world.network);
    let acts = async |act: &str| {
        let found = world.client(Role::Coordinator).get(&format!("{log}{act}")).await.expect(200);
        found["items"][0].clone()
    };
    let (came, invited) = (acts("seat_invitation_accepted").await, acts("seat_invitation_sent").await);
    assert_eq!(came["actor_name"], "Nils Ny");
    assert_eq!(came["subject_name"], invited["subject_name"]);
    let named = invited["subject_name"].as_str().expect("a name");
    assert!(named.starts_with("Nils Ny, ") && named.ends_with(", Haninge kommun"), "{named}");

    // used is used, by whomever
    assert_eq!(accept_new(&world, &token).await.problem(409), "invitation_used");
    assert_eq!(accept(&nils, &token).await.problem(409), "invitation_used");
    let seen = look(&nils, &token).await;
    assert_eq!((&seen["state"], &seen["for_me"]), (&json!("used"), &json!(true)));
}

#[tokio::test(flavor = "multi_thread")]
async fn used_by_many_at_once_it_counts_once() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let own = seat(&world, Role::ExMember);
    invite(&world, &own, &somebody("ny@exempel.se")).await.expect(201);
    let token = token(&server, 1).await;
    let answers = futures_util::future::join_all((0..8).map(|_| accept_new(&world, &token))).await;
    let mut codes: Vec<u16> = answers.iter().map(|answer| answer.status.as_u16()).collect();
    codes.sort_unstable();
    assert_eq!(codes, [200, 409, 409, 409, 409, 409, 409, 409]);
    let sql = Sql::of(world.node.config()).await;
    let made = "SELECT count(*) AS n FROM person_email WHERE address = 'ny@exempel.se'";
    assert_eq!(sql.number(made, []).await, 1);
    let held = "SELECT count(*) AS n FROM seat_holding h JOIN person_email e ON e.person_id = h.person_id \
                WHERE e.address = 'ny@exempel.se'";
    assert_eq!(sql.number(held, []).await, 1);
    // taken back and accepted at the same moment: one of the two
    invite(&world, &own, &somebody("annan@exempel.se")).await.expect(201);
    let token = self::token(&server, 2).await;
    let seat = world.client(Role::Coordinator).get(&format!("/seats/{own}")).await.expect(200);
    let path = format!("/invitations/{}", seat["invitations"][0]["id"].as_str().unwrap());
    let (taken, accepted) =
        tokio::join!(world.client(Role::Coordinator).delete(&path, None), accept_new(&world, &token));
    let both = (taken.status.as_u16(), accepted.status.as_u16());
    assert!([(204, 409), (409, 200)].contains(&both), "{both:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_for_one_address_and_says_nothing_of_who_exists() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let own = seat(&world, Role::ExMember);
    let nobody = world.client(Role::Anonymous);
    // somebody with an account, and somebody without: whoever looks can't tell which
    invite(&world, &own, &somebody(&Role::Nobody.email())).await.expect(201);
    let known = token(&server, 1).await;
    invite(&world, &own, &somebody("okand@exempel.se")).await.expect(201);
    let unknown = token(&server, 2).await;
    let (mut a, mut b) = (look(nobody, &known).await, look(nobody, &unknown).await);
    for view in [&mut a, &mut b] {
        view["email"] = Value::Null;
        view["expires_at"] = Value::Null;
    }
    assert_eq!(a, b);
    assert_eq!(accept(nobody, &unknown).await.problem(401), "unauthenticated");
    assert_eq!(accept_new(&world, &known).await.problem(409), "sign_in_to_accept");
    // handed on: another account than the address's
    for role in [Role::Guest, Role::Coordinator] {
        assert_eq!(look(world.client(role), &known).await["for_me"], false);
        assert_eq!(accept(world.client(role), &known).await.problem(403), "other_account", "{role:?}");
    }
    let accepted = accept(world.client(Role::Nobody), &known).await.expect(200);
    assert_eq!(accepted["new"], false);
    let me = world.client(Role::Nobody).get("/me").await.expect(200);
    assert_eq!(me["standings"][0]["seat_id"], json!(own));
    assert_eq!(nobody.get(&format!("/invitation-links/{}", "x".repeat(43))).await.problem(404), "not_found");
    assert_eq!(nobody.get("/invitation-links/kort").await.problem(404), "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_no_longer_be_given_is_not_given() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let own = seat(&world, Role::ExMember);
    let nobody = world.client(Role::Anonymous);
    let mut sent = 0;
    let mut fresh = async || {
        sent += 1;
        let email = format!("nummer{sent}@exempel.se");
        let made = invite(&world, &own, &somebody(&email)).await.expect(201);
        (token(&server, sent).await, made["id"].as_str().unwrap().to_owned())
    };
    let coordinator = world.client(Role::Coordinator);

    let (taken_back, id) = fresh().await;
    coordinator.delete(&format!("/invitations/{id}"), None).await.expect(204);
    assert_eq!(coordinator.delete(&format!("/invitations/{id}"), None).await.problem(409), "invitation_settled");
    assert_eq!(accept_new(&world, &taken_back).await.problem(409), "invitation_withdrawn");

    let (first, id) = fresh().await;
    let again = coordinator.post(&format!("/invitations/{id}/again"), &json!({})).await.expect(201);
    assert_ne!(again["id"], json!(id));
    let second = token(&server, 3).await;
    assert_eq!(accept_new(&world, &first).await.problem(409), "invitation_withdrawn");
    assert_eq!(look(nobody, &second).await["state"], "open");

    // the organisation waits in the queue, then is back
    let network = world.network;
    let sql = Sql::of(world.node.config()).await;
    let states = async |state: &str| {
        let set = "UPDATE participation SET state = $1 WHERE to_day IS NULL AND organisation_id = \
                   (SELECT organisation_id FROM seat WHERE id = $2)";
        sql.run(set, [state.into(), world.seats[&Role::ExMember].0.into()]).await;
    };
    states("queued").await;
    assert_eq!(look(nobody, &second).await["state"], "void");
    assert_eq!(accept_new(&world, &second).await.problem(409), "invitation_void");
    states("member").await;
    // a closed network takes nobody to a place that was never held, and lets who held one be succeeded
    sql.run("UPDATE network SET closed_at = $1 WHERE id = $2", [world.node.clock.now().into(), network.0.into()]).await;
    assert_eq!(look(nobody, &second).await["state"], "open");
    sql.run("UPDATE network SET closed_at = NULL", []).await;

    // whoever invited runs the network no more
    let person = world.people[&Role::Coordinator];
    let rows = sql.rows("SELECT id FROM assignment WHERE person_id = $1", [person.0.into()]).await;
    let held: AssignmentId = rows.first().expect("an assignment").try_get("", "id").expect("an id");
    let yesterday = world.node.clock.today() - Days::new(1);
    let ended =
        world.node.store().write(&Actor::System, move |tx| async move { assignment::end(&tx, held, yesterday).await });
    ended.await.expect("ended");
    assert_eq!(look(nobody, &second).await["state"], "void");
    assert_eq!(accept_new(&world, &second).await.problem(409), "invitation_void");
    let count = "SELECT count(*) AS n FROM person_email WHERE address LIKE 'nummer%'";
    assert_eq!(sql.number(count, []).await, 0, "no account was made");
    world.node.clock.advance(std::time::Duration::from_secs(31 * 86_400));
    assert_eq!(accept_new(&world, &second).await.problem(409), "invitation_expired");
}

#[tokio::test(flavor = "multi_thread")]
async fn sent_again_it_leads_somewhere_or_a_new_one_is_asked_for() {
    const DAY: std::time::Duration = std::time::Duration::from_secs(86_400);
    let server = MailServer::start().await;
    let mut world = world_with(&server).await;
    let own = seat(&world, Role::ExMember);
    let open = invite(&world, &own, &somebody("oppen@exempel.se")).await.expect(201)["id"].clone();
    let mut short = somebody("kort@exempel.se");
    short["role"] = json!("deputy");
    short["to"] = json!(world.node.clock.today() + Days::new(10));
    let short_one = invite(&world, &own, &short).await.expect(201)["id"].clone();
    let nobody = world.node.anonymous();
    let stands = async |world: &World, id: &Value| {
        let seen = world.client(Role::Coordinator).get(&format!("/seats/{own}")).await.expect(200);
        let invitations = seen["invitations"].as_array().expect("invitations").clone();
        invitations.into_iter().find(|one| one["id"] == *id).map(|one| one["state"].clone())
    };
    let again = async |world: &World, id: &Value| {
        let path = format!("/invitations/{}/again", id.as_str().expect("an id"));
        world.client(Role::Coordinator).post(&path, &json!({})).await
    };

    // both letters have gone: what is over when its turn comes is not sent
    for address in ["oppen@exempel.se", "kort@exempel.se"] {
        token_to(&server, address, 1).await;
    }
    // what it gives is over before its link is: there is nothing to send again
    world.node.clock.advance(DAY * 11);
    world.sign_everybody_in().await;
    assert_eq!(stands(&world, &short_one).await, Some(json!("expired")));
    assert_eq!(stands(&world, &open).await, Some(json!("open")));
    assert_eq!(again(&world, &short_one).await.problem(409), "invitation_over");
    assert_eq!(stands(&world, &short_one).await, Some(json!("expired")), "it is as it was");
    // a new one with another last day takes its place
    short["to"] = json!(world.node.clock.today() + Days::new(300));
    invite(&world, &own, &short).await.expect(201);
    assert_eq!(stands(&world, &short_one).await, None);
    let renewed = token_to(&server, "kort@exempel.se", 2).await;
    assert_eq!(look(&nobody, &renewed).await["state"], "open");
    accept_new(&world, &renewed).await.expect(200);

    // a link that has run out is sent again with another time to answer
    world.node.clock.advance(DAY * 25);
    world.sign_everybody_in().await;
    assert_eq!(stands(&world, &open).await, Some(json!("expired")));
    let vacant = world.client(Role::Coordinator).get(&format!("/seats/{own}")).await.expect(200);
    assert_eq!(vacant["state"], "vacant", "nobody is on the way any more");
    let fresh = again(&world, &open).await.expect(201);
    assert_eq!(fresh["state"], "open");
    let fresh = token_to(&server, "oppen@exempel.se", 2).await;
    assert_eq!(look(&nobody, &fresh).await["state"], "open");
    world.node.clock.advance(DAY * 29);
    assert_eq!(look(&nobody, &fresh).await["state"], "open");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_wrong_is_refused_and_what_looks_odd_is_said() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let own = seat(&world, Role::ExMember);
    let today = world.node.clock.today();
    for (field, value, pointer, code) in [
        ("name", json!("  "), "/name", "length"),
        ("email", json!("ingen adress"), "/email", "not_an_address"),
        ("to", json!(today - Days::new(1)), "/to", "before_from"),
    ] {
        let mut body = somebody("ny@exempel.se");
        body[field] = value;
        let refused = invite(&world, &own, &body).await.expect(422);
        assert_eq!((&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]), (&json!(pointer), &json!(code)));
    }
    let mut body = somebody("ny@exempel.se");
    body["document_id"] = json!(uuid::Uuid::now_v7());
    assert_eq!(invite(&world, &own, &body).await.expect(404)["errors"][0]["pointer"], "/document_id");
    // a host that looks like the organisation's own is told of before anybody is let in
    let odd = invite(&world, &own, &somebody("ny@exempe1.se")).await.expect(201);
    assert_eq!(odd["unusual_host"], true);
    let seen = world.client(Role::Coordinator).get(&format!("/seats/{own}")).await.expect(200);
    assert_eq!(seen["mail_hosts"], json!(["exempel.se"]));
    assert_eq!(invite(&world, &own, &somebody("NY@exempe1.se")).await.problem(409), "already_invited");

    // a suspended person is let in by nothing
    let suspended = world.people[&Role::Nobody];
    let done = world.node.store().write(&Actor::System, move |tx| async move { person::suspend(&tx, suspended).await });
    done.await.expect("suspended");
    invite(&world, &own, &somebody(&Role::Nobody.email())).await.expect(201);
    let token = token(&server, 2).await;
    assert_eq!(accept_new(&world, &token).await.problem(409), "sign_in_to_accept");
    let who = json!({ "email": Role::Nobody.email(), "password": PASSWORD });
    assert_eq!(world.node.anonymous().post("/token", &who).await.problem(401), "wrong_credentials");
}

#[tokio::test(flavor = "multi_thread")]
async fn to_a_seat_that_will_never_give_anything_nobody_is_invited() {
    let world = World::new().await;
    let seat = seat(&world, Role::Observer);
    let of = world.client(Role::Coordinator).get(&format!("/seats/{seat}")).await.expect(200);
    let organisation = OrganisationId(of["organisation"]["id"].as_str().and_then(|id| id.parse().ok()).expect("an id"));
    let (network, today) = (world.network, world.node.clock.today());
    let takes_part = async |state, in_days| {
        let from = today + Days::new(in_days);
        let set =
            move |tx: Tx| async move { participation::set(&tx, network, organisation, state, from, "därför").await };
        world.node.store().write(&Actor::System, set).await.expect("set");
    };
    takes_part(ParticipationState::Ended, 0).await;
    assert_eq!(invite(&world, &seat, &somebody("ny@exempel.se")).await.problem(409), "seat_not_open");
    // it is to come in ten days
    takes_part(ParticipationState::Member, 10).await;
    let sent = invite(&world, &seat, &somebody("ny@exempel.se")).await.expect(201);
    assert!(sent["id"].is_string());
    // and then it is not: what was decided for the tenth day is over before it began
    takes_part(ParticipationState::Ended, 5).await;
    assert_eq!(invite(&world, &seat, &somebody("annan@exempel.se")).await.problem(409), "seat_not_open");
}
