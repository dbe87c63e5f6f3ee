//! Mails as files, where no mail server is configured.

use std::path::Path;

use tokio::io::AsyncWriteExt;
use uuid::Uuid;

use crate::Result;

/// Puts a mail into the folder as `<id>.eml`: whole, or not at all. The same mail put again is the same file.
pub(crate) async fn put(folder: &Path, id: Uuid, message: Vec<u8>) -> Result<()> {
    tokio::fs::create_dir_all(folder).await?;
    let (unfinished, finished) = (folder.join(format!(".{id}.part")), folder.join(format!("{id}.eml")));
    let mut file = tokio::fs::File::create(&unfinished).await?;
    file.write_all(&message).await?;
    file.sync_all().await?;
    Ok(tokio::fs::rename(&unfinished, &finished).await?)
}
