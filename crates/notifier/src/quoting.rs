//! Quotes in a mail: a message holds only where the words stand, and whoever reads it in a mail program needs the words. They
//! are looked up as its recipient may read them when it is sent.

use std::collections::{BTreeSet, HashMap};

use domain::actor::Actor;
use domain::conversations::message::Message;
use domain::conversations::reference::{self, Found, Target};
use domain::ids::NetworkId;
use domain::store::Store;

use crate::Result;
use crate::paper::escaped;

const BEGINS: &str = "<blockquote data-quote=\"";
const ENDS: &str = "</blockquote>";

/// The passages by their references; what may not be read, or was taken away, is not among them.
#[derive(Debug, Default)]
pub(crate) struct Passages(HashMap<String, String>);

/// The passages that the messages quote, at most as many as a page of them shows.
pub(crate) async fn passages(
    store: &Store,
    actor: &Actor,
    messages: impl Iterator<Item = &Message>,
    hidden: &BTreeSet<NetworkId>,
) -> Result<Passages> {
    let asked: BTreeSet<&str> = messages.flat_map(|message| references(&message.html)).collect();
    let asked: Vec<(&str, Target)> =
        asked.into_iter().filter_map(|name| Some((name, name.parse().ok()?))).take(reference::MOST).collect();
    if asked.is_empty() {
        return Ok(Passages::default());
    }
    let targets: Vec<Target> = asked.iter().map(|(_, target)| *target).collect();
    let found = reference::look_up(store.reader(), actor, &targets).await?;
    let told = asked.iter().zip(found).filter_map(|((name, _), found)| {
        let Found::Message(found) = found else { return None };
        let network = found.room.as_ref().and_then(|room| room.room().network_id);
        let tells = !found.passage.is_empty() && !network.is_some_and(|network| hidden.contains(&network));
        tells.then(|| ((*name).to_owned(), found.passage))
    });
    Ok(Passages(told.collect()))
}

impl Passages {
    /// The HTML with what is quoted under the name of whom.
    pub(crate) fn in_html(&self, html: &str) -> String {
        let mut whole = String::with_capacity(html.len());
        let mut rest = html;
        while let Some((before, from)) = rest.split_once(BEGINS) {
            whole.push_str(before);
            let Some((name, from)) = from.split_once("\">") else { break };
            let (label, after) = from.split_once(ENDS).unwrap_or((from, ""));
            let said = self.0.get(name).map(|said| format!("<br>{}", escaped(said).replace('\n', "<br>")));
            whole.push_str(&format!("<blockquote><small>{label}</small>{}{ENDS}", said.unwrap_or_default()));
            rest = after;
        }
        whole.push_str(rest);
        whole
    }

    /// A line of Markdown that is a quote, as the words it quotes; none where it is none that is told.
    pub(crate) fn in_line(&self, line: &str) -> Option<String> {
        let (label, name) = line.trim().strip_prefix('[')?.strip_suffix(')')?.split_once("](samrum:")?;
        let said = self.0.get(name)?;
        let lines: Vec<String> = std::iter::once(label).chain(said.lines()).map(|line| format!("> {line}")).collect();
        Some(lines.join("\n"))
    }
}

fn references(html: &str) -> impl Iterator<Item = &str> {
    html.split(BEGINS).skip(1).filter_map(|from| from.split_once('"')).map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "message/018f0000-0000-7000-8000-000000000001@2#0-3";

    #[test]
    fn what_is_quoted_stands_under_the_name_and_what_is_gone_does_not() {
        let quote = format!("<p>Ja.</p>{BEGINS}{NAME}\">Citat: Bo{ENDS}<p>Så.</p>");
        let told = Passages(HashMap::from([(NAME.to_owned(), "A & B\nC".to_owned())]));
        let html = "<p>Ja.</p><blockquote><small>Citat: Bo</small><br>A &amp; B<br>C</blockquote><p>Så.</p>";
        assert_eq!(told.in_html(&quote), html);
        let gone = "<p>Ja.</p><blockquote><small>Citat: Bo</small></blockquote><p>Så.</p>";
        assert_eq!(Passages::default().in_html(&quote), gone);
        let line = format!("[Citat: Bo](samrum:{NAME})");
        assert_eq!(told.in_line(&line).as_deref(), Some("> Citat: Bo\n> A & B\n> C"));
        assert_eq!(Passages::default().in_line(&line), None);
        assert_eq!(references(&quote).collect::<Vec<_>>(), [NAME]);
    }
}
