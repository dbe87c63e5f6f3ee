//! HTML as text: a forgiving reader of its own that keeps headings, paragraphs, lists and tables, and nothing else.
//! Its output is text, never shown as HTML.

use super::Draft;
use crate::text::{clean, decode, flow::Flow};
use crate::{MediaType, limits};

pub(super) fn read(bytes: &[u8]) -> Draft {
    let html = decoded(bytes);
    let mut reader = Reader::default();
    reader.run(&html);
    let mut draft = Draft::new(MediaType::Html);
    draft.title = clean::title(&reader.title);
    draft.with_flow(reader.flow)
}

/// The text of an HTML message body.
pub(super) fn flow(html: &str) -> Flow {
    let mut reader = Reader::default();
    reader.run(html);
    reader.flow
}

/// By its mark, else by what a `<meta>` near the top says, else by the looks.
fn decoded(bytes: &[u8]) -> String {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(2048)).unwrap_or_default()).to_ascii_lowercase();
    let label = head.split_once("charset=").map(|(_, rest)| {
        rest.trim_start_matches(['"', '\''])
            .chars()
            .take_while(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'))
            .collect::<String>()
    });
    match label {
        Some(label) => decode::decode_as(bytes, &label),
        None => decode::decode(bytes),
    }
}

#[derive(Default)]
struct Reader {
    flow: Flow,
    text: String,
    title: String,
    cells: Vec<String>,
    /// The open element that gives the text its meaning.
    heading: bool,
    item: bool,
    in_title: bool,
    in_cell: bool,
    keep_lines: bool,
}

impl Reader {
    fn run(&mut self, html: &str) {
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            let (text, after) = rest.split_at(at);
            self.add(text);
            rest = self.markup(after);
            if self.flow.is_full() {
                return;
            }
        }
        self.add(rest);
        self.end_block();
        self.end_row();
    }

    /// Takes one tag, comment or declaration; gives what follows it.
    fn markup<'a>(&mut self, html: &'a str) -> &'a str {
        if let Some(comment) = html.strip_prefix("<!--") {
            return comment.split_once("-->").map_or("", |(_, rest)| rest);
        }
        let after = &html[1..];
        let closing = after.starts_with('/');
        let name_start = after.strip_prefix('/').unwrap_or(after);
        if !name_start.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            if after.starts_with(['!', '?', '/']) {
                return after.split_once('>').map_or("", |(_, rest)| rest);
            }
            self.add("<");
            return after;
        }
        let name: String = name_start
            .chars()
            .take(16)
            .take_while(char::is_ascii_alphanumeric)
            .map(|letter| letter.to_ascii_lowercase())
            .collect();
        let rest = &after[tag_end(after)..];
        if !closing && matches!(name.as_str(), "script" | "style" | "template" | "svg" | "math" | "iframe") {
            return behind(rest, &name);
        }
        self.tag(&name, closing);
        rest
    }

    fn tag(&mut self, name: &str, closing: bool) {
        match name {
            "title" => self.in_title = !closing,
            "br" => self.text.push('\n'),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_block();
                self.heading = !closing;
            }
            "li" => {
                self.end_block();
                self.item = !closing;
            }
            "td" | "th" => {
                if self.in_cell {
                    self.end_cell();
                }
                if !closing {
                    self.end_block();
                }
                self.in_cell = !closing;
            }
            "tr" | "table" => {
                if self.in_cell {
                    self.end_cell();
                    self.in_cell = false;
                }
                self.end_row();
                self.end_block();
                self.item = false;
            }
            "ul" | "ol" => {
                self.end_block();
                self.item = false;
            }
            "pre" => {
                self.end_block();
                self.keep_lines = !closing;
            }
            "p" | "div" | "dl" | "dt" | "dd" | "section" | "article" | "header" | "footer" | "main" | "nav"
            | "aside" | "blockquote" | "figure" | "figcaption" | "hr" | "form" | "fieldset" | "address" | "body"
            | "head" | "caption" | "summary" | "details" | "option" => self.end_block(),
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let text = plain(text);
        if self.in_title {
            self.title.push_str(&text);
        } else if self.keep_lines {
            self.text.push_str(&text);
        } else {
            self.text.extend(text.chars().map(|letter| if letter.is_ascii_whitespace() { ' ' } else { letter }));
        }
    }

    fn end_block(&mut self) {
        if self.in_cell {
            self.text.push(' ');
            return;
        }
        let text = std::mem::take(&mut self.text).replace('\u{AD}', "");
        if text.trim().is_empty() {
            return;
        }
        if self.heading {
            self.flow.heading(&text);
        } else if self.item {
            self.flow.item(&text);
        } else {
            self.flow.paragraph(&text);
        }
    }

    fn end_cell(&mut self) {
        let cell = std::mem::take(&mut self.text);
        if self.cells.len() < limits::COLUMNS {
            self.cells.push(cell);
        }
    }

    fn end_row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        self.flow.row(&cells);
    }
}

/// Where a tag ends: at the first `>` outside quotes.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (byte, quote) {
            (b'>', None) => return at + 1,
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    // A quote that never closes: the tag ends at the first `>` after all.
    tag.find('>').map_or(tag.len(), |at| at + 1)
}

/// Behind the closing tag of an element whose content is not text.
fn behind<'a>(html: &'a str, name: &str) -> &'a str {
    let mut rest = html;
    while let Some(at) = rest.find("</") {
        rest = rest.get(at + 2..).unwrap_or_default();
        if rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) {
            return rest.split_once('>').map_or("", |(_, rest)| rest);
        }
    }
    ""
}

/// References to characters resolved: numbers, and the names people really use.
fn plain(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let name: String = after[1..].chars().take(12).take_while(|letter| *letter != ';').collect();
        let known = if after[1..].len() > name.len() { reference(&name) } else { None };
        match known {
            Some(letter) => {
                out.push(letter);
                rest = after.get(name.len() + 2..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = &after[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn reference(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "shy" => '\u{AD}',
        "aring" => 'å',
        "auml" => 'ä',
        "ouml" => 'ö',
        "Aring" => 'Å',
        "Auml" => 'Ä',
        "Ouml" => 'Ö',
        "eacute" => 'é',
        "Eacute" => 'É',
        "egrave" => 'è',
        "aacute" => 'á',
        "agrave" => 'à',
        "uuml" => 'ü',
        "Uuml" => 'Ü',
        "oslash" => 'ø',
        "aelig" => 'æ',
        "Oslash" => 'Ø',
        "AElig" => 'Æ',
        "szlig" => 'ß',
        "ccedil" => 'ç',
        "ntilde" => 'ñ',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "bull" => '•',
        "middot" => '·',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "laquo" => '«',
        "raquo" => '»',
        "sect" => '§',
        "copy" => '©',
        "reg" => '®',
        "deg" => '°',
        "euro" => '€',
        "frac12" => '½',
        "times" => '×',
        "rarr" => '→',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_and_nothing_else() {
        let html = "<!doctype html><html><head><meta charset=iso-8859-1><title>Inbjudan &amp; program</title>\
            <style>p{color:red}</style><script>alert('<p>nej</p>')</script></head><body><!-- nej --><h1>Tr\u{e4}ff</h1>\
            <p>Vi ses i <b>G&auml;vle</b>&nbsp;den 3<br>april.</p><ul><li>Ett<li>Tv\u{e5}</ul>\
            <table><tr><th>Ort<th>Tid<tr><td>Pite\u{e5}<td>10 < 11</table><p title=\"a>b\">Slut&shy;ord";
        let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(html);
        let draft = read(&bytes);
        assert_eq!(draft.title.as_deref(), Some("Inbjudan & program"));
        assert_eq!(
            draft.pages[0].text,
            "Träff\n\nVi ses i Gävle den 3\napril.\n\n• Ett\n• Två\nOrt\tTid\nPiteå\t10 < 11\n\nSlutord"
        );
        assert_eq!(draft.pages[0].heading.as_deref(), Some("Träff"));
    }

    #[test]
    fn endless_markup_ends() {
        for html in ["<".repeat(50_000), "<a \"".repeat(20_000), "<!--".repeat(20_000), "<script>".repeat(20_000)] {
            read(html.as_bytes());
        }
    }
}
