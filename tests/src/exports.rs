//! Taking out: a room, a meeting or a network as a folder that is read without Samrum, and never more than one reads.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sha2::Digest as _;

use crate::asks::organisations;
use crate::harness::{Answer, Client, Process, Role, Sql, World};
use crate::meetings_notes::{Pen, ongoing};

/// The files of a zip by their paths, without the folder they all are in.
fn unpacked(answer: Answer) -> BTreeMap<String, Vec<u8>> {
    assert_eq!(answer.header("content-type"), "application/zip");
    let within = |(name, content): (String, Vec<u8>)| {
        let (_, path) = name.split_once('/').expect("all in one folder");
        (path.to_owned(), content)
    };
    answer.unzipped().into_iter().map(within).collect()
}

fn text(files: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    let found = files.get(path).unwrap_or_else(|| panic!("no {path} among {:?}", files.keys()));
    String::from_utf8(found.clone()).expect("text")
}

/// Every checksum is right, and every file but the list itself has one.
fn checked(files: &BTreeMap<String, Vec<u8>>) {
    let sums = text(files, "checksums.sha256");
    for line in sums.lines() {
        let (sum, path) = line.split_once("  ").expect("a sum and a path");
        let hash: String = sha2::Sha256::digest(&files[path]).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hash, sum, "{path}");
    }
    assert_eq!(sums.lines().count(), files.len() - 1);
}

/// Every link of every page leads to a file that is there.
fn linked(files: &BTreeMap<String, Vec<u8>>) {
    for (page, content) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(content);
        for address in html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            if address.starts_with("http") || address.starts_with('#') {
                continue;
            }
            let address = address.split('#').next().unwrap();
            let mut steps: Vec<&str> = page.split('/').collect();
            steps.pop();
            let decoded = decoded(address);
            for step in decoded.split('/') {
                if step == ".." {
                    steps.pop().expect("inside the folder").to_owned()
                } else {
                    steps.push(step);
                    continue;
                };
            }
            assert!(files.contains_key(&steps.join("/")), "{page} → {address}");
        }
    }
}

fn decoded(address: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), address.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            bytes.push(u8::from_str_radix(std::str::from_utf8(&after[..2]).unwrap(), 16).unwrap());
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}

async fn attach(client: &Client, room: &str, name: &str, bytes: &[u8]) -> String {
    let made = client.upload(&format!("/rooms/{room}/documents"), name, bytes.to_vec(), &[]).await.expect(201);
    made["id"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_room_is_taken_out_as_its_readers_read_it() {
    let world = World::new().await;
    let (member, observer) = (world.client(Role::Member), world.client(Role::Observer));
    let (members, all) = (world.room("members"), world.room("whole_network"));
    let file = attach(member, &members, "Å & plan?.txt", "Första".as_bytes()).await;
    member.upload(&format!("/documents/{file}/versions"), "plan.txt", b"Andra".to_vec(), &[]).await.expect(201);
    let thread = member.start(&members, "Hur gör ni med <barnbokslut>?", "Vi undrar. **Tack!**").await;
    let id = thread["id"].as_str().unwrap();
    let said = json!({
        "client_id": uuid::Uuid::new_v4(), "attachments": [file],
        "text": format!("Se [planen](samrum:document/{file}) och https://exempel.se"),
    });
    member.post(&format!("/conversations/{id}/messages"), &said).await.expect(201);
    let gone = member.say(id, "Detta tas bort").await;
    member.delete(&format!("/messages/{}", gone["id"].as_str().unwrap()), Some(1)).await.expect(204);

    let query = format!("room={members}");
    let extent = member.get(&format!("/export/extent?{query}")).await.expect(200);
    assert_eq!((&extent["conversations"], &extent["messages"]), (&json!(1), &json!(3)));
    assert_eq!((&extent["documents"], &extent["bytes"]), (&json!(1), &json!("FörstaAndra".len())));
    let taken = member.get(&format!("/export?{query}")).await;
    assert!(taken.header("content-disposition").starts_with("attachment"));
    let files = unpacked(taken);
    checked(&files);
    linked(&files);
    assert_eq!(text(&files, "rum/Medlemmar/dokument/Å & plan.txt"), "Andra");
    assert_eq!(text(&files, "rum/Medlemmar/tidigare-versioner/Å & plan v1.txt"), "Första");
    let page = files.keys().find(|path| path.ends_with("Hur gör ni med barnbokslut.html")).expect("the thread's page");
    let html = text(&files, page);
    assert!(html.contains("<strong>Tack!</strong>") && html.contains("&lt;barnbokslut&gt;"), "{html}");
    assert!(html.contains("href=\"../../../rum/Medlemmar/dokument/%C3%85%20%26%20plan.txt\""), "{html}");
    assert!(!html.contains("Detta tas bort") && html.contains("borttaget"), "{html}");
    let facts: Value = serde_json::from_str(&text(&files, &page.replace(".html", ".json"))).unwrap();
    assert_eq!(facts["messages"].as_array().unwrap().len(), 3);
    let room: Value = serde_json::from_str(&text(&files, "rum/Medlemmar/room.json")).unwrap();
    assert_eq!(room["documents"][0]["earlier_versions"][0]["version"], 1);
    assert!(text(&files, "index.html").contains("Medlemmar"));
    assert!(!files.values().any(|content| content.windows(7).any(|w| w == b"<script")));

    // who does not read it learns nothing, not even how much it is
    for path in ["/export", "/export/extent"] {
        assert_eq!(observer.get(&format!("{path}?{query}")).await.problem(404), "not_found");
        assert_eq!(world.client(Role::Anonymous).get(&format!("{path}?room={all}")).await.status, 401);
        for wrong in ["", "room=x", &format!("room={all}&network={}", world.network)] {
            assert_eq!(member.get(&format!("{path}?{wrong}")).await.status, 400, "{wrong}");
        }
    }
    let sql = Sql::of(world.node.config()).await;
    assert_eq!(sql.number("SELECT count(*) AS n FROM audit WHERE act = 'taken_out'", []).await, 1);
    sql.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_ends_with_the_access_it_goes_on_with() {
    let world = World::new().await;
    let (member, elected) = (world.client(Role::Member), world.client(Role::Elected));
    let room = world.room("members");
    let large = vec![7; 4 * 1024 * 1024];
    let mut documents = Vec::new();
    for number in 0..12 {
        documents.push(attach(member, &room, &format!("Stor {number}.bin"), &large).await);
    }
    let (export, zip) = (format!("/export?room={room}"), format!("/zip?documents={}", documents.join(",")));
    let begin = async |client: &Client, path: &str| {
        let taken = client.request(reqwest::Method::GET, path);
        let mut taken = taken.send().await.expect("an answer");
        assert_eq!(taken.status(), 200);
        taken.chunk().await.expect("a piece").expect("a piece");
        taken
    };
    let mut stay = [begin(elected, &export).await, begin(elected, &zip).await];
    let mut go = [begin(member, &export).await, begin(member, &zip).await];
    let suspended = format!("/accounts/{}/suspended", world.people[&Role::Member]);
    world.client(Role::Administrator).put(&suspended, &json!({ "suspended": true })).await.expect(204);
    // no more of it comes than was on its way, and it does not look whole
    for goes in &mut go {
        let mut came = 0;
        let broken = loop {
            match goes.chunk().await {
                Ok(Some(piece)) => came += piece.len(),
                Ok(None) => break false,
                Err(_) => break true,
            }
        };
        assert!(broken && came < 12 * large.len(), "{came}");
    }
    for stays in &mut stay {
        let mut whole = 0;
        while let Some(piece) = stays.chunk().await.expect("nobody else is cut off") {
            whole += piece.len();
        }
        assert!(whole > 11 * large.len(), "{whole}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_is_for_its_coordinator_and_a_meeting_for_its_readers() {
    let world = World::new().await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    for kind in ["whole_network", "members", "working_group", "coordination", "meeting", "planning"] {
        coordinator.start(&world.room(kind), &format!("Tråd i {kind}"), "Ord").await;
    }
    attach(coordinator, &world.room("planning"), "Planen.txt", b"Planen").await;
    let direct = json!({ "people": [world.people[&Role::Member].to_string()] });
    let direct = coordinator.post("/direct", &direct).await.expect(201);
    coordinator.say(direct["id"].as_str().unwrap(), "Mellan oss").await;
    let network = format!("network={}", world.network);
    for path in ["/export", "/export/extent"] {
        for (role, problem) in [
            (Role::Member, (403, "forbidden")),
            (Role::Observer, (403, "forbidden")),
            (Role::OtherNetwork, (404, "not_found")),
            (Role::Administrator, (404, "not_found")),
        ] {
            let answer = world.client(role).get(&format!("{path}?{network}")).await;
            assert_eq!(answer.problem(problem.0), problem.1, "{path} {role:?}");
        }
    }
    let whole = unpacked(coordinator.get(&format!("/export?{network}")).await);
    checked(&whole);
    linked(&whole);
    for kind in ["whole_network", "members", "working_group", "coordination", "meeting", "planning"] {
        let page = whole.keys().any(|path| path.ends_with(&format!("Tråd i {kind}.html")));
        assert!(page, "{kind} among {:?}", whole.keys());
    }
    assert!(!whole.values().any(|content| String::from_utf8_lossy(content).contains("Mellan oss")));
    assert!(whole.keys().any(|path| path.starts_with("traffar/") && path.ends_with(".html")));

    // of a meeting those who plan it take more along than those who come
    let meeting = format!("/export?meeting={}", world.meeting);
    let planned = unpacked(coordinator.get(&meeting).await);
    let read = unpacked(member.get(&meeting).await);
    linked(&read);
    let planning = |files: &BTreeMap<String, Vec<u8>>| files.keys().any(|path| path.ends_with("Planen.txt"));
    assert_eq!((planning(&planned), planning(&read)), (true, false));
    assert_eq!(world.client(Role::OtherNetwork).get(&meeting).await.problem(404), "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_meeting_came_to_goes_along_with_its_documents_from_other_rooms() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let meeting = ongoing(&world).await;
    let mut pen = Pen::open(member, &meeting).await;
    let piece = pen.write("Alla berättade hur de gör");
    pen.send(&piece).await;
    let promise = json!({ "kind": "promise", "wording": "Skickar ut <checklistan>",
        "organisation_id": all["Örebro kommun"], "due_on": "2099-06-01" });
    coordinator.post(&format!("/meetings/{meeting}/promises"), &promise).await.expect(201);
    let present = json!({ "present": [world.seats[&Role::Member]] });
    coordinator.put(&format!("/meetings/{meeting}/attendance"), &present).await.expect(200);
    let thought = json!({ "score": 4, "takes_home": "Mallen för beslut" });
    let evaluation = format!("/meetings/{meeting}/evaluations/{}", all["Örebro kommun"]);
    member.put(&evaluation, &thought).await.expect(200);
    // its slides lie where everybody finds them, and a list where observers do not read
    for (room, name) in [("whole_network", "Bilder.txt"), ("members", "Lista.txt")] {
        let (path, of) = (format!("/rooms/{}/documents", world.room(room)), [("meeting_id", meeting.as_str())]);
        member.upload(&path, name, name.as_bytes().to_vec(), &of).await.expect(201);
    }

    let query = format!("meeting={meeting}");
    let files = unpacked(coordinator.get(&format!("/export?{query}")).await);
    checked(&files);
    linked(&files);
    let page = files.keys().find(|path| path.starts_with("traffar/") && path.ends_with(".html")).expect("its page");
    let html = text(&files, page);
    for part in [
        "Alla berättade hur de gör",
        "Skickar ut &lt;checklistan&gt;",
        "Örebro kommun · Senast 1 juni 2099 · inte klart",
        "<td>Örebro kommun</td><td>1</td><td>0</td>",
        "4/5",
        "Mallen för beslut",
        "Bilder.txt",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert_eq!(text(&files, "dokument/Bilder.txt"), "Bilder.txt");
    let facts: Value = serde_json::from_str(&text(&files, &page.replace(".html", ".json"))).unwrap();
    assert_eq!(facts["decisions_and_promises"][0]["due_on"], "2099-06-01");
    assert_eq!(facts["attendance"][0]["officials"], 1);
    assert_eq!(facts["documentation"].as_array().unwrap().len(), 2);
    let extent = coordinator.get(&format!("/export/extent?{query}")).await.expect(200);
    assert_eq!((&extent["documents"], &extent["bytes"]), (&json!(2), &json!("Bilder.txtLista.txt".len())));

    // no more goes along than one reads: neither others' words about it nor what lies among the members
    let seen = unpacked(world.client(Role::Observer).get(&format!("/export?{query}")).await);
    linked(&seen);
    let html = text(&seen, page);
    assert!(html.contains("Skickar ut") && html.contains("Bilder.txt"), "{html}");
    assert!(!html.contains("Mallen för beslut") && !html.contains("Lista.txt"), "{html}");
    let extent = world.client(Role::Observer).get(&format!("/export/extent?{query}")).await.expect(200);
    assert_eq!(extent["documents"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_thread_is_several_pages_and_the_command_line_takes_the_same() {
    let world = World::new().await;
    let (member, room) = (world.client(Role::Member), world.room("members"));
    let thread = member.start(&room, "Lång tråd", "Inlägg 1").await;
    let id = thread["id"].as_str().unwrap();
    for n in 2..=501 {
        member.say(id, &format!("Inlägg {n}")).await;
    }
    let files = unpacked(member.get(&format!("/export?room={room}")).await);
    linked(&files);
    let pages: Vec<&String> =
        files.keys().filter(|path| path.contains("Lång tråd") && path.ends_with(".html")).collect();
    assert_eq!(pages.len(), 2, "{pages:?}");
    let (first, second) = (text(&files, pages[1]), text(&files, pages[0]));
    let (first, second) = if first.contains("Inlägg 1<") { (first, second) } else { (second, first) };
    assert!(first.contains("Inlägg 500<") && !first.contains("Inlägg 501<"));
    assert!(second.contains("Inlägg 501<"));

    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("ut");
    let config = world.node.config();
    let slug = member.get("/networks").await.expect(200)["items"][0]["slug"].as_str().unwrap().to_owned();
    let arguments = ["export", "--network", &slug, "--to", to.to_str().unwrap()];
    let (done, said) = Process::run(&config.data, &config.database_url, &arguments);
    assert!(done, "{said}");
    let index = std::fs::read_to_string(to.join("index.html")).unwrap();
    assert!(index.contains("Samordning"), "{index}");
    assert!(to.join("checksums.sha256").exists());
    let (done, said) = Process::run(&config.data, &config.database_url, &arguments);
    assert!(!done && said.contains("not empty"), "{said}");
}
