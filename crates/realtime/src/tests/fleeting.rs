//! What is told and not kept: who is writing, and where one has read to.

use wire::ServerFrame;

use super::world::{World, taken, until};
use crate::presence::typing;

#[tokio::test]
async fn others_learn_who_is_writing_and_the_log_does_not() {
    let world = World::new(3, None).await;
    let inner = world.still().await;
    let (writer, reader) = (world.listen(&inner, 0, None).await, world.listen(&inner, 2, None).await);
    writer.outbox.drain();
    reader.outbox.drain();
    let head = world.head().await;
    let (mut writing, began) = (None, inner.hub.elapsed());
    for _ in 0..3 {
        typing(&inner, &writer, &mut writing, world.chat).await.expect("told");
    }
    // once, unless this machine was so busy that it took longer
    let most = 1 + (inner.hub.elapsed() - began) / 2_000;
    let (frames, _) = taken(&reader);
    assert!((1..=most).contains(&(frames.len() as u64)), "at most every two seconds: {frames:?}");
    assert!(matches!(&frames[0], ServerFrame::Typing { name: Some(name), .. } if name == "Person 0"));
    assert!(taken(&writer).0.is_empty());
    assert_eq!(world.head().await, head);

    let protected = world.listen(&inner, 1, None).await;
    typing(&inner, &protected, &mut None, world.chat).await.expect("told");
    assert!(matches!(&taken(&reader).0[0], ServerFrame::Typing { name: None, .. }));

    world.end_seat(0).await;
    writing = None;
    typing(&inner, &writer, &mut writing, world.chat).await.expect("passed over");
    assert!(taken(&reader).0.is_empty(), "who may not write there is not heard");
}

#[tokio::test]
async fn read_marks_are_gathered_and_told_to_the_other_sockets() {
    let world = World::new(2, None).await;
    let realtime = world.live().await;
    let inner = &realtime.0;
    for text in ["ett", "två", "tre"] {
        world.post(0, text).await;
    }
    let (here, there) = (world.open(inner, 1).await, world.open(inner, 1).await);
    let stranger = world.open(inner, 0).await;
    for position in [1, 3, 2, 900] {
        inner.marks.gather(here.person, here.session, here.id, (world.chat, position), inner.hub.elapsed() + 50);
    }
    let mut told = Vec::new();
    until(|| {
        told.extend(taken(&there).0);
        !told.is_empty()
    })
    .await;
    // the greatest counts, and never past the newest message
    assert_eq!(told, [ServerFrame::ReadMarked { conversation_id: world.chat, position: 3 }]);
    assert!(taken(&here).0.is_empty());
    assert!(taken(&stranger).0.is_empty());
    // what waits is written when the process stops
    world.post(0, "fyra").await;
    inner.marks.gather(here.person, here.session, here.id, (world.chat, 4), u64::MAX);
    realtime.shutdown().await;
    let actor = world.store.actor_of(world.people[1].session).await.expect("an actor");
    let marks = [(actor, vec![(world.chat, 0)])];
    let stand = world.store.write(&domain::actor::Actor::System, move |tx| async move {
        domain::conversations::read_mark::mark_for(&tx, &marks).await
    });
    assert_eq!(stand.await.expect("marked")[0].position, 4);
}
