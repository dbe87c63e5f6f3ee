//! The summary of an ask as a document: the question, what was learnt, and what each organisation answered.
//!
//! It names organisations and no persons: what somebody wrote for their organisation is the organisation's.

use bytes::Bytes;
use domain::catalogue::Catalogue;
use domain::conversations::message::{self, Page};
use domain::conversations::text::Text;
use domain::documents::upload::NewFile;
use domain::methods::ask::{self, Answer, ReadableAsk};
use domain::{Error, Result};

use super::export::said;
use crate::asker::Asker;
use crate::state::Api;

/// Writes the document and stores its bytes.
pub(super) async fn document(api: &Api, asker: &Asker, found: &ReadableAsk, summary: &Text) -> Result<NewFile> {
    let db = api.store.reader();
    let answers = ask::answers(db, found, None, 1_000).await?;
    let asked = ask::asked(db, found, api.store.clock().today()).await?;
    let first = message::page(db, &asker.actor, found.row().conversation_id, Page::After(0), 1).await?;
    let question = first.messages.first().map(|first| first.text.clone()).unwrap_or_default();
    let missing: Vec<&str> = asked.iter().filter(|one| !one.answered).map(|one| one.name.as_str()).collect();
    let title = found.conversation().row().title.clone().ok_or_else(|| Error::internal("an ask without a title"))?;
    let words = asker.words();
    let text = written(words, &title, &question, summary.markdown(), &answers, &missing);
    let name = format!("{} – {title}.md", words.ask.summary);
    let blob = api.blobs.store_bytes(Bytes::from(text)).await?;
    Ok(NewFile { media_type: (api.media_type)(&blob.head, &name).to_owned(), blob, original_name: name, comment: None })
}

fn written(
    words: &Catalogue,
    title: &str,
    question: &str,
    summary: &str,
    answers: &[Answer],
    missing: &[&str],
) -> String {
    let of = &words.ask;
    let mut text =
        format!("# {}: {title}\n\n{summary}\n\n## {}\n\n{question}\n\n## {}\n", of.ask, of.question, of.answers);
    for answer in answers {
        let how = if answer.by_coordinator { format!(" ({})", of.by_coordinator) } else { String::new() };
        text.push_str(&format!("\n### {}{how}\n\n{}\n", answer.organisation, said(words, answer)));
    }
    if !missing.is_empty() {
        text.push_str(&format!("\n## {}\n\n{}\n", of.not_answered, missing.join(", ")));
    }
    text
}
