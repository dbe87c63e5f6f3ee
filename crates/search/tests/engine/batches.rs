//! What a batch takes out and puts in happens together, or not at all.

use search::{Batch, EntryKind, Removal};

use crate::setting::{Setting, at, id, message, page};

#[tokio::test]
async fn pages_are_replaced_in_one_batch() {
    let setting = Setting::with(vec![page(1, 1, "A", "Gammal sida."), page(1, 2, "A", "Gammal sida.")]).await;
    let batch = Batch {
        remove: vec![Removal::Object { kind: EntryKind::Document, id: id(1) }],
        put: vec![page(1, 1, "A", "Ny sida.")],
        cursor: at(2),
    };
    setting.engine.apply(batch).await.unwrap();
    assert_eq!(setting.ask("gammal ").await.total, 0);
    assert_eq!(setting.ask("sida ").await.hits[0].more, 0);
    assert_eq!(setting.engine.entries().await.unwrap(), 1);
}

#[tokio::test]
async fn too_large_a_batch_is_refused_whole() {
    let setting = Setting::new().await;
    let before = setting.engine.cursor().await.unwrap();
    let put = (0..10_001).map(|n| message(n, "x")).collect();
    let refused = setting.engine.apply(Batch { put, cursor: at(9), ..Batch::default() }).await;
    assert!(matches!(refused, Err(search::Error::BatchTooLarge { .. })));
    assert_eq!(setting.engine.cursor().await.unwrap(), before);
    assert_eq!(setting.engine.entries().await.unwrap(), 0);
}
