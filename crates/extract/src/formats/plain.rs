//! Text files. A form feed ends a page. What looks like a heading is taken for one, for the sake of the hit that
//! points there; the text stays as it is.

use super::Draft;
use crate::MediaType;
use crate::text::{clean, decode, flow::Flow, join};

pub(super) fn read(bytes: &[u8], kind: MediaType) -> Draft {
    let text = decode::decode(bytes);
    let mut flow = Flow::new(text.contains('\u{0C}'));
    for page in text.split('\u{0C}') {
        // Cleaned first: then a line holding a single space is a blank line, as its author sees it.
        let page = join::rejoin(&clean::clean(page));
        for paragraph in page.split("\n\n") {
            match paragraph.split_once('\n') {
                Some((first, rest)) if kind == MediaType::Text && is_heading(first, rest) => {
                    flow.heading(first);
                    flow.paragraph(rest);
                }
                _ => flow.paragraph(paragraph),
            }
            if flow.is_full() {
                break;
            }
        }
        flow.page_break();
    }
    let mut draft = Draft::new(kind).with_flow(flow);
    // A guess is good enough to point at a page, not to name the document.
    draft.title = None;
    draft
}

/// A short first line without a mark at its end, above lines that run on to the margin.
fn is_heading(first: &str, rest: &str) -> bool {
    let length = first.chars().count();
    let next = rest.lines().next().unwrap_or_default().chars().count();
    (3..=80).contains(&length)
        && next >= 50
        && next * 4 > length * 5
        && first.starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric())
        && !first.ends_with(['.', ',', ';', ':', '-', '–', ')', '?', '!'])
        && !first.contains(['\t', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_noticed() {
        let text = "Om barnkonventionen i Sverige\nBarnkonventionen antogs av FN:s generalförsamling den 20 november \
                    1989.\n\nKort rad\noch en till\n\nFörst en mening som slutar.\nSedan en rad som är lång nog för att \
                    gå till marginalen.";
        let draft = read(text.as_bytes(), MediaType::Text);
        assert_eq!(draft.pages[0].heading.as_deref(), Some("Om barnkonventionen i Sverige"));
        assert!(draft.pages[0].text.contains("Sverige\n\nBarnkonventionen") && draft.title.is_none());
        assert!(draft.pages[0].text.contains("Kort rad\noch en till"));
    }
}
