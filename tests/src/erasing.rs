//! Erasing somebody: what was theirs alone is gone wherever one looks, what they did stays without a name, and a backup that
//! is older is put right when it is restored.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::Days;
use domain::actor::Actor;
use domain::networks::seat;
use domain::people::kept::TABLES;
use domain::store::Tx;
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Answer, Client, Node, PASSWORD, Process, Role, Sql, World, eventually, fixture};

/// A word that stands in nothing but what they told of themself, and in their name and address.
const THEIRS: &str = "kvittenträd";

/// Another, in an address they had once.
const GIVEN_UP: &str = "mispelträd";

/// Somebody who sits for Örebro, with everything that somebody can have.
async fn somebody(world: &World) -> (String, String) {
    let elected = world.client(Role::Elected);
    let profile = elected.get("/me/profile").await;
    let told = |text: &str| json!({ "text": text, "seen_by": "network" });
    let facts = json!({
        "task": told(&format!("Sköter {THEIRS}")), "ask_about": told(THEIRS), "phone": told("019-21 10 00"),
        "email_seen_by": "network",
    });
    let write = elected.request(Method::PUT, "/me/profile").header("If-Match", profile.etag()).json(&facts);
    elected.send(write).await.expect(200);
    elected.put_bytes("/me/portrait", fixture("picture.png")).await.expect(204);
    let thread = elected.start(&world.room("members"), "En tråd", "Så gör vi med granatäpplen").await;
    let thread = thread["id"].as_str().expect("an id").to_owned();
    let draft = json!({ "text": format!("Inte klart om {THEIRS}") });
    assert!(elected.put(&format!("/drafts/conversation:{thread}"), &draft).await.status.is_success());
    let asked = json!({ "name": THEIRS, "asked": { "q": THEIRS }, "tells": "nothing" });
    elected.post("/saved-searches", &asked).await.expect(201);
    let person = world.people[&Role::Elected].to_string();
    let text = format!("Fråga [@Elected Testsson](samrum:person/{person}) om det");
    world.client(Role::Coordinator).say(&thread, &text).await;
    had_another_address(world).await;
    // a link for another password waits in the outbox
    let forgot = json!({ "email": "Elected@Exempel.se" });
    world.node.anonymous().post("/password-resets", &forgot).await.expect(202);
    // a colleague keeps them in the home group, under another spelling of the address
    let home = format!("/seats/{}/home-group", world.seats[&Role::Member]);
    let recipient = json!({ "name": "Elected Testsson", "address": "Elected@Exempel.se", "consent": "Sade ja" });
    world.client(Role::Member).post(&home, &recipient).await.expect(201);
    (person, thread)
}

/// They had another address once, were invited by it and came, and have given it up since.
async fn had_another_address(world: &World) {
    let (elected, address) = (world.client(Role::Elected), format!("{GIVEN_UP}@exempel.se"));
    elected.post("/me/addresses", &json!({ "address": address, "current": PASSWORD })).await.expect(202);
    let sql = Sql::of(world.node.config()).await;
    let link = async |kind: &str| -> String {
        let found = sql.rows("SELECT secret FROM notice WHERE kind = $1", [kind.into()]).await;
        found.last().expect("a letter").try_get("", "secret").expect("a token")
    };
    elected.post(&format!("/address-claims/{}", link("address_confirmation").await), &json!({})).await.expect(204);
    let seat = world.seats[&Role::Host];
    let invited = json!({ "name": "Elected Testsson", "email": address, "role": "deputy" });
    world.client(Role::Coordinator).post(&format!("/seats/{seat}/invitations"), &invited).await.expect(201);
    let accepted = elected.post(&format!("/invitation-links/{}", link("seat_invitation").await), &json!({})).await;
    assert!(accepted.status.is_success(), "{}", accepted.status);
    elected.delete(&format!("/me/addresses/{address}"), None).await.expect(204);
    let (person, yesterday) = (world.people[&Role::Elected], world.node.clock.today() - Days::new(1));
    let end = move |tx: Tx| async move { seat::end(&tx, seat, person, yesterday).await };
    world.node.store().write(&Actor::System, end).await.expect("ended");
    sql.close().await;
}

async fn erase(client: &Client, person: &str, reason: &str) -> Answer {
    client.post(&format!("/accounts/{person}/erasure"), &json!({ "reason": reason })).await
}

/// In which tables a word stands, in small letters or large.
async fn tables_with(sql: &Sql, word: &str) -> Vec<String> {
    let mut found = Vec::new();
    for table in tables(sql).await {
        let row = if sql.postgres() {
            "x::text".to_owned()
        } else {
            let columns = sql.rows("SELECT name FROM pragma_table_info($1)", [table.clone().into()]).await;
            let columns: Vec<String> = columns.iter().map(|row| row.try_get("", "name").expect("a name")).collect();
            let told = |column: &String| format!("coalesce(CAST(\"{column}\" AS text), '')");
            columns.iter().map(told).collect::<Vec<_>>().join(" || ' ' || ")
        };
        let asked = format!("SELECT count(*) AS n FROM \"{table}\" x WHERE lower({row}) LIKE $1");
        if sql.number(&asked, [format!("%{}%", word.to_lowercase()).into()]).await > 0 {
            found.push(table);
        }
    }
    found
}

async fn tables(sql: &Sql) -> Vec<String> {
    let asked = if sql.postgres() {
        "SELECT table_name::text AS name FROM information_schema.tables \
         WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY 1"
    } else {
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY 1"
    };
    sql.rows(asked, []).await.iter().map(|row| row.try_get("", "name").expect("a name")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_every_table_keeps_of_people_is_said() {
    let node = Node::start().await;
    let sql = Sql::of(node.config()).await;
    let there: BTreeSet<String> = tables(&sql).await.into_iter().filter(|name| name != "seaql_migrations").collect();
    let said: BTreeSet<String> = TABLES.iter().map(|kept| kept.table.to_owned()).collect();
    assert_eq!((there.difference(&said).next(), said.difference(&there).next()), (None, None));
    assert_eq!(said.len(), TABLES.len(), "each is said once");
    sql.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_takes_part_no_more_is_erased_and_what_they_did_stays_without_a_name() {
    let world = World::new().await;
    let (administrator, coordinator) = (world.client(Role::Administrator), world.client(Role::Coordinator));
    let (person, thread) = somebody(&world).await;
    let sql = Sql::of(world.node.config()).await;
    assert!(!tables_with(&sql, THEIRS).await.is_empty() && !tables_with(&sql, "elected@exempel").await.is_empty());

    // nobody but an administrator, nobody who still sits somewhere, not without saying why, and not oneself
    for (client, status) in
        [(world.client(Role::Anonymous), 401), (coordinator, 403), (world.client(Role::Elected), 403)]
    {
        erase(client, &person, "På egen begäran").await.problem(status);
    }
    assert_eq!(erase(administrator, &person, "På egen begäran").await.problem(409), "still_takes_part");
    assert_eq!(erase(administrator, &uuid::Uuid::now_v7().to_string(), "x").await.problem(404), "not_found");
    let oneself = world.people[&Role::Administrator].to_string();
    assert_eq!(erase(administrator, &oneself, "x").await.problem(409), "oneself");
    world.end_seat(Role::Elected).await;
    for reason in ["", "  ", &"x".repeat(501)] {
        assert_eq!(erase(administrator, &person, reason).await.problem(422), "invalid");
    }
    world.client(Role::Elected).get("/me").await.expect(200);

    erase(administrator, &person, "På egen begäran, dnr KS 2026/17").await.expect(204);
    erase(administrator, &person, "en gång till").await.expect(204);
    assert_eq!(world.client(Role::Elected).get("/me").await.problem(401), "unauthenticated");
    let who = json!({ "email": Role::Elected.email(), "password": PASSWORD });
    assert_eq!(world.node.anonymous().post("/token", &who).await.problem(401), "wrong_credentials");
    // in no table is there anything that leads to them
    for word in [THEIRS, "elected@exempel", "Elected Testsson", "019-21 10 00", "Sade ja"] {
        assert_eq!(tables_with(&sql, word).await, [""; 0], "{word}");
    }
    // of an address they had given up before there is nothing left but the letter that confirmed it
    let sent = "SELECT count(*) AS n FROM notice WHERE lower(address) LIKE $1 AND kind <> 'address_confirmation'";
    assert_eq!(tables_with(&sql, GIVEN_UP).await, ["notice"]);
    assert_eq!(sql.number(sent, [format!("%{GIVEN_UP}%").into()]).await, 0);
    // what they wrote is there, and who was asked is a representative
    let messages = coordinator.get(&format!("/conversations/{thread}/messages?after=0&limit=100")).await.expect(200);
    assert_eq!(messages["items"][0]["text"], "Så gör vi med granatäpplen");
    assert_eq!(messages["items"][0]["author"]["name"], Value::Null);
    let asked = messages["items"][1]["text"].as_str().expect("a text");
    assert!(asked.starts_with("Fråga [@Representant") && !asked.contains("Testsson"), "{asked}");
    eventually("the index to have forgotten them and kept what they wrote", || async {
        let found = async |q: &str| coordinator.get(&format!("/search?q={q}")).await.expect(200)["items"].clone();
        let (named, written) = (found("elected&kind=person").await, found("granatäpplen").await);
        (named == json!([]) && written[0]["author"]["name"].is_null() && written != json!([])).then_some(())
    })
    .await;
    // there is no way back, and no account
    let accounts = administrator.get("/accounts?limit=100").await.expect(200);
    assert!(accounts["items"].as_array().expect("accounts").iter().all(|one| one["id"] != json!(person)));
    let back = administrator.put(&format!("/accounts/{person}/suspended"), &json!({ "suspended": false })).await;
    assert_eq!(back.problem(404), "not_found");
    let shown = administrator.put(&format!("/accounts/{person}/protected"), &json!({ "protected": false })).await;
    assert_eq!(shown.problem(404), "not_found");
    // the log says that it was done, and why, and is whole
    let log = administrator.get("/audit?act=person_erased").await.expect(200);
    assert_eq!(log["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(log["items"][0]["facts"][0]["value"], "På egen begäran, dnr KS 2026/17");
    assert_eq!(log["items"][0]["subject_name"], Value::Null);
    assert_eq!(administrator.get("/audit/chain").await.expect(200)["fault"], Value::Null);
    // the address is free for whoever has it now
    let account = json!({ "name": "Någon Annan", "email": Role::Elected.email() });
    administrator.post("/accounts", &account).await.expect(201);
    sql.close().await;
}

/// A backup of the node into `out`.
fn back_up(world: &World, out: &Path) -> PathBuf {
    let before: BTreeSet<PathBuf> = folders(out);
    let url = &world.node.config().database_url;
    let (done, said) = Process::run(&world.node.folder(), url, &["backup", out.to_str().expect("a path")]);
    assert!(done, "{said}");
    folders(out).difference(&before).next().expect("a backup").clone()
}

fn folders(out: &Path) -> BTreeSet<PathBuf> {
    std::fs::read_dir(out).expect("a folder").map(|entry| entry.expect("an entry").path()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_erased_is_erased_anew_when_an_older_backup_is_restored() {
    let mut world = World::new().await;
    let (person, thread) = somebody(&world).await;
    let out = tempfile::TempDir::new().expect("a folder");
    let older = back_up(&world, out.path());
    // a backup is called by its second
    let earlier = out.path().join("samrum-backup-20260101-000000");
    std::fs::rename(&older, &earlier).expect("renamed");
    world.end_seat(Role::Elected).await;
    erase(world.client(Role::Administrator), &person, "Gallringsbeslut").await.expect(204);
    let newer = back_up(&world, out.path());
    world.node.stop().await;

    for (backup, anew) in [(&earlier, true), (&newer, false)] {
        let mut config = world.node.config().clone();
        let fresh = tempfile::TempDir::new().expect("a folder");
        config.data = fresh.path().join("data");
        let elsewhere = format!("restored_{}", uuid::Uuid::new_v4().simple());
        let before = Sql::of(world.node.config()).await;
        if before.postgres() {
            before.run(&format!("CREATE DATABASE {elsewhere}"), []).await;
            let (server, _) = config.database_url.rsplit_once('/').expect("an address");
            config.database_url = format!("{server}/{elsewhere}");
        } else {
            config.database_url = format!("sqlite://{}?mode=rwc", config.data.join("samrum.sqlite").display());
        }
        let (done, said) =
            Process::run(&config.data, &config.database_url, &["restore", backup.to_str().expect("a path")]);
        assert!(done && said.contains("1 erased anew") == anew, "{said}");
        let sql = Sql::of(&config).await;
        for word in [THEIRS, "elected@exempel", "Elected Testsson"] {
            assert_eq!(tables_with(&sql, word).await, [""; 0], "{word}");
        }
        sql.close().await;
        let process = Process::serve(&config);
        let anybody = process.client("");
        let who = json!({ "email": Role::Elected.email(), "password": PASSWORD });
        assert_eq!(anybody.post("/token", &who).await.problem(401), "wrong_credentials");
        let coordinator = anybody.sign_in(&Role::Coordinator.email(), PASSWORD).await;
        let messages =
            coordinator.get(&format!("/conversations/{thread}/messages?after=0&limit=100")).await.expect(200);
        assert_eq!(messages["items"][0]["text"], "Så gör vi med granatäpplen");
        assert_eq!(messages["items"][0]["author"]["name"], Value::Null);
        process.kill();
        if before.postgres() {
            before.run(&format!("DROP DATABASE {elsewhere} WITH (FORCE)"), []).await;
        }
        before.close().await;
    }
}
