//! What nothing refers to any more goes, in two steps with days between them; what is kept is read again.

use std::path::PathBuf;
use std::time::Duration;

use domain::documents::blob::Blobs;
use domain::documents::sweep;
use serde_json::Value;

use crate::harness::{Client, PASSWORD, Role, World, eventually};

const DAYS_8: Duration = Duration::from_secs(8 * 24 * 3600);

fn hash_of(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Lets days pass, and the node begin anew, which tidies at once.
async fn days_later(world: &mut World) -> Client {
    world.node.clock.advance(DAYS_8);
    world.node.restart().await;
    world.node.anonymous().sign_in(&Role::Member.email(), PASSWORD).await
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_that_nothing_refers_to_go_and_all_others_stay() {
    let mut world = World::new().await;
    let blobs = Blobs::in_folder(world.node.config().blobs()).await.expect("the folder");
    let file = |bytes: &[u8]| -> PathBuf { blobs.path(&hash_of(bytes)).expect("a place") };
    let documents = format!("/rooms/{}/documents", world.room("members"));
    let member = world.client(Role::Member);
    let kept = b"det som finns kvar".to_vec();
    let made: Value = member.upload(&documents, "kvar.txt", kept.clone(), &[]).await.expect(201);
    let refused = b"det som ingen tog emot".to_vec();
    assert_eq!(member.upload(&documents, "kvar.txt", refused.clone(), &[]).await.problem(409), "name_taken");
    let broken_off = blobs.root().join("incoming").join("halva");
    std::fs::write(&broken_off, "hal").expect("written");
    assert!(file(&kept).exists() && file(&refused).exists());

    let member = days_later(&mut world).await;
    eventually("what came in and was never kept to go", || async {
        (!broken_off.exists() && !file(&refused).exists()).then_some(())
    })
    .await;
    let aside = blobs.root().join("trash").join(hash_of(&refused));
    assert!(aside.exists() && file(&kept).exists());
    // the same bytes once more: they stand where they stood, whatever was put aside
    let again = member.upload(&documents, "igen.txt", refused.clone(), &[]).await.expect(201);
    let member = days_later(&mut world).await;
    eventually("nothing to be aside any more", || async { (!aside.exists()).then_some(()) }).await;
    for (document, bytes) in [(&made, &kept), (&again, &refused)] {
        let id = document["id"].as_str().expect("an id");
        let got = member.get(&format!("/documents/{id}/file")).await;
        assert_eq!(&got.body, bytes);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_not_what_it_was_is_named() {
    let world = World::new().await;
    let blobs = Blobs::in_folder(world.node.config().blobs()).await.expect("the folder");
    let documents = format!("/rooms/{}/documents", world.room("members"));
    let member = world.client(Role::Member);
    for (name, text) in [("a.txt", "hel och hållen"), ("b.txt", "snart en annan"), ("c.txt", "snart borta")] {
        member.upload(&documents, name, text.as_bytes().to_vec(), &[]).await.expect(201);
    }
    let verified = async || {
        let mut named = Vec::new();
        let damaged = sweep::verify_all(world.node.store(), &blobs, &mut |hash| named.push(hash.to_owned())).await;
        named.sort();
        (damaged.expect("verified"), named)
    };
    assert_eq!(verified().await, (0, Vec::new()));
    let (other, gone) = (hash_of("snart en annan".as_bytes()), hash_of("snart borta".as_bytes()));
    std::fs::write(blobs.path(&other).expect("a place"), "redan en annan").expect("written");
    std::fs::remove_file(blobs.path(&gone).expect("a place")).expect("removed");
    let mut named = vec![other, gone];
    named.sort();
    assert_eq!(verified().await, (2, named));
    // in a week every hour has had its part
    let mut damaged = 0;
    for _ in 0..7 * 24 {
        damaged += sweep::scrub(world.node.store(), &blobs).await.expect("scrubbed");
        world.node.clock.advance(Duration::from_secs(3600));
    }
    assert_eq!(damaged, 2);
}
