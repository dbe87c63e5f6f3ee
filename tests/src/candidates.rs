//! Who could be invited to a network, the letter that invites them, and who is like oneself.

use domain::actor::Actor;
use domain::networks::organisation::{self, NewOrganisation, OrganisationKind};
use domain::store::Tx;
use serde_json::json;

use crate::harness::{MailServer, Role, Sql, World};
use crate::joining::organisation as known;
use crate::mail::world_with;

/// A municipality and a region of a county that nobody represents; gives the municipality.
async fn made(world: &World) -> String {
    let lay = move |tx: Tx| async move {
        let new = |kind, name: &str| NewOrganisation {
            kind,
            name: name.into(),
            code: None,
            county: Some("Dalarnas län".into()),
            parent: None,
        };
        organisation::create(&tx, new(OrganisationKind::Region, "Region Dalarna")).await?;
        organisation::create(&tx, new(OrganisationKind::Municipality, "Orsa kommun")).await
    };
    world.node.store().write(&Actor::System, lay).await.expect("organisations").to_string()
}

/// A municipality of a county; gives its id.
async fn created(world: &World, name: &'static str, county: &'static str) -> String {
    let new = NewOrganisation {
        kind: OrganisationKind::Municipality,
        name: name.into(),
        code: None,
        county: Some(county.into()),
        parent: None,
    };
    let lay = move |tx: Tx| async move { organisation::create(&tx, new).await };
    world.node.store().write(&Actor::System, lay).await.expect("an organisation").to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_of_a_county_that_nobody_represents_is_invited_once() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let coordinator = world.client(Role::Coordinator);
    let path = format!("/networks/{}/candidates", world.network);
    let orsa = made(&world).await;
    let found = coordinator.get(&path).await.expect(200);
    let counties = found["items"].as_array().expect("counties");
    // those that nobody represents stand first; a network of one county has its members there
    let far = counties.iter().position(|one| one["state"] == "represented").unwrap_or(counties.len());
    assert!(counties[far..].iter().all(|one| one["state"] == "represented"), "{counties:?}");
    assert!(counties.iter().all(|one| one["candidates"].as_array().is_some_and(|all| !all.is_empty())));
    let dalarna = counties.iter().find(|one| one["name"] == "Dalarnas län").expect("the county");
    assert!(dalarna["candidates"].as_array().expect("candidates").iter().any(|one| one["id"] == orsa), "{dalarna}");
    assert_eq!(dalarna["candidates"][0]["kind"], "region");
    assert_eq!(world.client(Role::Member).get(&path).await.problem(403), "forbidden");

    let invite = format!("{path}/invitations");
    let body = json!({ "organisation_id": orsa, "name": "Maj Ny", "email": "maj@orsa.example", "language": "sv",
        "word": "Ni har kommit långt." });
    assert_eq!(world.client(Role::Observer).post(&invite, &body).await.problem(403), "forbidden");
    for (key, value, pointer) in [("name", " ", "/name"), ("email", "maj", "/email")] {
        let mut wrong = body.clone();
        wrong[key] = json!(value);
        assert_eq!(coordinator.post(&invite, &wrong).await.expect(422)["errors"][0]["pointer"], pointer);
    }
    let mut unknown = body.clone();
    unknown["organisation_id"] = json!(uuid::Uuid::now_v7());
    assert_eq!(coordinator.post(&invite, &unknown).await.problem(404), "not_found_in");
    let sql = Sql::of(world.node.config()).await;
    sql.run("UPDATE organisation SET county = 'Örebro län' WHERE name = 'Örebro kommun'", []).await;
    let kumla = created(&world, "Kumla kommun", "Örebro län").await;
    let near = coordinator.get(&path).await.expect(200);
    let orebro = near["items"].as_array().expect("counties").iter().find(|one| one["name"] == "Örebro län");
    let orebro = orebro.unwrap_or_else(|| panic!("no Örebro län in {near}"));
    assert_eq!((&orebro["state"], &orebro["candidates"][0]["id"]), (&json!("represented"), &json!(kumla)));
    let mut member = body.clone();
    member["organisation_id"] = json!(known(&world, "gävle").await);
    assert_eq!(coordinator.post(&invite, &member).await.problem(409), "takes_part_already");

    // whoever answers the mail itself reaches whom the network names
    crate::membership::set(&world, &[("contact", json!("Samordnaren, samordnare@natverket.example."))]).await;
    coordinator.post(&invite, &body).await.expect(201);
    assert_eq!(coordinator.post(&invite, &body).await.problem(409), "already_invited");
    let mails = server.mails(1).await;
    assert_eq!(
        (mails[0].to.as_str(), mails[0].subject().as_str()),
        ("maj@orsa.example", "Orsa kommun är välkommen till Nätverket")
    );
    assert_eq!(mails[0].header("Reply-To"), "samordnare@natverket.example");
    let text = mails[0].text();
    assert!(text.contains("Ni har kommit långt.") && text.contains("/anmalan/natverket"), "{text}");
    // a page that is not to be read is not led to
    assert!(!text.contains("/om/natverket"), "{text}");
    let seen = coordinator.get(&path).await.expect(200).to_string();
    assert!(seen.contains("\"invited_at\":\"20"), "{seen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_official_finds_those_like_themself() {
    let world = World::new().await;
    let path = format!("/networks/{}/alike", world.network);
    let found = world.client(Role::Member).get(&path).await.expect(200);
    let named: Vec<&str> =
        found["items"].as_array().expect("people").iter().filter_map(|one| one["person"]["name"].as_str()).collect();
    // officials of other municipalities, whoever else their organisation has
    assert_eq!(named, ["Host Testsson", "WorkingGroup Testsson", "Observer Testsson", "Resting Testsson"]);
    assert_eq!(found["items"][0]["inhabitants"], json!(null));

    // the register says how large each is: Örebro and Västerås, Gävle and Haninge are alike, Mora is not
    samrum::reference::lay(world.node.store()).await.expect("the register");
    let found = world.client(Role::Member).get(&path).await.expect(200);
    let sizes: Vec<_> = found["items"]
        .as_array()
        .expect("people")
        .iter()
        .map(|one| {
            let of = |key: &str| one["person"][key].as_str().or(one[key].as_str()).map(str::to_owned);
            (
                one["person"]["organisation"]["name"].as_str().map(str::to_owned).or(of("name")),
                one["inhabitants"].as_i64(),
                one["same_size"].as_bool(),
            )
        })
        .collect();
    let expected = [
        ("Gävle kommun", 102_418, true),
        ("Haninge kommun", 92_095, true),
        ("Västerås stad", 154_049, true),
        ("Mora kommun", 20_470, false),
    ];
    let expected: Vec<_> =
        expected.iter().map(|(name, size, same)| (Some((*name).to_owned()), Some(*size), Some(*same))).collect();
    assert_eq!(sizes, expected);
    assert_eq!(world.client(Role::Coordinator).get(&path).await.expect(200)["items"], json!([]));
    assert_eq!(world.client(Role::Elected).get(&path).await.expect(200)["items"], json!([]));
}
