//! Mails as files, where no mail server is configured.

use std::path::Path;

use tokio::io::AsyncWriteExt;
use uuid::Uuid;

use crate::Result;
use crate::paper::Envelope;

/// Puts a mail into the folder as `<id>.eml`, whole or not at all; with `readable` also what it says, as `<id>.json`, for
/// the demo to show. The same mail put again is the same file.
pub(crate) async fn put(folder: &Path, id: Uuid, envelope: &Envelope, readable: bool) -> Result<()> {
    tokio::fs::create_dir_all(folder).await?;
    if readable {
        whole(folder, id, "json", &serde_json::to_vec(&envelope.told).unwrap_or_default()).await?;
    }
    whole(folder, id, "eml", &envelope.bytes).await
}

async fn whole(folder: &Path, id: Uuid, ending: &str, bytes: &[u8]) -> Result<()> {
    let (unfinished, finished) = (folder.join(format!(".{id}.{ending}.part")), folder.join(format!("{id}.{ending}")));
    let mut file = tokio::fs::File::create(&unfinished).await?;
    file.write_all(bytes).await?;
    file.sync_all().await?;
    Ok(tokio::fs::rename(&unfinished, &finished).await?)
}
