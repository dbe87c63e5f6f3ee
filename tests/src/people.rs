//! The people of a network: what they tell, who sees it, what is said of them, and those at home.

use std::time::Duration;

use chrono::{Days, NaiveDate};
use domain::actor::Actor;
use domain::ids::{PersonId, SeatId};
use domain::networks::seat::{self, HoldingRole};
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Answer, Client, Role, World, eventually};

async fn write(client: &Client, facts: &Value) -> Answer {
    let tag = client.get("/me/profile").await.etag();
    client.send(client.request(Method::PUT, "/me/profile").header("If-Match", tag).json(facts)).await
}

fn facts(phone_seen: &str) -> Value {
    json!({
        "task": { "text": "Barnbokslut och BARNCHECKLISTOR", "seen_by": "network" },
        "ask_about": { "text": "Hur vi fick med nämnderna", "seen_by": "coordinators" },
        "phone": { "text": "019-21 10 00", "seen_by": phone_seen },
        "email_seen_by": "nobody",
    })
}

pub async fn found(client: &Client, world: &World, q: &str) -> Vec<Value> {
    let path = format!("/networks/{}/directory?limit=100", world.network);
    let request = client.request(Method::GET, &path).query(&[("q", q)]);
    client.send(request).await.expect(200)["items"].as_array().expect("people").clone()
}

fn names(found: &[Value]) -> Vec<&str> {
    found.iter().filter_map(|one| one["name"].as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_name_begins_with_a_swedish_letter_is_found_however_it_is_typed() {
    let world = World::new().await;
    let (administrator, member) = (world.client(Role::Administrator), world.client(Role::Member));
    let account = json!({ "name": "Åsa Öhrn-Éklund", "email": "asa@exempel.se" });
    let made = administrator.post("/accounts", &account).await.expect(201);
    let person = PersonId(made["id"].as_str().and_then(|id| id.parse().ok()).expect("an id"));
    let (seat, today) = (world.seats[&Role::Member], world.node.clock.today());
    let appointed = world.node.store().write(&Actor::System, move |tx| async move {
        seat::appoint(&tx, seat, person, HoldingRole::Deputy, today, None).await
    });
    appointed.await.expect("a deputy");

    let listed = |client: &Client, path: &str, q: &str| client.request(Method::GET, path).query(&[("q", q)]);
    for q in ["Åsa", "åsa", "ÅSA ÖHRN", "öhrn", "éklund", "Öhrn-É", "öhrn e", "A\u{30a}sa"] {
        assert_eq!(names(&found(member, &world, q).await), ["Åsa Öhrn-Éklund"], "{q} in the directory");
        for (client, path) in [(member, "/people"), (administrator, "/accounts")] {
            let found = client.send(listed(client, path, q)).await.expect(200);
            assert_eq!(names(found["items"].as_array().expect("people")), ["Åsa Öhrn-Éklund"], "{q} in {path}");
        }
        let acts = administrator.send(listed(administrator, "/audit", q)).await.expect(200);
        assert!(!acts["items"].as_array().expect("acts").is_empty(), "{q} in the log");
    }
    for q in ["asa", "ohrn", "%", "_", "-"] {
        assert!(found(member, &world, q).await.is_empty(), "{q}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_part_of_a_profile_is_seen_by_those_it_is_for() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let card = format!("/people/{}", world.people[&Role::Member]);
    // before anything is told, nothing is
    let first = world.client(Role::Observer).get(&card).await.expect(200);
    assert_eq!((&first["email"], &first["task"]), (&Value::Null, &Value::Null));
    assert_eq!(first["seats"][0]["organisation"]["name"], "Örebro kommun");
    let own = write(member, &facts("coordinators")).await.expect(200);
    assert_eq!((own["revision"].as_i64(), own["protected"].as_bool()), (Some(1), Some(false)));
    let stale = member.request(Method::PUT, "/me/profile").header("If-Match", "\"0\"").json(&facts("network"));
    assert_eq!(member.send(stale).await.problem(412), "stale");
    let mut wrong = facts("network");
    wrong["phone"]["text"] = json!("ring mig");
    assert_eq!(write(member, &wrong).await.expect(422)["errors"][0]["pointer"], "/phone/text");

    let observer = world.client(Role::Observer).get(&card).await.expect(200);
    assert_eq!(observer["task"], "Barnbokslut och BARNCHECKLISTOR");
    for hidden in ["ask_about", "phone", "email"] {
        assert_eq!(observer[hidden], Value::Null, "{hidden}");
    }
    let coordinator = world.client(Role::Coordinator).get(&card).await.expect(200);
    assert_eq!((&coordinator["phone"], &coordinator["email"]), (&json!("019-21 10 00"), &Value::Null));
    for role in [Role::OtherNetwork, Role::Nobody, Role::Administrator, Role::ExMember] {
        assert_eq!(world.client(role).get(&card).await.problem(404), "not_found", "{role:?}");
    }
    assert_eq!(world.client(Role::Anonymous).get(&card).await.problem(401), "unauthenticated");

    // found by what everybody sees, and by nothing else
    let observer = world.client(Role::Observer);
    assert_eq!(names(&found(observer, &world, "barnchecklist").await), ["Member Testsson"]);
    assert_eq!(names(&found(observer, &world, "nämnderna").await), Vec::<&str>::new());
    assert_eq!(names(&found(observer, &world, "019").await), Vec::<&str>::new());
    let all = found(observer, &world, "").await;
    assert!(names(&all).contains(&"Coordinator Testsson") && !names(&all).contains(&"Guest Testsson"));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_puts_ones_own_name_right_and_is_called_so_everywhere() {
    let world = World::new().await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let thread = member.start(&world.room("whole_network"), "En tråd om granatäpplen", "Ord").await;
    let thread = thread["id"].as_str().expect("an id").to_owned();
    let rename =
        async |name: &str| member.send(member.request(Method::PATCH, "/me").json(&json!({ "name": name }))).await;
    let long = "å".repeat(201);
    for wrong in ["", "  ", "\u{200b}", long.as_str()] {
        let refused = rename(wrong).await.expect(422);
        assert_eq!(refused["errors"][0]["pointer"], "/name", "{wrong}");
    }
    assert_eq!(member.get("/me").await.expect(200)["person"]["name"], "Member Testsson");

    let me = rename("  Ärla \n Nyberg ").await.expect(200);
    assert_eq!(me["person"]["name"], "Ärla Nyberg");
    // what else one has chosen stays, and the same name again is nothing that happened
    assert_eq!(me["person"]["language"], "sv");
    rename("Ärla Nyberg").await.expect(200);
    let texts = coordinator.get(&format!("/conversations/{thread}/messages")).await.expect(200).to_string();
    assert!(texts.contains("Ärla Nyberg") && !texts.contains("Member Testsson"), "{texts}");
    assert_eq!(names(&found(coordinator, &world, "ärla").await), ["Ärla Nyberg"]);
    assert!(found(coordinator, &world, "member test").await.is_empty());
    let searched = async || {
        let hits = coordinator.get("/search?q=nyberg").await.expect(200).to_string();
        hits.contains("Ärla Nyberg").then_some(())
    };
    eventually("the new name is found", searched).await;
    // the log tells that it was changed, once, and the name of neither before nor after in itself
    let acts = world.client(Role::Administrator).get("/audit?act=person_renamed").await.expect(200);
    let acts = acts["items"].as_array().expect("acts");
    assert_eq!((acts.len(), &acts[0]["facts"]), (1, &json!([])));
    let anybody = world.node.anonymous();
    assert_eq!(
        anybody.send(anybody.request(Method::PATCH, "/me").json(&json!({ "name": "X" }))).await.problem(401),
        "unauthenticated"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_protected_identity_is_nowhere() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    write(member, &facts("network")).await.expect(200);
    let coordinator = world.client(Role::Coordinator);
    let tag = json!({ "person_id": world.people[&Role::Member], "tag": "barnrättsstrateg" });
    coordinator.post(&format!("/networks/{}/person-tags", world.network), &tag).await.expect(201);
    let room = world.room("whole_network");
    let thread = member.start(&room, "En tråd om granatäpplen", "Ord").await;
    let thread = thread["id"].as_str().expect("an id").to_owned();
    // mentioned by name, also in what was edited since
    let mentioned = format!("Hej [@Member Testsson](samrum:person/{})", world.people[&Role::Member]);
    let said = coordinator.say(&thread, &mentioned).await["id"].as_str().expect("an id").to_owned();
    let edit = coordinator.request(reqwest::Method::PATCH, &format!("/messages/{said}"));
    coordinator
        .send(edit.header("If-Match", "\"1\"").json(&json!({ "text": format!("{mentioned}!") })))
        .await
        .expect(200);
    // and where they do not read: nobody is told of it, and the name stands there all the same, also by an id in large letters
    let large = world.people[&Role::Member].to_string().to_uppercase();
    let large = format!("Hej [@Member Testsson](samrum:person/{large})");
    let aside = coordinator.start(&world.room("coordination"), "Bland samordnare", &large).await;
    let aside = aside["id"].as_str().expect("an id");
    let search = async || {
        let hits = coordinator.get("/search?q=testsson").await.expect(200).to_string();
        hits.contains("Member Testsson").then_some(())
    };
    eventually("the person is found", search).await;
    member.put("/me/protected", &json!({ "protected": true })).await.expect(204);

    let card = coordinator.get(&format!("/people/{}", world.people[&Role::Member])).await.expect(200);
    for hidden in ["name", "task", "ask_about", "phone", "email"] {
        assert_eq!(card[hidden], Value::Null, "{hidden}");
    }
    assert_eq!((card["tags"].as_array().map(Vec::len), card["may_tag"].as_array().map(Vec::len)), (Some(0), Some(0)));
    for q in ["member test", "barnchecklist", "barnrättsstrateg"] {
        assert!(found(coordinator, &world, q).await.is_empty(), "{q}");
    }
    // who mentions them by a name they knew names nobody
    coordinator.say(&thread, &mentioned).await;
    let summary = coordinator.request(reqwest::Method::PUT, &format!("/conversations/{thread}/summary"));
    let summary = summary.header("If-Match", "\"0\"").json(&json!({ "text": mentioned }));
    coordinator.send(summary).await.expect(200);
    let texts = coordinator.get(&format!("/conversations/{thread}/messages")).await.expect(200).to_string();
    assert!(texts.contains("[@Representant, Örebro kommun](samrum:person/"), "{texts}");
    let network = world.network;
    for path in [
        format!("/conversations/{thread}/messages"),
        format!("/conversations/{thread}/summary"),
        format!("/conversations/{aside}/messages"),
        format!("/messages/{said}/versions"),
        format!("/messages/{said}/history"),
        format!("/networks/{network}/directory?limit=100"),
        format!("/networks/{network}/participations?limit=100"),
        format!("/networks/{network}/roll"),
        format!("/networks/{network}/roll/file"),
        format!("/networks/{network}/audit?limit=100"),
        format!("/networks/{network}/audit/file"),
        format!("/networks/{network}/conversations?limit=100"),
        format!("/rooms/{room}/audience?limit=100"),
        format!("/rooms/{room}/readers?limit=100"),
        format!("/people?network={network}&limit=100"),
        "/start".to_owned(),
    ] {
        let answer = coordinator.get(&path).await;
        assert_eq!(answer.status, 200, "{path}");
        let text = String::from_utf8(answer.body).expect("text");
        assert!(!text.contains("Member Testsson") && !text.contains("member@exempel.se"), "{path}: {text}");
    }
    let accounts = world.client(Role::Administrator).get("/accounts?limit=100").await.expect(200).to_string();
    // but to one role, in one list: somebody must know whose account it is
    assert!(accounts.contains("\"Member Testsson\"") && accounts.contains("\"member@exempel.se\""));
    assert_eq!(coordinator.get("/accounts?limit=100").await.problem(403), "forbidden");
    let gone = async || {
        let hits = coordinator.get("/search?q=testsson").await.expect(200).to_string();
        (!hits.contains("Member Testsson")).then_some(())
    };
    eventually("no search tells of them", gone).await;

    // an administrator does it for somebody else; nobody does it for another
    let path = format!("/accounts/{}/protected", world.people[&Role::Elected]);
    let yes = json!({ "protected": true });
    assert_eq!(coordinator.put(&path, &yes).await.problem(403), "forbidden");
    world.client(Role::Administrator).put(&path, &yes).await.expect(204);
    assert_eq!(world.client(Role::Elected).get("/me/profile").await.expect(200)["protected"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn coordinators_say_of_people_what_they_are() {
    let world = World::new().await;
    let (coordinator, member) = (world.client(Role::Coordinator), world.client(Role::Member));
    let path = format!("/networks/{}/person-tags", world.network);
    let tag = |role: Role, tag: &str| json!({ "person_id": world.people[&role], "tag": tag });
    let made = coordinator.post(&path, &tag(Role::Elected, " Barnrättsstrateg,  omgång 8 ")).await.expect(201);
    assert_eq!(
        coordinator.post(&path, &tag(Role::Elected, "BARNRÄTTSSTRATEG, omgång 8")).await.problem(409),
        "tagged_already"
    );
    assert_eq!(coordinator.post(&path, &tag(Role::Elected, "  ")).await.problem(422), "invalid");
    assert_eq!(coordinator.post(&path, &tag(Role::OtherNetwork, "x")).await.problem(404), "not_found_in");
    assert_eq!(member.post(&path, &tag(Role::Elected, "x")).await.problem(403), "forbidden");
    assert_eq!(names(&found(member, &world, "OMGÅNG 8").await), ["Elected Testsson"]);
    let seen = member.get(&format!("/people/{}", world.people[&Role::Elected])).await.expect(200);
    assert_eq!(seen["tags"][0]["tag"], "Barnrättsstrateg, omgång 8");
    let taken = format!("/person-tags/{}", made["id"].as_str().expect("an id"));
    assert_eq!(member.delete(&taken, None).await.problem(403), "forbidden");
    assert_eq!(world.client(Role::OtherNetwork).delete(&taken, None).await.problem(404), "not_found");
    coordinator.delete(&taken, None).await.expect(204);
    coordinator.delete(&taken, None).await.problem(404);
    assert!(found(member, &world, "omgång 8").await.is_empty());

    // who speaks for the network is one of its politicians
    let appoint = |role: Role| json!({ "person_id": world.people[&role], "role": "spokesperson" });
    let appointments = format!("/networks/{}/appointments", world.network);
    assert_eq!(coordinator.post(&appointments, &appoint(Role::Member)).await.problem(409), "no_elected_seat");
    assert_eq!(member.post(&appointments, &appoint(Role::Elected)).await.problem(403), "forbidden");
    coordinator.post(&appointments, &appoint(Role::Elected)).await.expect(201);
    let speaks = found(member, &world, "elected").await;
    assert_eq!(speaks[0]["spokesperson"], true);
    world.client(Role::Elected).get(&format!("/rooms/{}", world.room("working_group"))).await.problem(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spokesperson_has_a_term_and_somebody_takes_over() {
    let mut world = World::new().await;
    let today = world.node.clock.today();
    let (first, last) = (world.people[&Role::Elected], today + Days::new(40));
    let appointments = format!("/networks/{}/appointments", world.network);
    let term = |person: PersonId, from: Option<NaiveDate>, to: Option<NaiveDate>| json!({ "person_id": person, "role": "spokesperson", "from": from, "to": to });
    let coordinator = world.client(Role::Coordinator).clone();
    // somebody else with an elected seat, to take over
    let second = world.people[&Role::Host];
    let gavle = crate::asks::organisations(&world).await["Gävle kommun"].clone();
    let new = json!({ "organisation_id": gavle, "kind": "elected", "title": "", "mandate": "" });
    let made = coordinator.post(&format!("/networks/{}/seats", world.network), &new).await.expect(201);
    let elected = SeatId(made["id"].as_str().and_then(|id| id.parse().ok()).expect("an id"));
    let seated = world.node.store().write(&Actor::System, move |tx| async move {
        seat::appoint(&tx, elected, second, HoldingRole::Holder, today, None).await
    });
    seated.await.expect("seated");
    for (wrong, pointer) in [
        (term(first, None, Some(today - Days::new(1))), "/to"),
        (term(first, Some(today - Days::new(1)), None), "/from"),
        (json!({ "person_id": world.people[&Role::Member], "role": "working_group", "to": last }), "/to"),
    ] {
        assert_eq!(coordinator.post(&appointments, &wrong).await.expect(422)["errors"][0]["pointer"], pointer);
    }
    coordinator.post(&appointments, &term(first, None, Some(last))).await.expect(201);
    let again = term(first, Some(last), None);
    assert_eq!(coordinator.post(&appointments, &again).await.problem(409), "already_appointed");

    // it is said to whom it concerns, and stands on the desk as long as nobody takes over
    let roles = async |client: &Client, person: PersonId| {
        client.get(&format!("/people/{person}")).await.expect(200)["roles"].as_array().expect("roles").clone()
    };
    let said = roles(world.client(Role::Observer), first).await;
    assert_eq!((&said[0]["role"], &said[0]["to"]), (&json!("spokesperson"), &json!(last)));
    let leaving = async |client: &Client| {
        let desk = client.get("/desk").await.expect(200);
        let matters = desk["matters"].as_array().expect("matters").clone();
        matters.into_iter().filter(|one| one["kind"] == "spokesperson_leaving").collect::<Vec<_>>()
    };
    let waits = leaving(&coordinator).await;
    assert_eq!((&waits[0]["person"], &waits[0]["due"]), (&json!("Elected Testsson"), &json!(last)));
    assert!(leaving(world.client(Role::Member)).await.is_empty());
    let next = last + Days::new(1);
    coordinator.post(&appointments, &term(second, Some(next), None)).await.expect(201);
    assert!(leaving(&coordinator).await.is_empty());
    let listed = coordinator.get(&appointments).await.expect(200);
    let speak: Vec<(&Value, &Value)> = listed["items"]
        .as_array()
        .expect("appointments")
        .iter()
        .filter(|one| one["role"] == "spokesperson")
        .map(|one| (&one["from"], &one["to"]))
        .collect();
    assert_eq!(speak, [(&json!(today), &json!(last)), (&json!(next), &Value::Null)]);

    // the first speaks to the last day, and then the second does
    let speaks = async |world: &World, name: &str| {
        found(world.client(Role::Member), world, name).await[0]["spokesperson"].as_bool().expect("said")
    };
    assert_eq!((speaks(&world, "elected").await, speaks(&world, "host").await), (true, false));
    world.node.clock.advance(Duration::from_secs(41 * 24 * 60 * 60));
    world.sign_everybody_in().await;
    assert_eq!((speaks(&world, "elected").await, speaks(&world, "host").await), (false, true));
    assert!(roles(world.client(Role::Member), first).await.is_empty());

    // and no longer than with an elected seat: another seat of theirs does not keep it
    let now = world.node.clock.today();
    let ended = world
        .node
        .store()
        .write(&Actor::System, move |tx| async move { seat::end(&tx, elected, second, now - Days::new(1)).await });
    ended.await.expect("the seat ended");
    assert!(!speaks(&world, "host").await);
    let left = world.client(Role::Coordinator).get(&appointments).await.expect(200);
    assert!(left["items"].as_array().expect("appointments").iter().all(|one| one["role"] != "spokesperson"));
    // who fell with their seat takes over from nobody
    let coordinator = world.client(Role::Coordinator);
    coordinator.post(&appointments, &term(first, None, Some(now + Days::new(20)))).await.expect(201);
    assert_eq!(leaving(coordinator).await[0]["person"], "Elected Testsson");
}

#[tokio::test(flavor = "multi_thread")]
async fn those_at_home_are_kept_by_who_holds_the_seat() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let path = format!("/seats/{}/home-group", world.seats[&Role::Member]);
    let new = |address: &str| json!({ "name": "Åsa Hemma", "address": address, "consent": "På nämndens möte 3 mars" });
    let made = member.post(&path, &new("asa.hemma@orebro.example")).await.expect(201);
    assert_eq!(member.post(&path, &new("ASA.hemma@orebro.example ")).await.problem(409), "recipient_already");
    assert_eq!(member.post(&path, &new("ingen adress")).await.expect(422)["errors"][0]["pointer"], "/address");
    let mut silent = new("b@orebro.example");
    silent["consent"] = json!(" ");
    assert_eq!(member.post(&path, &silent).await.expect(422)["errors"][0]["pointer"], "/consent");
    // the organisation's other holder keeps the same list through their own seat
    let elected = format!("/seats/{}/home-group", world.seats[&Role::Elected]);
    let theirs = world.client(Role::Elected).get(&elected).await.expect(200);
    assert_eq!(theirs["items"][0]["name"], "Åsa Hemma");
    for role in [Role::Deputy, Role::Coordinator, Role::Observer, Role::Host] {
        assert_eq!(world.client(role).get(&path).await.problem(403), "forbidden", "{role:?}");
    }
    assert_eq!(world.client(Role::OtherNetwork).get(&path).await.problem(404), "not_found");
    let one = made["id"].as_str().expect("an id");
    assert_eq!(world.client(Role::Host).delete(&format!("{path}/{one}"), None).await.problem(403), "forbidden");
    let host = format!("/seats/{}/home-group/{one}", world.seats[&Role::Host]);
    assert_eq!(world.client(Role::Host).delete(&host, None).await.problem(404), "not_found");
    member.delete(&format!("{path}/{one}"), None).await.expect(204);
    assert_eq!(member.get(&path).await.expect(200)["items"].as_array().map(Vec::len), Some(0));
    let sql = crate::harness::Sql::of(world.node.config()).await;
    let kept = "SELECT count(*) AS n FROM home_group_recipient WHERE address <> '' OR name <> ''";
    assert_eq!(sql.number(kept, []).await, 0, "who has been taken away is forgotten");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_no_longer_takes_part_is_not_in_the_directory_and_what_they_wrote_stays() {
    let world = World::new().await;
    let (coordinator, member) = (world.client(Role::Coordinator), world.client(Role::Member));
    // one of them is in the working group by the seat
    let gone = world.people[&Role::WorkingGroup];
    let thread = world.client(Role::WorkingGroup).start(&world.room("whole_network"), "Om kvitten", "Så gör vi").await;
    let people = async || -> Vec<String> {
        let found = member.get(&format!("/people?network={}&limit=100", world.network)).await.expect(200);
        found["items"]
            .as_array()
            .expect("people")
            .iter()
            .filter_map(|one| one["name"].as_str())
            .map(Into::into)
            .collect()
    };
    let searched = async || {
        let hits = member.get("/search?q=workinggroup&kind=person").await.expect(200);
        hits.to_string().contains(&gone.to_string())
    };
    assert!(names(&found(member, &world, "haninge").await).contains(&"WorkingGroup Testsson"));
    assert!(people().await.contains(&"WorkingGroup Testsson".into()));
    member.get(&format!("/people/{gone}")).await.expect(200);
    eventually("found", || async { searched().await.then_some(()) }).await;

    let membership = format!("/networks/{}/membership", world.network);
    let now = coordinator.get(&membership).await.expect(200);
    let haninge = crate::membership::of(&now, "Haninge kommun")["organisation_id"].clone();
    let body = json!({ "from": world.node.clock.today(), "reason": "De slutar",
        "changes": [{ "organisation_id": haninge, "state": "ended" }] });
    coordinator.post(&format!("{membership}/changes"), &body).await.expect(200);

    assert!(found(coordinator, &world, "haninge").await.is_empty());
    let left = people().await;
    assert!(!left.contains(&"WorkingGroup Testsson".into()) && left.contains(&"Member Testsson".into()), "{left:?}");
    assert_eq!(member.get(&format!("/people/{gone}")).await.problem(404), "not_found");
    eventually("no search tells of them", || async { (!searched().await).then_some(()) }).await;
    let tag = json!({ "person_id": gone, "tag": "strateg" });
    let refused = coordinator.post(&format!("/networks/{}/person-tags", world.network), &tag).await;
    assert_eq!(refused.problem(404), "not_found_in");
    let path = format!("/conversations/{}/messages", thread["id"].as_str().expect("an id"));
    let messages = member.get(&path).await.expect(200);
    assert!(messages.to_string().contains("WorkingGroup Testsson"), "what they wrote is theirs");
}
