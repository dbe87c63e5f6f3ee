//! Proposals, voices, and the decisions they become.

use std::time::Duration;

use chrono::TimeDelta;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::asks::organisations;
use crate::harness::{Answer, Client, PASSWORD, Role, Sql, World, eventually};

fn proposal(world: &World, title: &str, voting: &str, more: Value) -> Value {
    let background = json!({ "client_id": Uuid::new_v4(), "text": "Vi har talat om det i **två år**." });
    let mut body = json!({
        "title": title, "background": background, "wording": "Nätverket inför en gemensam barnchecklista.",
        "voting": voting, "closes_at": world.node.clock.now() + TimeDelta::days(7),
    });
    for (key, value) in more.as_object().unwrap() {
        body[key] = value.clone();
    }
    body
}

pub async fn put(world: &World, role: Role, room: &str, title: &str, voting: &str) -> String {
    let path = format!("/rooms/{}/proposals", world.room(room));
    let made = world.client(role).post(&path, &proposal(world, title, voting, json!({}))).await.expect(201);
    assert_eq!(made["thread_kind"], "proposal");
    made["id"].as_str().unwrap().to_owned()
}

pub async fn vote(client: &Client, id: &str, organisation: Option<&str>, choice: &str, reason: &str) -> Answer {
    let body = json!({ "organisation_id": organisation, "choice": choice, "reason": reason });
    client.put(&format!("/conversations/{id}/proposal/voice"), &body).await
}

pub async fn seen(client: &Client, id: &str) -> Value {
    client.get(&format!("/conversations/{id}/proposal")).await.expect(200)
}

async fn voices(client: &Client, id: &str) -> Vec<Value> {
    let list = client.get(&format!("/conversations/{id}/proposal/voices?limit=100")).await.expect(200);
    list["items"].as_array().unwrap().clone()
}

pub async fn close(client: &Client, id: &str, revision: &Value, body: Value) -> Answer {
    let request = client.request(reqwest::Method::POST, &format!("/conversations/{id}/proposal/close"));
    client.send(request.header("If-Match", format!("\"{revision}\"")).json(&body)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_has_one_voice_and_the_last_counts() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let orebro = Some(all["Örebro kommun"].as_str());
    let id = put(&world, Role::Coordinator, "whole_network", "Checklista", "organisation").await;
    let (member, elected) = (world.client(Role::Member), world.client(Role::Elected));
    let waiting = member.get("/start").await.expect(200)["waiting"].clone();
    assert_eq!((&waiting[0]["act"], &waiting[0]["asked"]), (&json!("vote"), &json!(4)));
    vote(member, &id, orebro, "agree", "").await.expect(200);
    assert_eq!(vote(elected, &id, orebro, "disagree", " ").await.expect(422)["errors"][0]["pointer"], "/reason");
    let after = vote(elected, &id, orebro, "disagree", "Vi har en egen.").await.expect(200);
    assert_eq!(after["counts"], json!([{ "choice": "disagree", "voices": 1 }]));
    assert_eq!(after["missing"].as_array().unwrap().len(), 3);
    let cast = voices(member, &id).await;
    assert_eq!(cast.len(), 1);
    assert_eq!((&cast[0]["choice"], &cast[0]["reason"]), (&json!("disagree"), &json!("Vi har en egen.")));
    assert_eq!(cast[0]["author"]["name"], "Elected Testsson", "who cast it shows");
    assert_eq!(seen(member, &id).await["mine"][0]["voice"]["choice"], "disagree");
    assert_eq!(member.get("/start").await.expect(200)["waiting"], json!([]));
    // a deputy while standing in, a resting member; nobody else
    vote(world.client(Role::StandingIn), &id, orebro, "consent", "").await.expect(200);
    vote(world.client(Role::Resting), &id, Some(&all["Västerås stad"]), "abstain", "").await.expect(200);
    for role in [Role::Deputy, Role::Coordinator, Role::Observer, Role::Host] {
        assert_eq!(vote(world.client(role), &id, orebro, "agree", "").await.problem(403), "forbidden", "{role:?}");
    }
    let observer = world.client(Role::Observer);
    assert_eq!((&seen(observer, &id).await["mine"], voices(observer, &id).await.len()), (&json!([]), 2));
    let no_member = vote(observer, &id, Some(&all["Mora kommun"]), "agree", "").await.expect(404);
    assert_eq!(no_member["errors"][0]["pointer"], "/organisation_id");
    assert_eq!(vote(member, &id, None, "agree", "").await.expect(422)["errors"][0]["pointer"], "/organisation_id");
    assert_eq!(vote(member, &id, orebro, "agree", &"x".repeat(1_001)).await.problem(422), "invalid");
    assert_eq!(vote(member, &id, orebro, "maybe", "").await.problem(422), "invalid");
    // every cast stays as history
    let sql = Sql::of(world.node.config()).await;
    assert_eq!(sql.number("SELECT count(*) AS n FROM voice", []).await, 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_seats_that_vote_at_once_leave_one_voice() {
    let world = World::new().await;
    let orebro = organisations(&world).await["Örebro kommun"].clone();
    let id = put(&world, Role::Coordinator, "members", "Samtidigt", "organisation").await;
    let mut casting = Vec::new();
    for round in 0..6 {
        for (role, choice) in [(Role::Member, "agree"), (Role::Elected, "consent"), (Role::StandingIn, "abstain")] {
            let (client, id, orebro) = (world.client(role).clone(), id.clone(), orebro.clone());
            casting.push(tokio::spawn(async move {
                vote(&client, &id, Some(&orebro), choice, &round.to_string()).await.expect(200);
            }));
        }
    }
    for one in casting {
        one.await.unwrap();
    }
    let after = seen(world.client(Role::Member), &id).await;
    assert_eq!(after["counts"].as_array().unwrap().len(), 1, "{after}");
    assert_eq!(after["counts"][0]["voices"], 1);
    assert_eq!(voices(world.client(Role::Member), &id).await.len(), 1);
    let sql = Sql::of(world.node.config()).await;
    let whole = "SELECT count(*) AS n FROM voice WHERE number BETWEEN 1 AND 18";
    assert_eq!(sql.number(whole, []).await, 18, "each has a number of its own");
    assert_eq!(after["revision"], 19);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_deadline_nobody_votes_and_the_result_becomes_a_decision() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let (orebro, gavle) = (Some(all["Örebro kommun"].as_str()), Some(all["Gävle kommun"].as_str()));
    let id = put(&world, Role::Member, "members", "Gemensam barnchecklista", "organisation").await;
    let member = world.client(Role::Member);
    vote(member, &id, orebro, "agree", "").await.expect(200);
    vote(world.client(Role::Host), &id, gavle, "consent", "Om den får prövas ett år.").await.expect(200);
    let adopted = json!({ "result": "adopted", "outcome": "Arbetsgruppen tar fram den till våren." });
    // not over the heads of those who may still speak
    let revision = seen(member, &id).await["revision"].clone();
    assert_eq!(close(member, &id, &revision, adopted.clone()).await.problem(409), "deadline_not_passed");
    assert_eq!(close(world.client(Role::Elected), &id, &revision, adopted.clone()).await.problem(403), "forbidden");
    world.node.clock.advance(Duration::from_secs(7 * 24 * 3600));
    let again = async |role: Role| world.node.anonymous().sign_in(&role.email(), PASSWORD).await;
    let (member, observer, host) = (again(Role::Member).await, again(Role::Observer).await, again(Role::Host).await);
    assert_eq!(vote(&host, &id, gavle, "disagree", "Ångrar mig").await.problem(409), "vote_closed");
    assert_eq!(seen(&member, &id).await["open"], false);
    let waiting = member.get("/start").await.expect(200)["waiting"].clone();
    assert_eq!((waiting.as_array().unwrap().len(), &waiting[0]["act"]), (1, &json!("state")));
    assert_eq!(close(&member, &id, &json!(1), adopted.clone()).await.problem(412), "stale");
    let closed = close(&member, &id, &revision, adopted.clone()).await.expect(200);
    assert_eq!(closed["result"], "adopted");
    let decision = closed["decision_id"].as_str().unwrap();
    assert_eq!(close(&member, &id, &closed["revision"], adopted).await.problem(409), "vote_closed");
    assert_eq!(member.get("/start").await.expect(200)["waiting"], json!([]));

    // found later: by itself, in the list, in a search; by nobody who does not read the room
    let found = member.get(&format!("/decisions/{decision}")).await.expect(200);
    assert_eq!(found["wording"], "Nätverket inför en gemensam barnchecklista.");
    assert_eq!(found["outcome"], "Arbetsgruppen tar fram den till våren.");
    assert_eq!(found["counts"].as_array().unwrap().len(), 2);
    assert_eq!(voices(&member, &id).await.len(), 2, "by organisation");
    let list = member.get(&format!("/networks/{}/decisions", world.network)).await.expect(200);
    assert_eq!(list["items"][0]["id"], decision);
    let asked = "/search?q=barnchecklista&kind=decision";
    let hit = eventually("the decision to be found", || async {
        let found = member.get(asked).await.expect(200);
        found["items"].get(0).cloned()
    })
    .await;
    assert_eq!((&hit["kind"], &hit["url"]), (&json!("decision"), &json!(format!("/beslut/{decision}"))));
    assert_eq!(observer.get(&format!("/decisions/{decision}")).await.problem(404), "not_found");
    let list = observer.get(&format!("/networks/{}/decisions", world.network)).await.expect(200);
    assert_eq!(list["items"], json!([]));
    let found = observer.get(asked).await.expect(200);
    assert_eq!((&found["items"], &found["total"]), (&json!([]), &json!(0)));

    // it is in the log
    let sql = Sql::of(world.node.config()).await;
    for (kind, count) in [("proposal_put", 1), ("voice_cast", 2), ("proposal_closed", 1), ("decision_made", 1)] {
        let sum = format!("SELECT count(*) AS n FROM event WHERE kind = '{kind}'");
        assert_eq!(sql.number(&sum, []).await, count, "{kind}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn when_every_organisation_has_spoken_nobody_has_to_wait() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let id = put(&world, Role::Coordinator, "whole_network", "Alla", "organisation").await;
    let cast = [
        (Role::Member, "Örebro kommun"),
        (Role::Host, "Gävle kommun"),
        (Role::WorkingGroup, "Haninge kommun"),
        (Role::Resting, "Västerås stad"),
    ];
    for (role, name) in cast {
        vote(world.client(role), &id, Some(&all[name]), "disagree", "Inte nu").await.expect(200);
    }
    let coordinator = world.client(Role::Coordinator);
    let revision = seen(coordinator, &id).await["revision"].clone();
    let closed = close(coordinator, &id, &revision, json!({ "result": "rejected" })).await.expect(200);
    assert_eq!((&closed["result"], &closed["open"]), (&json!("rejected"), &json!(false)));
    assert!(closed["decision_id"].is_string(), "not to do something is a decision too");
}

#[tokio::test(flavor = "multi_thread")]
async fn people_vote_each_for_themselves_and_a_proposal_can_be_taken_back() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let id = put(&world, Role::WorkingGroup, "whole_network", "Var och en", "person").await;
    for role in [Role::Member, Role::Elected, Role::Resting] {
        vote(world.client(role), &id, None, "agree", "").await.expect(200);
    }
    vote(world.client(Role::Member), &id, None, "abstain", "").await.expect(200);
    let named = vote(world.client(Role::Member), &id, Some(&all["Örebro kommun"]), "agree", "").await.expect(422);
    assert_eq!(named["errors"][0]["pointer"], "/organisation_id");
    for role in [Role::Observer, Role::Deputy, Role::Coordinator] {
        assert_eq!(vote(world.client(role), &id, None, "agree", "").await.problem(403), "forbidden", "{role:?}");
    }
    let after = seen(world.client(Role::Observer), &id).await;
    assert_eq!(after["counts"], json!([{ "choice": "abstain", "voices": 1 }, { "choice": "agree", "voices": 2 }]));
    let group = world.client(Role::WorkingGroup);
    assert_eq!(group.get("/start").await.expect(200)["waiting"][0]["asked"], Value::Null);
    let taken_back = close(group, &id, &after["revision"], json!({ "result": "withdrawn" })).await.expect(200);
    assert_eq!((&taken_back["result"], &taken_back["decision_id"]), (&json!("withdrawn"), &Value::Null));
    assert_eq!(vote(world.client(Role::Member), &id, None, "agree", "").await.problem(409), "vote_closed");
    assert_eq!(group.get("/start").await.expect(200)["waiting"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_that_cant_be_is_refused() {
    let world = World::new().await;
    let path = format!("/rooms/{}/proposals", world.room("whole_network"));
    let member = world.client(Role::Member);
    let now = world.node.clock.now();
    for (more, pointer) in [
        (json!({ "title": "" }), "/title"),
        (json!({ "wording": " " }), "/wording"),
        (json!({ "wording": "x".repeat(2_001) }), "/wording"),
        (json!({ "closes_at": now - TimeDelta::minutes(1) }), "/closes_at"),
        (json!({ "closes_at": now + TimeDelta::days(400) }), "/closes_at"),
        (json!({ "background": { "client_id": Uuid::new_v4(), "text": "" } }), "/background/text"),
    ] {
        let refused = member.post(&path, &proposal(&world, "Förslag", "organisation", more.clone())).await.expect(422);
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{more}");
    }
    // no organisation speaks among the coordinators; each of them may
    let path = format!("/rooms/{}/proposals", world.room("coordination"));
    let coordinator = world.client(Role::Coordinator);
    let refused = coordinator.post(&path, &proposal(&world, "Internt", "organisation", json!({}))).await;
    assert_eq!(refused.problem(403), "forbidden");
    coordinator.post(&path, &proposal(&world, "Internt", "person", json!({}))).await.expect(201);
    let thread = member.start(&world.room("whole_network"), "Tråd", "Hej").await;
    let thread = thread["id"].as_str().unwrap();
    assert_eq!(member.get(&format!("/conversations/{thread}/proposal")).await.problem(404), "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_show_nothing_are_none_and_hide_nothing() {
    const NOTHING: &str = "\u{2800}\u{200d}\u{3164}\u{ad}";
    const TURNED: &str = " Nej\u{202e}, inte\u{200b} så ";
    let world = World::new().await;
    let path = format!("/rooms/{}/proposals", world.room("whole_network"));
    let member = world.client(Role::Member);
    let worded = |words: &str| proposal(&world, "Förslag", "organisation", json!({ "wording": words }));
    let refused = member.post(&path, &worded(NOTHING)).await.expect(422);
    assert_eq!(
        (&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]),
        (&json!("/wording"), &json!("empty"))
    );
    let made = member.post(&path, &worded(TURNED)).await.expect(201);
    let id = made["id"].as_str().unwrap();
    assert_eq!(seen(member, id).await["wording"], "Nej, inte så");
    let all = crate::asks::organisations(&world).await;
    let orebro = Some(all["Örebro kommun"].as_str());
    let refused = vote(member, id, orebro, "disagree", NOTHING).await.expect(422);
    assert_eq!(refused["errors"][0]["code"], "reason_missing");
    vote(member, id, orebro, "disagree", TURNED).await.expect(200);
    let voices = member.get(&format!("/conversations/{id}/proposal/voices")).await.expect(200);
    assert_eq!(voices["items"][0]["reason"], "Nej, inte så");

    // nor do they explain why a message is flagged or hidden
    let message = member.get(&format!("/conversations/{id}/messages")).await.expect(200)["items"][0]["id"].clone();
    let (flag, hidden) = (
        format!("/messages/{}/flag", message.as_str().unwrap()),
        format!("/messages/{}/hidden", message.as_str().unwrap()),
    );
    let coordinator = world.client(Role::Coordinator);
    let because = |words: &str| json!({ "reason": words });
    for refused in [
        world.client(Role::Host).put(&flag, &because(NOTHING)).await.expect(422),
        coordinator.put(&hidden, &because(NOTHING)).await.expect(422),
    ] {
        assert_eq!(
            (&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]),
            (&json!("/reason"), &json!("empty"))
        );
    }
    world.client(Role::Host).put(&flag, &because(TURNED)).await.expect(204);
    let shown = coordinator.put(&hidden, &because(TURNED)).await.expect(200);
    assert_eq!(shown["hidden_reason"], "Nej, inte så");
}
