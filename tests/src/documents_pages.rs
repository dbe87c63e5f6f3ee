//! Office files shown as the pages that an office program makes of them.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::office::{office_node, stand_in, with_office};
use crate::harness::{Client, Node, Role, Sql, World, eventually, fixture, illustrated_docx};

async fn uploaded(client: &Client, room: &str, name: &str, bytes: Vec<u8>) -> String {
    let made = client.upload(&format!("/rooms/{room}/documents"), name, bytes, &[]).await.expect(201);
    made["id"].as_str().expect("an id").to_owned()
}

/// A text that an office program and we both read.
fn rtf(words: &str) -> Vec<u8> {
    format!("{{\\rtf1\\ansi {words}\\par}}").into_bytes()
}

async fn drawn(client: &Client, id: &str) -> Value {
    eventually("pages to be made", || async {
        let shown = client.get(&format!("/documents/{id}")).await.expect(200);
        (shown["versions"][0]["drawn"] == true && shown["thumbnail"] == true).then_some(shown)
    })
    .await
}

async fn numbers(sql: &Sql, query: &str) -> i64 {
    sql.number(query, []).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_file_is_shown_as_pages() {
    let world = World::in_node(office_node().await).await;
    let (member, observer) = (world.client(Role::Member), world.client(Role::Observer));
    let members = world.room("members");
    let id = uploaded(member, &members, "plan.docx", illustrated_docx()).await;
    let shown = drawn(member, &id).await;
    let path = format!("/documents/{id}");

    // the pages are those the program made, byte for byte, in parts too, and never a page of ours
    let pages = member.get(&format!("{path}/rendition")).await;
    assert_eq!((pages.status.as_u16(), pages.header("content-type")), (200, "application/pdf"));
    assert!(pages.body == fixture("single.pdf"));
    assert!(pages.header("content-disposition").starts_with("attachment; filename=\"plan.docx.pdf\""));
    assert_eq!(pages.header("content-security-policy"), "sandbox; default-src 'none'");
    assert_eq!(pages.header("cache-control"), "private, no-cache");
    let part = member.request(Method::GET, &format!("{path}/rendition")).header("Range", "bytes=0-4");
    let part = member.send(part).await;
    assert_eq!((part.status.as_u16(), part.body.as_ref()), (206, &b"%PDF-"[..]));
    let known = member.request(Method::GET, &format!("{path}/rendition")).header("If-None-Match", pages.etag());
    assert_eq!(member.send(known).await.status, 304);
    // the original stays what it was, and so do its own words and structure
    assert!(member.get(&format!("{path}/file")).await.body == illustrated_docx());
    let own = member.get(&format!("{path}/pages")).await.expect(200);
    assert_eq!(own["items"][0]["blocks"][0]["text"], "Barnens plan");
    let as_shown = member.get(&format!("{path}/pages?as_shown=true")).await.expect(200);
    let as_shown = as_shown["items"].as_array().expect("pages").clone();
    assert_eq!(shown["pages"], json!(as_shown.len()));
    assert!(as_shown.len() >= 2 && as_shown[0]["text"].as_str().expect("words").contains("Minnesanteckningar"));
    // there is a picture of the first page, and a hit names the page one turns to
    let picture = member.get(&format!("{path}/thumbnail")).await;
    assert_eq!((picture.status.as_u16(), picture.header("content-type")), (200, "image/png"));
    let page = as_shown.iter().find(|page| page["text"].as_str().unwrap_or_default().contains("myndigheter"));
    let hit = eventually("the words on its pages to be found", || async {
        let found = member.get("/search?q=myndigheten").await.expect(200);
        found["items"].as_array().expect("hits").iter().find(|hit| hit["document"]["id"] == id.as_str()).cloned()
    })
    .await;
    assert_eq!(hit["page"], page.expect("that page")["number"]);

    // who does not read the room finds no pages either, nor does anybody once it is taken away
    for way in ["rendition", "pages?as_shown=true"] {
        assert_eq!(observer.get(&format!("{path}/{way}")).await.problem(404), "not_found");
        assert_eq!(world.node.anonymous().get(&format!("{path}/{way}")).await.status, 404);
    }
    // the same file elsewhere has them at once: they are not made twice, not even by a program that would fail now
    stand_in(&world.node.config().data, "#!/bin/sh\nexit 1\n");
    let again = uploaded(member, &world.room("whole_network"), "samma.docx", illustrated_docx()).await;
    assert_eq!(drawn(observer, &again).await["pages"], shown["pages"]);
    assert!(observer.get(&format!("/documents/{again}/rendition")).await.body == fixture("single.pdf"));
    let sql = Sql::of(world.node.config()).await;
    assert_eq!(numbers(&sql, "SELECT count(*) AS n FROM rendition").await, 1);
    // each version has its own
    let text = member.upload(&format!("{path}/versions"), "plan.txt", b"Text".to_vec(), &[]).await.expect(201);
    assert_eq!((&text["versions"][0]["drawn"], &text["versions"][1]["drawn"]), (&json!(false), &json!(true)));
    assert_eq!(member.get(&format!("{path}/rendition")).await.problem(404), "not_found");
    assert_eq!(member.get(&format!("{path}/rendition?version=1")).await.status, 200);
    member.delete(&path, text["revision"].as_i64()).await.expect(204);
    assert_eq!(member.get(&format!("{path}/rendition?version=1")).await.problem(404), "not_found");
    let health = world.client(Role::Administrator).get("/installation/health").await.expect(200);
    assert_eq!(health["office"], json!({ "on": true, "made": 1, "refused": 0 }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_misbehaves_changes_nothing() {
    let limited =
        |config| samrum::config::Config { paging_limit: Some(Duration::from_secs(15)), ..with_office(config) };
    let world = World::in_node(Node::start_with(limited).await).await;
    let (member, room) = (world.client(Role::Member), world.room("members"));
    let mut ids = Vec::new();
    let outcomes = [
        ("HANGS", "too_slow"),
        ("FAILS", "damaged"),
        ("SWELLS", "too_complex"),
        ("OVERFLOWS", "damaged"),
        ("LINKS", "damaged"),
        ("LIES", "damaged"),
        // it is held: it reads nothing of ours, and can't leave the group that is ended
        ("PEEKS", "damaged"),
        ("STRAYS", "damaged"),
    ];
    for (word, _) in outcomes {
        ids.push(uploaded(member, &room, &format!("{word}.rtf"), rtf(word)).await);
    }
    // the next file has its turn after all of them
    let good = uploaded(member, &room, "bra.rtf", rtf("Bra")).await;
    drawn(member, &good).await;
    let sql = Sql::of(world.node.config()).await;
    for ((word, why), id) in outcomes.into_iter().zip(&ids) {
        let shown = member.get(&format!("/documents/{id}")).await.expect(200);
        assert_eq!((&shown["reading"], &shown["versions"][0]["drawn"]), (&json!("read"), &json!(false)), "{word}");
        assert_eq!(member.get(&format!("/documents/{id}/rendition")).await.problem(404), "not_found", "{word}");
        let pages = member.get(&format!("/documents/{id}/pages")).await.expect(200);
        assert_eq!(pages["items"][0]["text"], word, "it is shown as it was before there were pages");
        let query = "SELECT count(*) AS n FROM document_version v JOIN rendition x ON x.source_hash = v.blob_hash \
                     WHERE v.original_name = $1 AND x.refused = $2 AND x.blob_hash IS NULL";
        let told = sql.number(query, [format!("{word}.rtf").into(), why.into()]).await;
        assert_eq!(told, 1, "{word} is {why}");
    }
    eventually("nothing it started to be left", || async { (running(&world.node.folder()) == 0).then_some(()) }).await;
    let left = std::fs::read_dir(world.node.config().paging()).expect("the folder").count();
    assert_eq!(left, 0, "nor anything it wrote");
    let health = world.client(Role::Administrator).get("/installation/health").await.expect(200);
    assert_eq!(health["office"], json!({ "on": true, "made": 1, "refused": outcomes.len() }));
}

/// How many processes work in that folder.
fn running(folder: &std::path::Path) -> usize {
    let processes = std::fs::read_dir("/proc").expect("processes").flatten();
    let at = processes.filter_map(|process| std::fs::read_link(process.path().join("cwd")).ok());
    at.filter(|at| at.starts_with(folder)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_before_the_program_becomes_pages_when_it_is_there() {
    let mut world = World::new().await;
    let room = world.room("members");
    let id = uploaded(world.client(Role::Member), &room, "plan.rtf", rtf("Den gamla planen")).await;
    let path = format!("/documents/{id}");
    let read = async || {
        eventually("it to be read", || async {
            let shown = world.client(Role::Member).get(&path).await.expect(200);
            (shown["reading"] == "read").then_some(shown)
        })
        .await
    };
    read().await;
    let versions = format!("{path}/versions");
    world.client(Role::Member).upload(&versions, "plan.docx", illustrated_docx(), &[]).await.expect(201);
    let read = read().await;
    assert_eq!((&read["versions"][0]["drawn"], &read["thumbnail"]), (&json!(false), &json!(false)));
    let health = world.client(Role::Administrator).get("/installation/health").await.expect(200);
    assert_eq!(health["office"], json!({ "on": false, "made": 0, "refused": 0 }));

    world.node.restart_with(with_office).await;
    let member = world.node.anonymous().sign_in(&Role::Member.email(), crate::harness::PASSWORD).await;
    assert_eq!(drawn(&member, &id).await["reading"], "read");
    // the versions before it too, when the others have had their turn
    eventually("the version before to be made into pages", || async {
        let shown = member.get(&path).await.expect(200);
        (shown["versions"][1]["number"] == 1 && shown["versions"][1]["drawn"] == true).then_some(())
    })
    .await;
    assert_eq!(member.get(&format!("{path}/rendition?version=1")).await.status, 200);
}

/// With the real program, where there is one.
#[tokio::test(flavor = "multi_thread")]
async fn libreoffice_makes_the_pages() {
    let found = samrum::office::OfficeSettings::default().program().expect("looked for");
    let Some(soffice) = found else {
        crate::left_out::left_out("pages made by LibreOffice (install it: apt-get install libreoffice)");
        return;
    };
    let node = Node::start_with(|config| samrum::config::Config {
        soffice: Some(soffice),
        paging_limit: Some(Duration::from_secs(100)),
        ..config
    });
    let world = World::in_node(node.await).await;
    let (member, room) = (world.client(Role::Member), world.room("members"));
    // our own secrets, asked for by name in a document
    let secret = world.node.config().data.join("hemligt.txt");
    std::fs::write(&secret, "lösenordet är kolibri").expect("written");
    let included = format!(
        "Först\\page Sedan nämns granskningen.\\par {{\\field{{\\*\\fldinst INCLUDETEXT \"file://{}\"}}{{\\fldrslt tomt}}}}",
        secret.display()
    );
    let text = uploaded(member, &room, "två sidor.rtf", rtf(&included)).await;
    let slides = uploaded(member, &room, "laget runt.pptx", fixture("round.pptx")).await;
    let sheet = uploaded(member, &room, "närvaro.ods", fixture("sheet.ods")).await;
    for (id, what) in [(&text, "text"), (&slides, "slides"), (&sheet, "sheets")] {
        let shown = eventually(&format!("the pages of {what}"), || async {
            let shown = member.get(&format!("/documents/{id}")).await.expect(200);
            (shown["versions"][0]["drawn"] == true && shown["thumbnail"] == true).then_some(shown)
        })
        .await;
        let pages = member.get(&format!("/documents/{id}/rendition")).await;
        assert!(pages.body.starts_with(b"%PDF-"), "{what}");
        let own = member.get(&format!("/documents/{id}/pages?limit=100")).await.expect(200);
        if what != "text" {
            assert_eq!(
                shown["pages"],
                json!(own["items"].as_array().expect("pages").len()),
                "{what} keep their numbers"
            );
        }
    }
    let pages = member.get(&format!("/documents/{text}/pages?as_shown=true")).await.expect(200);
    let pages = pages["items"].as_array().expect("pages");
    assert_eq!(pages.len(), 2, "{pages:?}");
    assert!(pages[1]["text"].as_str().expect("words").contains("granskningen"));
    assert!(!pages.iter().any(|page| page.to_string().contains("kolibri")), "nothing of ours is on a page");
}
