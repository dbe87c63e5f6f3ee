//! The organisations that every installation knows, and finding them.

use serde_json::Value;

use crate::harness::{Client, Role, Sql, World};

async fn found(client: &Client, beginning: &str) -> Vec<Value> {
    let found = client.send(client.request(reqwest::Method::GET, "/organisations").query(&[("q", beginning)])).await;
    found.expect(200)["items"].as_array().expect("a list").clone()
}

fn names(found: &[Value]) -> Vec<&str> {
    found.iter().map(|one| one["name"].as_str().expect("a name")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_finds_them_by_name_and_by_what_they_were_called() {
    let world = World::new().await;
    let anybody = world.client(Role::Anonymous);
    let mora = found(anybody, "mora").await[0]["id"].clone();
    let there = samrum::reference::organisations().expect("organisations").len();
    let known = ["Gävle kommun", "Örebro kommun", "Mora kommun", "Västerås stad", "Malmö stad", "Haninge kommun"];
    let store = world.node.store();
    assert_eq!(samrum::reference::lay(store).await.expect("laid"), there - known.len());
    let sql = Sql::of(world.node.config()).await;
    let aliases = "SELECT count(*) AS n FROM organisation_alias";
    let before = (sql.number("SELECT count(*) AS n FROM organisation", []).await, sql.number(aliases, []).await);
    assert_eq!(samrum::reference::lay(store).await.expect("laid again"), 0);
    let after = (sql.number("SELECT count(*) AS n FROM organisation", []).await, sql.number(aliases, []).await);
    assert_eq!((before, before.0), (after, there as i64));

    // what was there keeps its id, and has got its county
    let again = found(anybody, "MORA").await;
    assert_eq!((&again[0]["id"], again[0]["county"].as_str()), (&mora, Some("Dalarnas län")));
    assert_eq!(names(&found(anybody, "ÖREBRO").await), ["Örebro kommun", "Länsstyrelsen Örebro", "Region Örebro län"]);
    assert_eq!(names(&found(anybody, "SKL").await), ["Sveriges Kommuner och Regioner"]);
    assert_eq!(names(&found(anybody, "göteborgs kom").await), ["Göteborgs stad"]);
    let gotland = found(anybody, "gotland").await;
    assert_eq!(names(&gotland), ["Länsstyrelsen Gotland", "Region Gotland"]);
    assert_eq!(gotland[1]["kind"], "municipality");
    // by the code of the official lists too, and nothing else by a piece of one
    assert_eq!(names(&found(anybody, "1880").await), ["Örebro kommun"]);
    assert_eq!(names(&found(anybody, "18").await), ["Länsstyrelsen Örebro", "Region Örebro län"]);
    assert!(found(anybody, "188").await.is_empty());
    let orebro = found(anybody, "1880").await[0]["id"].as_str().expect("an id").to_owned();
    let shown = world.client(Role::Member).get(&format!("/organisations/{orebro}")).await.expect(200);
    assert_eq!((&shown["code"], &shown["official"]), (&"1880".into(), &true.into()));

    assert_eq!(found(anybody, "l").await.len(), 20);
    for nothing in ["100 %", "_", "O'Hara"] {
        assert!(found(anybody, nothing).await.is_empty(), "{nothing}");
    }
    for refused in ["?q=", "?q=%20", &format!("?q={}", "x".repeat(101))] {
        assert_eq!(anybody.get(&format!("/organisations{refused}")).await.problem(422), "invalid", "{refused}");
    }
    assert_eq!(anybody.get("/organisations").await.problem(400), "bad_query");
}
