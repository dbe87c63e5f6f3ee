//! Finding in one conversation: what one sees on its page, letter for letter. The search across everything knows Swedish;
//! this knows what stands here, at once, also while the index is behind.

use super::conversation;
use super::text::excerpt;
use crate::actor::Actor;
use crate::ids::{ConversationId, MessageId};
use crate::sorting::fold;
use crate::store::{Db, FromRow, rows};
use crate::{Error, Result};

/// The most characters one may look for.
pub const LONGEST: usize = 200;
/// So many messages are read at a time.
const STEP: i64 = 1_000;
/// So many messages are looked through for one page of finds.
const MOST_READ: i64 = 20_000;
/// How much of a message is shown with a find in it.
const SHOWN: usize = 160;

/// A message that holds the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Find {
    /// The message.
    pub id: MessageId,
    /// Its place.
    pub position: i64,
    /// Who wrote it; none where the identity is protected.
    pub author_name: Option<String>,
    /// For which organisation.
    pub organisation: Option<String>,
    /// The line round the first of the words.
    pub passage: String,
}

/// What was found, and from which position to go on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finds {
    /// By position, the newest first.
    pub items: Vec<Find>,
    /// There may be more before this position.
    pub before: Option<i64>,
}

#[derive(FromRow)]
struct Row {
    id: MessageId,
    position: i64,
    text: String,
    author_name: Option<String>,
    organisation: Option<String>,
}

/// The messages that hold every one of the words, before a position, the newest first.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the conversation, [`Error::Invalid`] for no words or too many.
pub async fn find(
    db: &impl Db,
    actor: &Actor,
    id: ConversationId,
    asked: &str,
    before: Option<i64>,
    limit: usize,
) -> Result<Finds> {
    let conversation = conversation::readable(db, actor, id).await?;
    if asked.chars().count() > LONGEST {
        return Err(Error::invalid("/q", "too_long"));
    }
    let folded = fold(asked);
    let words: Vec<&str> = folded.split_whitespace().collect();
    if words.is_empty() {
        return Err(Error::invalid("/q", "empty"));
    }
    let sql = "SELECT m.id, m.position, m.text, CASE WHEN p.protected THEN NULL ELSE coalesce(p.name, m.author_label) \
               END AS author_name, o.name AS organisation FROM message m LEFT JOIN person p ON p.id = m.author_id \
               LEFT JOIN organisation o ON o.id = m.author_organisation_id WHERE m.conversation_id = $1 \
               AND m.position < $2 AND m.deleted_at IS NULL ORDER BY m.position DESC LIMIT $3";
    let mut found = Finds::default();
    let mut at = before.unwrap_or(i64::MAX).min(conversation.row().last_position.saturating_add(1));
    let lowest = at.saturating_sub(MOST_READ).max(1);
    loop {
        let step: Vec<Row> = rows(db, sql, [id.0.into(), at.into(), STEP.into()]).await?;
        let Some(last) = step.last().map(|row| row.position) else { return Ok(found) };
        for row in step {
            // what is seen: not the addresses behind links
            let seen = fold(&excerpt(&row.text, usize::MAX));
            if !words.iter().all(|word| seen.contains(word)) {
                continue;
            }
            if found.items.len() == limit {
                // this one is the first of the next page
                found.before = Some(row.position + 1);
                return Ok(found);
            }
            found.items.push(Find {
                id: row.id,
                position: row.position,
                author_name: row.author_name,
                organisation: row.organisation,
                passage: passage(&row.text, words[0]),
            });
        }
        at = last;
        if at <= lowest {
            found.before = (at > 1).then_some(at);
            return Ok(found);
        }
    }
}

/// The words round the first that holds `word`.
fn passage(markdown: &str, word: &str) -> String {
    let plain = excerpt(markdown, usize::MAX);
    let words: Vec<&str> = plain.split(' ').collect();
    let at = words.iter().position(|w| fold(w).contains(word)).unwrap_or(0);
    let from = at.saturating_sub(6);
    let tail = words[from..].join(" ");
    let cut = excerpt(&tail, SHOWN);
    if from > 0 { format!("… {cut}") } else { cut }
}

#[cfg(test)]
mod tests {
    use super::passage;

    #[test]
    fn the_passage_holds_the_word() {
        let text = "ett två tre fyra fem sex sju åtta **BARNBOKSLUT** nio";
        assert_eq!(passage(text, "barnbokslut"), "… tre fyra fem sex sju åtta BARNBOKSLUT nio");
        assert_eq!(passage("Barn först", "barn"), "Barn först");
    }
}
