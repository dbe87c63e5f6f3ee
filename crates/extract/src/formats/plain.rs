//! Text files. A form feed ends a page; short lines that stand alone are not guessed to be headings.

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
            flow.paragraph(paragraph);
            if flow.is_full() {
                break;
            }
        }
        flow.page_break();
    }
    Draft::new(kind).with_flow(flow)
}
