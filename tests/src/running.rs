//! Running it: the log and its chain, statistics, storage, how all parts are.

use chrono::Datelike as _;
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Client, Role, Sql, World, eventually};

async fn acts(client: &Client, path: &str) -> Vec<Value> {
    client.get(path).await.expect(200)["items"].as_array().expect("acts").clone()
}

fn act_of<'a>(acts: &'a [Value], act: &str) -> &'a Value {
    acts.iter().find(|one| one["act"] == act).unwrap_or_else(|| panic!("no {act} in {acts:?}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_has_a_log_of_its_own_that_is_sought_through_and_taken_along() {
    let world = World::new().await;
    let (coordinator, administrator) = (world.client(Role::Coordinator), world.client(Role::Administrator));
    let log = format!("/networks/{}/audit", world.network);
    let elected = world.people[&Role::Elected];
    let appoint = json!({ "person_id": elected, "role": "working_group" });
    coordinator.post(&format!("/networks/{}/appointments", world.network), &appoint).await.expect(201);
    let room = world.room("members");
    let thread = world.client(Role::Member).start(&room, "En tråd", "Ord").await;
    let said = world.client(Role::Member).say(thread["id"].as_str().expect("an id"), "Något olämpligt").await;
    let message = said["id"].as_str().expect("an id");
    let hiding = json!({ "reason": "Hör inte hit alls" });
    let hidden = coordinator.put(&format!("/messages/{message}/hidden"), &hiding).await;
    assert!(hidden.status.is_success(), "{}", hidden.status);

    // the network's: names for ids, only what was done in it
    let all = acts(coordinator, &format!("{log}?limit=100")).await;
    let fact = |value: &str| json!({ "of": null, "value": value });
    let appointed = act_of(&all, "appointed")["facts"].clone();
    assert_eq!(appointed, json!([fact("working_group"), fact("Elected Testsson")]));
    assert_eq!(act_of(&all, "message_hidden")["facts"], json!([{ "of": "text", "value": "Hör inte hit alls" }]));
    assert!(all.iter().all(|one| one["network"]["id"] == json!(world.network) && one["sound"] == true));
    assert!(all.iter().all(|one| one["act"] != "account_made"));
    let seats = acts(coordinator, &format!("{log}?act=participation_set")).await;
    assert!(seats.iter().any(|one| one["subject_name"] == "Mora kommun"), "{seats:?}");
    // sought: a name, an organisation, a day
    let named = acts(coordinator, &format!("{log}?q=elected%20test")).await;
    assert_eq!(named.len(), 1, "{named:?}");
    assert_eq!(acts(coordinator, &format!("{log}?q=MORA")).await.len(), 1);
    // and how it is told, in whatever language
    for words in ["DOLDE%20ett", "hid%20a%20mess"] {
        let told = acts(coordinator, &format!("{log}?q={words}")).await;
        assert!(told.len() == 1 && told[0]["act"] == "message_hidden", "{words}: {told:?}");
    }
    let today = world.node.clock.today();
    assert!(!acts(coordinator, &format!("{log}?from={today}&to={today}")).await.is_empty());
    let yesterday = today.pred_opt().expect("a day");
    assert!(acts(coordinator, &format!("{log}?to={yesterday}")).await.is_empty());
    let backwards = coordinator.get(&format!("{log}?from={today}&to={yesterday}")).await.expect(422);
    assert_eq!(backwards["errors"][0]["pointer"], "/to");
    assert_eq!(coordinator.get(&format!("{log}?q={}", "x".repeat(101))).await.problem(422), "invalid");
    // page by page
    let first = coordinator.get(&format!("{log}?limit=2")).await.expect(200);
    let next = first["next_cursor"].as_str().expect("more");
    let second = acts(coordinator, &format!("{log}?limit=2&cursor={next}")).await;
    assert!(second[0]["id"].as_i64() < first["items"][1]["id"].as_i64());
    // taken along: what looks like a formula is text, and the hashes are there
    let file = coordinator.get(&format!("{log}/file?act=message_hidden")).await;
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    let text = String::from_utf8(file.body).expect("text");
    let said = "Coordinator Testsson;dolde ett inlägg;message_hidden;";
    assert!(text.contains(said) && text.contains("Hör inte hit alls"), "{text}");
    let text =
        String::from_utf8(coordinator.get(&format!("{log}/file?act=participation_set")).await.body).expect("text");
    assert!(text.contains(";ändrade ett deltagande;participation_set;Mora kommun;observatör;observer;"), "{text}");
    let english = coordinator.request(Method::PATCH, "/me").json(&json!({ "language": "en" }));
    coordinator.send(english).await.expect(200);
    let text =
        String::from_utf8(coordinator.get(&format!("{log}/file?act=participation_set")).await.body).expect("text");
    assert!(text.contains(";changed a participation;participation_set;Mora kommun;observer;observer;"), "{text}");
    let text = String::from_utf8(coordinator.get(&format!("{log}/file?act=message_hidden")).await.body).expect("text");
    assert_eq!(text.lines().nth(1).expect("a row").rsplit(';').next().expect("a hash").len(), 64);
    assert_eq!(coordinator.get(&format!("{log}/file?form=xlsx")).await.status, 200);

    // the neighbour's coordinator's business is nobody's here; a member reads none
    assert_eq!(world.client(Role::Member).get(&log).await.problem(403), "forbidden");
    assert_eq!(administrator.get(&log).await.problem(404), "not_found");
    let other = format!("/networks/{}/audit", world.other_network);
    assert_eq!(coordinator.get(&other).await.problem(404), "not_found");
    // an administrator reads that something was hidden, not why
    let all = acts(administrator, "/audit?act=message_hidden").await;
    assert_eq!((&all[0]["facts"], &all[0]["network"]["name"]), (&json!([]), &json!("Nätverket")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_was_changed_or_taken_away_shows() {
    let world = World::new().await;
    let administrator = world.client(Role::Administrator);
    let chain = administrator.get("/audit/chain").await.expect(200);
    let newest = chain["newest"].as_i64().expect("a row");
    assert!(chain["fault"].is_null() && chain["newest_hash"].as_str().expect("a hash").len() == 64);
    let sql = Sql::of(world.node.config()).await;
    let all = acts(administrator, "/audit?limit=100").await;
    let sets = all.iter().rev().find(|one| one["act"] == "participation_set");
    let victim = sets.expect("an early one")["id"].as_i64().expect("a number");

    // in which network it was is part of what the hash says
    for change in ["facts = 'queued'", "network_id = NULL"] {
        let keep = format!("CREATE TABLE kept AS SELECT facts, network_id FROM audit WHERE id = {victim}");
        sql.run(&keep, []).await;
        sql.run(&format!("UPDATE audit SET {change} WHERE id = {victim}"), []).await;
        let chain = administrator.get("/audit/chain").await.expect(200);
        assert_eq!((chain["fault"].as_str(), chain["fault_at"].as_i64()), (Some("changed"), Some(victim)));
        let all = acts(administrator, "/audit?limit=100").await;
        let unsound: Vec<_> = all.iter().filter(|one| one["sound"] == false).map(|one| &one["id"]).collect();
        assert_eq!(unsound, [&json!(victim)]);
        let back = "facts = (SELECT facts FROM kept), network_id = (SELECT network_id FROM kept)";
        sql.run(&format!("UPDATE audit SET {back} WHERE id = {victim}"), []).await;
        sql.run("DROP TABLE kept", []).await;
        assert!(administrator.get("/audit/chain").await.expect(200)["fault"].is_null(), "{change}");
    }
    let next = all.iter().filter_map(|one| one["id"].as_i64()).filter(|id| *id > victim).min();
    assert!(next.is_some());
    sql.run("DELETE FROM audit WHERE id = $1", [victim.into()]).await;
    let coordinator = world.client(Role::Coordinator);
    let chain = coordinator.get(&format!("/networks/{}/audit/chain", world.network)).await.expect(200);
    assert_eq!((chain["fault"].as_str(), chain["fault_at"].as_i64()), (Some("missing"), next));
    assert!(chain["newest"].as_i64().is_none_or(|at| at < newest));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_used_is_counted_by_month_and_kind_and_by_nobodys_name() {
    let world = World::new().await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let room = world.room("members");
    let thread = member.start(&room, "En tråd", "Ord").await;
    member.say(thread["id"].as_str().expect("an id"), "Mer").await;
    let bytes = b"Sju ord om barn och deras rum".to_vec();
    let size = bytes.len();
    member.upload(&format!("/rooms/{room}/documents"), "a.txt", bytes, &[]).await.expect(201);
    let direct = json!({ "people": [world.people[&Role::Observer]] });
    let direct = member.post("/direct", &direct).await.json();
    member.say(direct["id"].as_str().expect("an id"), "Mellan oss").await;

    let path = format!("/networks/{}/statistics", world.network);
    let today = world.node.clock.today();
    let month = usize::try_from(today.month0()).expect("a month");
    let of = |answer: &Value, kind: &str| {
        let counts = answer["counts"].as_array().expect("counts");
        let found = counts.iter().find(|one| one["kind"] == kind && one["network"] == json!(world.network));
        found.map_or(0, |one| one["months"][month].as_i64().expect("a number"))
    };
    let year = coordinator.get(&path).await.expect(200);
    assert_eq!(year["year"], today.year());
    assert_eq!((of(&year, "threads"), of(&year, "messages"), of(&year, "documents")), (1, 2, 1));
    let stored = &year["stored"][0];
    assert_eq!((stored["documents"].as_i64(), stored["bytes"].as_u64()), (Some(1), Some(size as u64)));
    let text = year.to_string();
    assert!(!text.contains("Testsson") && !text.contains(&world.people[&Role::Member].to_string()));
    let before = coordinator.get(&format!("{path}?year={}", today.year() - 1)).await.expect(200);
    assert_eq!(of(&before, "messages"), 0);
    assert_eq!(coordinator.get(&format!("{path}?year=1")).await.problem(422), "invalid");
    // an administrator counts every network, and what nobody else is to know of is in none
    let all = world.client(Role::Administrator).get("/installation/statistics").await.expect(200);
    assert_eq!(of(&all, "messages"), 2);
    let planned = coordinator.get(&format!("{path}?year=2100")).await.expect(200);
    let meetings = planned["counts"].as_array().expect("counts").iter().find(|one| one["kind"] == "meetings");
    assert_eq!(meetings.expect("meetings")["months"][4], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn how_all_parts_are_is_told_on_one_page() {
    let world = World::new().await;
    let administrator = world.client(Role::Administrator);
    world.client(Role::Member).start(&world.room("members"), "En tråd", "Ord").await;
    let well = async || {
        let now = administrator.get("/installation/health").await.expect(200);
        let readers = now["readers"].as_array().expect("readers").clone();
        let name = |one: &Value| one["name"].as_str().expect("a name").to_owned();
        let names: Vec<_> = readers.iter().map(name).collect();
        let all = ["notifier", "search-indexer"].iter().all(|one| names.iter().any(|name| name == one));
        let searchable = now["searchable"].as_u64().expect("an engine") > 0;
        (all && searchable && readers.iter().all(|one| one["is"] == "well")).then_some(now)
    };
    let now = eventually("both to have begun, and what is there to be searchable", well).await;
    assert_eq!((now["sockets"].as_u64(), now["jobs"]["is"].as_str()), (Some(0), Some("well")));
    assert!(now["free"].as_u64().expect("bytes") > 0);

    // what failed is counted, and what it said is not told
    let sql = Sql::of(world.node.config()).await;
    let insert = "INSERT INTO job (id, kind, subject, state, run_at, fence, attempts, last_error, created_at) \
                  SELECT id, 'read_document', id, 'failed', created_at, 0, 5, 'hemligt', created_at FROM person LIMIT 1";
    sql.run(insert, []).await;
    let now = administrator.get("/installation/health").await.expect(200);
    assert_eq!((now["jobs"]["is"].as_str(), now["jobs"]["failed"].as_i64()), (Some("failing"), Some(1)));
    assert!(!now.to_string().contains("hemligt"));
    assert_eq!(world.client(Role::Coordinator).get("/installation/health").await.problem(403), "forbidden");
}
