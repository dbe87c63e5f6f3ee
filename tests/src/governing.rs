//! Governing a network, and running the installation: from an empty one to a network with its coordinator.

use serde_json::json;

use crate::harness::{Client, MailServer, PASSWORD, Role, World};
use crate::mail::world_with;

fn token(text: &str) -> String {
    let start = text.find("/nytt-losenord/").expect("a link") + "/nytt-losenord/".len();
    text[start..].split_whitespace().next().expect("a token").to_owned()
}

pub async fn settings(world: &World) -> (String, serde_json::Value) {
    let path = format!("/networks/{}/settings", world.network);
    let answer = world.client(Role::Coordinator).get(&path).await;
    let tag = answer.etag();
    let mut facts = answer.expect(200);
    for key in ["id", "slug", "closed", "revision"] {
        facts.as_object_mut().expect("facts").remove(key);
    }
    (tag, facts)
}

pub async fn set(client: &Client, world: &World, tag: &str, facts: &serde_json::Value) -> crate::harness::Answer {
    let request = client.request(reqwest::Method::PUT, &format!("/networks/{}/settings", world.network));
    client.send(request.header("If-Match", tag).json(facts)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_makes_a_network_and_its_coordinator_who_comes_in_by_a_link() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let administrator = world.client(Role::Administrator);
    let new = json!({ "slug": "barnratt-norr", "name": "Barnrätt norr", "kind": "regional", "purpose": "Att ses" });
    let network = administrator.post("/installation/networks", &new).await.expect(201)["id"].clone();
    let network = network.as_str().expect("an id");
    assert_eq!(administrator.post("/installation/networks", &new).await.problem(409), "slug_taken");
    let wrong = json!({ "slug": "Barnrätt", "name": "x", "kind": "regional", "purpose": "" });
    assert_eq!(administrator.post("/installation/networks", &wrong).await.problem(422), "invalid");
    administrator.get(&format!("/networks/{network}")).await.problem(404);
    let all = administrator.get("/installation/networks").await.expect(200);
    let all: Vec<_> = all["items"].as_array().expect("networks").iter().map(|one| &one["slug"]).collect();
    assert_eq!(all, ["barnratt-norr", "grannen", "natverket"]);

    // an account for somebody who has none, and the network's first coordinator
    let who = json!({ "name": "Ida Norrman", "email": "ida.norrman@exempel.se" });
    let ida = administrator.post("/accounts", &who).await.expect(201)["id"].clone();
    assert_eq!(administrator.post("/accounts", &who).await.problem(409), "email_taken");
    let appointments = format!("/networks/{network}/appointments");
    let appoint = json!({ "person_id": ida, "role": "coordinator" });
    let made = administrator.post(&appointments, &appoint).await.expect(201);
    assert_eq!(administrator.post(&appointments, &appoint).await.problem(409), "already_appointed");
    let nobody = json!({ "person_id": uuid::Uuid::now_v7(), "role": "coordinator" });
    assert_eq!(administrator.post(&appointments, &nobody).await.problem(404), "not_found_in");
    let themself = json!({ "person_id": ida, "role": "administrator" });
    assert_eq!(administrator.post(&appointments, &themself).await.problem(403), "forbidden");
    let mails = server.mails(2).await;
    let welcome = mails.iter().find(|mail| mail.subject() == "Välkommen till Samrum").expect("a welcome");
    let anybody = world.node.anonymous();
    let link = format!("/password-resets/{}", token(&welcome.text()));
    anybody.post(&link, &json!({ "new": "norrsken över älven i november" })).await.expect(204);
    let ida = anybody.sign_in("ida.norrman@exempel.se", "norrsken över älven i november").await;
    assert_eq!(ida.get("/networks").await.expect(200)["items"][0]["slug"], "barnratt-norr");
    ida.get(&format!("/networks/{network}/settings")).await.expect(200);
    assert_eq!(ida.get("/accounts").await.problem(403), "forbidden");

    // a second one is announced to both; the last can't go
    let second = json!({ "person_id": world.people[&Role::Nobody], "role": "coordinator" });
    assert_eq!(ida.post(&appointments, &second).await.problem(403), "forbidden");
    let second = administrator.post(&appointments, &second).await.expect(201)["id"].clone();
    let mails = server.mails(4).await;
    let told: Vec<_> =
        mails.iter().filter(|mail| mail.subject() == "Nobody Testsson är ny samordnare i Barnrätt norr").collect();
    assert_eq!(told.len(), 2);
    assert!(told[0].text().contains("Administrator Testsson har gett Nobody Testsson"));
    let end = |id: &serde_json::Value| format!("{appointments}/{}", id.as_str().expect("an id"));
    administrator.delete(&end(&second), None).await.expect(204);
    assert_eq!(world.client(Role::Nobody).get(&format!("/networks/{network}")).await.problem(404), "not_found");
    assert_eq!(administrator.delete(&end(&made["id"]), None).await.problem(409), "last_coordinator");

    let log = administrator.get("/audit?limit=100").await.expect(200);
    let acts: Vec<_> = log["items"].as_array().expect("acts").iter().map(|one| one["act"].as_str().unwrap()).collect();
    for act in ["network_created", "account_made", "appointed", "dismissed", "password_reset"] {
        assert!(acts.contains(&act), "{act} in {acts:?}");
    }
    let only = administrator.get("/audit?act=network_created").await.expect(200);
    assert!(only["items"].as_array().expect("acts").iter().all(|one| one["act"] == "network_created"));
    assert_eq!(only["items"][0]["subject_name"], "Barnrätt norr");
    assert_eq!(only["items"][0]["actor_name"], "Administrator Testsson");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_changes_the_network_and_what_it_lets_observers_do_counts_at_once() {
    let world = World::new().await;
    let (coordinator, observer) = (world.client(Role::Coordinator), world.client(Role::Observer));
    let (tag, mut facts) = settings(&world).await;
    facts["purpose"] = json!("Att stärka barnets rättigheter");
    facts["stands_for"] = json!("Varje barn, i varje beslut");
    facts["contact"] = json!("Coordinator Testsson");
    facts["observers_write"] = json!(false);
    facts["most_members"] = json!(40);
    let room = world.room("whole_network");
    observer.start(&room, "En tråd", "Ord").await;
    for role in [Role::Member, Role::WorkingGroup, Role::Administrator] {
        let refused = set(world.client(role), &world, &tag, &facts).await;
        assert!([403, 404].contains(&refused.status.as_u16()), "{role:?}");
    }
    set(coordinator, &world, &tag, &facts).await.expect(200);
    assert_eq!(set(coordinator, &world, &tag, &facts).await.problem(412), "stale");
    let shown = observer.get(&format!("/networks/{}", world.network)).await.expect(200);
    assert_eq!(shown["purpose"], "Att stärka barnets rättigheter");
    assert_eq!(shown["stands_for"], "Varje barn, i varje beslut", "all who are in it read what it stands for");
    assert_eq!((&shown["contact"], &shown["public"]), (&json!("Coordinator Testsson"), &json!(false)));
    let message = json!({ "client_id": uuid::Uuid::new_v4(), "text": "Ord" });
    let thread = json!({ "kind": "discussion", "title": "Till", "message": message });
    let refused = observer.post(&format!("/rooms/{room}/conversations"), &thread).await;
    assert_eq!(refused.problem(403), "forbidden");
    let (tag, mut facts) = settings(&world).await;
    facts["most_members"] = json!(0);
    assert_eq!(set(coordinator, &world, &tag, &facts).await.expect(422)["errors"][0]["pointer"], "/most_members");

    // the working group is of those who sit in the network, and a coordinator's to choose
    let appointments = format!("/networks/{}/appointments", world.network);
    let group = |role: Role| json!({ "person_id": world.people[&role], "role": "working_group" });
    assert_eq!(coordinator.post(&appointments, &group(Role::Nobody)).await.problem(409), "no_seat_in_network");
    let made = coordinator.post(&appointments, &group(Role::Elected)).await.expect(201)["id"].clone();
    let planning = format!("/rooms/{}", world.room("working_group"));
    world.client(Role::Elected).get(&planning).await.expect(200);
    coordinator.delete(&format!("{appointments}/{}", made.as_str().unwrap()), None).await.expect(204);
    world.client(Role::Elected).get(&planning).await.problem(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_network_is_only_read_and_who_is_suspended_is_out_at_once() {
    let world = World::new().await;
    let administrator = world.client(Role::Administrator);
    let thread = world.client(Role::Member).start(&world.room("members"), "En tråd", "Ord").await;
    let closed = format!("/installation/networks/{}/closed", world.network);
    let new = json!({ "name": "De förtroendevaldas rum", "purpose": "", "audience": "elected" });
    let rooms = format!("/networks/{}/rooms", world.network);
    let room = world.client(Role::Coordinator).post(&rooms, &new).await.expect(201)["room"]["id"].clone();
    let room = room.as_str().expect("an id");
    administrator.put(&closed, &json!({ "closed": true })).await.expect(204);
    let path = format!("/conversations/{}/messages", thread["id"].as_str().expect("an id"));
    let message = json!({ "client_id": uuid::Uuid::new_v4(), "text": "Mer" });
    world.client(Role::Member).get(&path).await.expect(200);
    assert_eq!(world.client(Role::Member).post(&path, &message).await.problem(403), "forbidden");
    // it stays as it was, also what its rights depend on
    let coordinator = world.client(Role::Coordinator);
    let (tag, mut facts) = settings(&world).await;
    facts["coordination"] = json!("troika");
    assert_eq!(set(coordinator, &world, &tag, &facts).await.problem(409), "network_closed");
    // who a room is for, too
    let room = format!("/rooms/{room}");
    let change = coordinator.request(reqwest::Method::PATCH, &room).header("If-Match", "\"1\"");
    let change = coordinator.send(change.json(&json!({ "name": "Ett annat namn" }))).await;
    assert_eq!(change.problem(409), "network_closed");
    let archived = json!({ "archived": true });
    assert_eq!(coordinator.put(&format!("{room}/archived"), &archived).await.problem(409), "network_closed");
    administrator.put(&closed, &json!({ "closed": false })).await.expect(204);
    coordinator.put(&format!("{room}/archived"), &archived).await.expect(200);
    world.client(Role::Member).post(&path, &message).await.expect(201);

    let suspended = |role: Role| format!("/accounts/{}/suspended", world.people[&role]);
    let yes = json!({ "suspended": true });
    assert_eq!(administrator.put(&suspended(Role::Administrator), &yes).await.problem(409), "oneself");
    administrator.put(&suspended(Role::Member), &yes).await.expect(204);
    assert_eq!(world.client(Role::Member).get("/me").await.problem(401), "unauthenticated");
    let found = administrator.get("/accounts?q=member%20test").await.expect(200);
    let member = found["items"].as_array().expect("accounts").iter().find(|one| one["name"] == "Member Testsson");
    assert_eq!(member.expect("the account")["suspended"], true);
    administrator.put(&suspended(Role::Member), &json!({ "suspended": false })).await.expect(204);
    world.node.anonymous().sign_in(&Role::Member.email(), PASSWORD).await.get("/me").await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_troika_coordinates_the_hosts_officials_do() {
    let world = World::new().await;
    let coordination = world.room("coordination");
    let room = format!("/rooms/{coordination}");
    let desk = |role: Role| world.client(role).get("/desk");
    let host = world.client(Role::Host);
    host.get(&room).await.problem(404);

    let (tag, mut facts) = settings(&world).await;
    facts["coordination"] = json!("troika");
    set(world.client(Role::Coordinator), &world, &tag, &facts).await.expect(200);
    // the official seat of the current host; not the seats of others, nor those of the host's politicians
    host.get(&room).await.expect(200);
    host.get(&format!("/networks/{}/settings", world.network)).await.expect(200);
    desk(Role::Host).await.expect(200);
    for role in [Role::Member, Role::Elected, Role::WorkingGroup, Role::Observer] {
        world.client(role).get(&room).await.problem(404);
    }

    // it falls with the seat, and with the troika
    let (tag, mut facts) = settings(&world).await;
    facts["coordination"] = json!("secretariat");
    set(host, &world, &tag, &facts).await.expect(200);
    host.get(&room).await.problem(404);
    let (tag, mut facts) = settings(&world).await;
    facts["coordination"] = json!("troika");
    set(world.client(Role::Coordinator), &world, &tag, &facts).await.expect(200);
    host.get(&room).await.expect(200);
    world.end_seat(Role::Host).await;
    host.get(&room).await.problem(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hosts_of_a_troika_count_as_coordinators_and_the_last_of_them_stays() {
    let world = World::new().await;
    let (administrator, host) = (world.client(Role::Administrator), world.client(Role::Host));
    let gavle = crate::asks::organisations(&world).await["Gävle kommun"].clone();
    let (tag, mut facts) = settings(&world).await;
    facts["coordination"] = json!("troika");
    set(world.client(Role::Coordinator), &world, &tag, &facts).await.expect(200);
    // whoever was named at first may go: the hosts coordinate
    let appointments = format!("/networks/{}/appointments", world.network);
    let all = administrator.get(&appointments).await.expect(200);
    let named = all["items"].as_array().expect("appointments").iter().find(|one| one["role"] == "coordinator");
    let named = format!("{appointments}/{}", named.expect("the coordinator")["id"].as_str().expect("an id"));
    administrator.delete(&named, None).await.expect(204);
    // one official of one host is left: they are not suspended, and the troika is not given up
    let suspend = async || {
        let path = format!("/accounts/{}/suspended", world.people[&Role::Host]);
        administrator.put(&path, &json!({ "suspended": true })).await
    };
    assert_eq!(suspend().await.problem(409), "last_coordinator");
    let tag = host.get(&format!("/networks/{}/settings", world.network)).await.etag();
    facts["coordination"] = json!("secretariat");
    assert_eq!(set(host, &world, &tag, &facts).await.problem(409), "last_coordinator");
    // nor does their seat end, or another host take over who has nobody to coordinate, or the organisation leave
    let seat = format!("/seats/{}", world.seats[&Role::Host]);
    let holding = host.get(&seat).await.expect(200)["holdings"][0]["id"].clone();
    let holding = format!("{seat}/holdings/{}/end", holding.as_str().expect("an id"));
    for path in [format!("{seat}/end"), holding.clone()] {
        assert_eq!(host.post(&path, &json!({})).await.problem(409), "last_of_troika", "{path}");
        let later = json!({ "last_day": world.node.clock.today() + chrono::Days::new(30) });
        assert_eq!(host.post(&path, &later).await.problem(409), "last_of_troika", "{path} later");
    }
    let meeting = world.meeting.to_string();
    let nobody = crate::meetings::facts(&json!({ "hosts": [] }));
    assert_eq!(crate::meetings::put(host, &meeting, "", &nobody).await.problem(409), "last_of_troika");
    let leaves = json!({ "from": world.node.clock.today(), "reason": "Enligt beslut",
        "changes": [{ "organisation_id": gavle, "state": "ended" }] });
    let changes = format!("/networks/{}/membership/changes", world.network);
    assert_eq!(host.post(&changes, &leaves).await.problem(409), "last_of_troika");
    host.get(&format!("/rooms/{}", world.room("coordination"))).await.expect(200);

    let second = json!({ "person_id": world.people[&Role::Nobody], "role": "coordinator" });
    administrator.post(&appointments, &second).await.expect(201);
    let named = world.client(Role::Nobody);
    crate::meetings::put(named, &meeting, "", &nobody).await.expect(200);
    named.post(&holding, &json!({})).await.expect(200);
    set(named, &world, &tag, &facts).await.expect(200);
    suspend().await.expect(204);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_coordinator_who_can_act_neither_leaves_nor_is_suspended() {
    let world = World::new().await;
    let administrator = world.client(Role::Administrator);
    let appointments = format!("/networks/{}/appointments", world.network);
    let suspend = async |role: Role, yes: bool| {
        let path = format!("/accounts/{}/suspended", world.people[&role]);
        administrator.put(&path, &json!({ "suspended": yes })).await
    };
    assert_eq!(suspend(Role::Coordinator, true).await.problem(409), "last_coordinator");
    world.client(Role::Coordinator).get("/me").await.expect(200);
    let second = json!({ "person_id": world.people[&Role::Nobody], "role": "coordinator" });
    let second = administrator.post(&appointments, &second).await.expect(201)["id"].clone();
    let second = format!("{appointments}/{}", second.as_str().expect("an id"));

    // one who is suspended can't act, and does not count
    suspend(Role::Coordinator, true).await.expect(204);
    assert_eq!(administrator.delete(&second, None).await.problem(409), "last_coordinator");
    assert_eq!(suspend(Role::Nobody, true).await.problem(409), "last_coordinator");
    world.client(Role::Nobody).get(&format!("/networks/{}/settings", world.network)).await.expect(200);
    suspend(Role::Coordinator, false).await.expect(204);

    // of the last two who are suspended at once one stays
    let (one, two) = tokio::join!(suspend(Role::Coordinator, true), suspend(Role::Nobody, true));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 409]);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_change_a_network_at_once_one_does() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    for round in 0..8 {
        let (tag, facts) = settings(&world).await;
        let (mut one, mut two) = (facts.clone(), facts);
        one["purpose"] = json!(format!("Ett {round}"));
        two["purpose"] = json!(format!("Två {round}"));
        let (first, second) = tokio::join!(set(coordinator, &world, &tag, &one), set(coordinator, &world, &tag, &two));
        let kept = if first.status == 200 { one } else { two };
        let mut statuses = [first.status.as_u16(), second.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412], "round {round}");
        assert_eq!(settings(&world).await.1["purpose"], kept["purpose"]);
    }
}
