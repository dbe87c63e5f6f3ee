//! What stands in a conversation beside its messages is flagged and hidden as they are: answers, reasons, summaries.

use reqwest::Method;
use serde_json::{Value, json};

use crate::asks::{answer, ask, organisations};
use crate::decisions::{put, vote};
use crate::harness::{Client, Role, Socket, Sql, World, eventually, unzipped};

async fn queue(client: &Client, settled: bool) -> Vec<Value> {
    let flags = client.get(&format!("/flags?settled={settled}&limit=100")).await.expect(200);
    flags["items"].as_array().unwrap().clone()
}

async fn first_answer(client: &Client, ask: &str) -> Value {
    client.get(&format!("/conversations/{ask}/ask/answers")).await.expect(200)["items"][0].clone()
}

async fn improve(client: &Client, thread: &str, revision: i64, text: &str) {
    let request = client.request(Method::PUT, &format!("/conversations/{thread}/summary"));
    let request = request.header("If-Match", format!("\"{revision}\"")).json(&json!({ "text": text }));
    client.send(request).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_flagged_hidden_and_shown_again() {
    let world = World::new().await;
    let orebro = organisations(&world).await["Örebro kommun"].clone();
    let id = ask(&world, Role::WorkingGroup, "whole_network", "Barnchecklista").await;
    let (member, host, coordinator) =
        (world.client(Role::Member), world.client(Role::Host), world.client(Role::Coordinator));
    answer(member, &id, &orebro, 0, "Om en namngiven elev").await.expect(200);
    answer(member, &id, &orebro, 1, "Om en namngiven elev i fyran").await.expect(200);
    let path = format!("/conversations/{id}/writings/answer/{orebro}");
    let (flag, hidden) = (format!("{path}/flag"), format!("{path}/hidden"));
    let why = json!({ "reason": "Det handlar om ett barn" });
    let mut socket = Socket::open(host).await;
    socket.listen(&world.room("whole_network")).await;

    // flagged twice by the same person it is one; the author's own is not theirs to flag, and nobody else sees a thing
    host.put(&flag, &json!({ "reason": "Titta" })).await.expect(204);
    host.put(&flag, &why).await.expect(204);
    assert_eq!(member.put(&flag, &why).await.problem(403), "forbidden");
    assert_eq!(world.client(Role::OtherNetwork).put(&flag, &why).await.problem(404), "not_found");
    assert_eq!(host.put(&flag, &json!({ "reason": " " })).await.problem(422), "invalid");
    for role in [Role::Member, Role::Elected, Role::Host, Role::WorkingGroup] {
        assert_eq!(queue(world.client(role), false).await, Vec::<Value>::new(), "{role:?}");
    }
    let waiting = queue(coordinator, false).await;
    let [row] = &waiting[..] else { panic!("{waiting:?}") };
    assert_eq!((&row["writing"]["kind"], &row["writing"]["part_id"]), (&json!("answer"), &json!(orebro)));
    assert_eq!((&row["reason"], &row["flagger"]), (&why["reason"], &json!("Host Testsson")));
    assert_eq!(row["message"]["author"]["name"], "Member Testsson");
    assert!(row["message"]["html"].as_str().unwrap().contains("i fyran"));
    assert_eq!(row["message"]["place"]["conversation_id"], id.as_str());
    let leave = |row: &Value| format!("/flags/{}/leave", row["id"].as_str().unwrap());
    coordinator.post(&leave(row), &Value::Null).await.expect(204);
    host.put(&flag, &why).await.expect(204);
    host.delete(&flag, None).await.expect(204);
    assert_eq!(queue(coordinator, false).await.len(), 0);
    host.put(&flag, &why).await.expect(204);

    // hidden it is gone from the answers, their history, the file and the export; its place and the reason stay
    assert_eq!(host.put(&hidden, &why).await.problem(403), "forbidden");
    coordinator.put(&hidden, &why).await.expect(204);
    socket.event("ask_changed").await;
    assert_eq!(coordinator.put(&hidden, &why).await.problem(409), "writing_hidden");
    assert_eq!(host.put(&flag, &why).await.problem(409), "writing_hidden");
    let seen = first_answer(host, &id).await;
    assert_eq!((&seen["text"], &seen["html"], &seen["hidden_reason"]), (&json!(""), &json!(""), &why["reason"]));
    for part in ["versions", "history"] {
        let told = host.get(&format!("/conversations/{id}/ask/answers/{orebro}/{part}")).await.expect(200);
        assert!(!told.to_string().contains("elev"), "{told}");
    }
    for form in ["csv", "xlsx"] {
        let file = host.get(&format!("/conversations/{id}/ask/export?form={form}")).await;
        assert!(!String::from_utf8_lossy(&file.body).contains("elev"), "{form}");
    }
    let csv = String::from_utf8(host.get(&format!("/conversations/{id}/ask/export")).await.body).unwrap();
    assert!(csv.contains("Örebro kommun;Dolt: Det handlar om ett barn;"), "{csv}");
    let taken = host.get(&format!("/export?room={}", world.room("whole_network"))).await;
    for (path, bytes) in unzipped(taken.body) {
        assert!(!String::from_utf8_lossy(&bytes).contains("namngiven elev"), "{path}");
    }
    let counted = host.get(&format!("/conversations/{id}/ask")).await.expect(200);
    assert_eq!(counted["answered"], 1, "they have answered all the same");
    // what it said is for who wrote it and who manages the room
    for client in [member, coordinator] {
        let words = client.get(&hidden).await.expect(200);
        assert!(words["html"].as_str().unwrap().contains("i fyran"), "{words}");
        assert_eq!((&words["reason"], &words["by"]), (&why["reason"], &json!("Coordinator Testsson")));
    }
    assert_eq!(host.get(&hidden).await.problem(403), "forbidden");
    let settled = queue(coordinator, true).await;
    assert_eq!(settled.iter().filter(|row| row["outcome"] == "hidden").count(), 1);

    // shown again it waits again; written anew, what was hidden stays so and the new words are read
    coordinator.delete(&hidden, None).await.expect(204);
    assert_eq!(coordinator.delete(&hidden, None).await.problem(409), "not_hidden");
    assert_eq!(first_answer(host, &id).await["text"], "Om en namngiven elev i fyran");
    assert_eq!(queue(coordinator, false).await.len(), 1);
    coordinator.put(&hidden, &why).await.expect(204);
    answer(member, &id, &orebro, 2, "Vi har en mall").await.expect(200);
    let anew = first_answer(host, &id).await;
    assert_eq!((&anew["text"], &anew["hidden_reason"]), (&json!("Vi har en mall"), &Value::Null));
    let told = host.get(&format!("/conversations/{id}/ask/answers/{orebro}/versions")).await.expect(200);
    assert!(!told.to_string().contains("elev"), "{told}");

    let sql = Sql::of(world.node.config()).await;
    for (act, times) in
        [("writing_flagged", 4), ("writing_flag_withdrawn", 1), ("writing_hidden", 2), ("writing_shown", 1)]
    {
        let found = sql.number("SELECT count(*) AS n FROM audit WHERE act = $1", [act.into()]).await;
        assert_eq!(found, times, "{act}");
    }
    assert!(matches!(domain::audit::verify(world.node.store().reader()).await, Ok(Ok(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reason_is_hidden_and_the_vote_stands() {
    let world = World::new().await;
    let orebro = organisations(&world).await["Örebro kommun"].clone();
    let id = put(&world, Role::WorkingGroup, "whole_network", "Studieresa", "organisation").await;
    let (member, host, coordinator) =
        (world.client(Role::Member), world.client(Role::Host), world.client(Role::Coordinator));
    let hidden = format!("/conversations/{id}/writings/reason/{orebro}/hidden");
    let why = json!({ "reason": "Tonen" });
    // nobody has given a reason yet
    vote(member, &id, Some(&orebro), "agree", "").await.expect(200);
    assert_eq!(coordinator.put(&hidden, &why).await.problem(404), "not_found");
    vote(member, &id, Some(&orebro), "disagree", "Ni är <b>dumma</b>").await.expect(200);
    let flag = format!("/conversations/{id}/writings/reason/{orebro}/flag");
    host.put(&flag, &why).await.expect(204);
    let row = queue(coordinator, false).await.remove(0);
    assert_eq!(row["writing"]["kind"], "reason");
    assert_eq!(row["message"]["html"], "<p>Ni är &lt;b&gt;dumma&lt;/b&gt;</p>");
    coordinator.put(&hidden, &why).await.expect(204);
    assert_eq!(queue(coordinator, false).await.len(), 0);
    let voices = host.get(&format!("/conversations/{id}/proposal/voices")).await.expect(200);
    let voice = &voices["items"][0];
    assert_eq!(
        (&voice["choice"], &voice["reason"], &voice["hidden_reason"]),
        (&json!("disagree"), &json!(""), &json!("Tonen"))
    );
    assert!(!host.get(&format!("/conversations/{id}/proposal")).await.expect(200).to_string().contains("dumma"));
    coordinator.delete(&hidden, None).await.expect(204);
    let voices = host.get(&format!("/conversations/{id}/proposal/voices")).await.expect(200);
    assert_eq!(voices["items"][0]["reason"], "Ni är <b>dumma</b>");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_summary_is_found_no_more() {
    let world = World::new().await;
    let (member, host, coordinator) =
        (world.client(Role::Member), world.client(Role::Host), world.client(Role::Coordinator));
    let started = member.ask(&world.room("members"), "Vem beslutar?", "Hos er?").await;
    let thread = started["id"].as_str().unwrap();
    let path = format!("/conversations/{thread}/writings/summary/{thread}");
    assert_eq!(host.put(&format!("{path}/flag"), &json!({ "reason": "Fel" })).await.problem(404), "not_found");
    improve(member, thread, 0, "Oftast kvistelrådet.").await;
    let found = || async { host.get("/search?q=kvistelr%C3%A5det").await.expect(200)["items"] != json!([]) };
    eventually("the summary to be found", || async { found().await.then_some(()) }).await;
    host.put(&format!("{path}/flag"), &json!({ "reason": "Fel" })).await.expect(204);
    let row = queue(coordinator, false).await.remove(0);
    assert_eq!((&row["writing"]["kind"], &row["writing"]["part_id"]), (&json!("summary"), &json!(thread)));
    coordinator.put(&format!("{path}/hidden"), &json!({ "reason": "Namn" })).await.expect(204);
    let summary = host.get(&format!("/conversations/{thread}/summary")).await.expect(200);
    assert_eq!((&summary["text"], &summary["hidden_reason"]), (&json!(""), &json!("Namn")));
    let versions = host.get(&format!("/conversations/{thread}/summary/versions")).await.expect(200);
    assert!(!versions.to_string().contains("kvistelrådet"), "{versions}");
    eventually("the summary to be found no more", || async { (!found().await).then_some(()) }).await;
    // whoever may write sums it up anew
    improve(host, thread, 1, "Oftast nämnden.").await;
    let summary = host.get(&format!("/conversations/{thread}/summary")).await.expect(200);
    assert_eq!((&summary["text"], &summary["hidden_reason"]), (&json!("Oftast nämnden."), &Value::Null));
    assert_eq!(coordinator.delete(&format!("{path}/hidden"), None).await.problem(409), "not_hidden");
    // taken away, it is still read in its history, until it is hidden
    improve(host, thread, 2, "").await;
    coordinator.put(&format!("{path}/hidden"), &json!({ "reason": "Namn" })).await.expect(204);
    let versions = host.get(&format!("/conversations/{thread}/summary/versions")).await.expect(200);
    assert!(!versions.to_string().contains("nämnden"), "{versions}");
    // a kind there is none of
    let kind = format!("/conversations/{thread}/writings/letter/{thread}/flag");
    assert_eq!(host.put(&kind, &json!({ "reason": "Fel" })).await.problem(404), "not_found");
}
