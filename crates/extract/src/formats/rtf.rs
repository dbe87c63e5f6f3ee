//! RTF: control words, groups, and the many ways it writes a letter that is not ASCII.

mod encoding;

use super::Draft;
use crate::text::flow::Flow;
use crate::{MediaType, Unreadable, limits};
use encoding::{charset, code_page};
use encoding_rs::{Encoding, WINDOWS_1252};
use std::collections::{HashMap, HashSet};

/// Groups that hold no text of the document. Unknown ones marked as optional are skipped as well.
const SKIPPED: [&str; 24] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "pict",
    "object",
    "objdata",
    "themedata",
    "datastore",
    "colorschememapping",
    "latentstyles",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "xmlnstbl",
    "generator",
    "fldinst",
    "revtbl",
    "filetbl",
    "mmathPr",
    "operator",
    "bkmkstart",
    "bkmkend",
    "nonshppict",
    "pntext",
];

pub(super) fn read(bytes: &[u8]) -> Result<Draft, Unreadable> {
    let mut draft = Draft::new(MediaType::Rtf);
    let breaks = bytes.windows(5).any(|window| window == b"\\page");
    let mut reader = Reader {
        flow: Flow::new(breaks),
        groups: vec![Group { encoding: WINDOWS_1252, ..Group::default() }],
        fonts: HashMap::new(),
        headings: HashSet::new(),
        page: WINDOWS_1252,
        text: String::new(),
        style_name: String::new(),
        pending: Vec::new(),
        cells: Vec::new(),
        heading: false,
        skip: 0,
        title: String::new(),
        author: String::new(),
    };
    reader.run(bytes)?;
    reader.end_paragraph();
    draft.title = Some(reader.title).filter(|title| !title.trim().is_empty());
    draft.author = Some(reader.author).filter(|author| !author.trim().is_empty());
    Ok(draft.with_flow(reader.flow))
}

/// Where the letters of a group go.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Body,
    Nowhere,
    Title,
    Author,
    Fonts,
    Styles,
}

#[derive(Clone, Copy)]
struct Group {
    place: Place,
    encoding: &'static Encoding,
    /// How many characters stand in for one that is given by number.
    alternatives: usize,
    hidden: bool,
    /// The font or style being declared.
    number: i32,
}

impl Default for Group {
    fn default() -> Self {
        Self { place: Place::Body, encoding: WINDOWS_1252, alternatives: 1, hidden: false, number: 0 }
    }
}

struct Reader {
    flow: Flow,
    groups: Vec<Group>,
    fonts: HashMap<i32, &'static Encoding>,
    /// The numbers of the styles that are headings.
    headings: HashSet<i32>,
    page: &'static Encoding,
    text: String,
    style_name: String,
    /// Bytes written as numbers, waiting to be decoded together.
    pending: Vec<u8>,
    cells: Vec<String>,
    heading: bool,
    skip: usize,
    title: String,
    author: String,
}

impl Reader {
    fn run(&mut self, bytes: &[u8]) -> Result<(), Unreadable> {
        let mut at = 0;
        let mut optional = false;
        while let Some(byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'{' => {
                    self.settle();
                    if self.groups.len() >= limits::DEPTH {
                        return Err(Unreadable::TooComplex);
                    }
                    self.groups.push(self.group());
                }
                b'}' => {
                    self.settle();
                    self.end_group();
                    optional = false;
                }
                b'\r' | b'\n' => {}
                b'\\' => match bytes.get(at) {
                    Some(b'\'') => {
                        let digits = bytes.get(at + 1..at + 3).and_then(|digits| std::str::from_utf8(digits).ok());
                        if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                            self.byte(byte);
                        }
                        at += 3;
                    }
                    Some(b'*') => {
                        optional = true;
                        at += 1;
                    }
                    Some(letter) if letter.is_ascii_alphabetic() => {
                        let (word, value, end) = control(bytes, at);
                        at = end;
                        self.settle();
                        if word == "bin" {
                            at = at.saturating_add(usize::try_from(value.unwrap_or(0)).unwrap_or(0));
                        }
                        self.word(word, value, std::mem::take(&mut optional));
                    }
                    Some(symbol) => {
                        at += 1;
                        self.settle();
                        match symbol {
                            b'~' => self.letter('\u{A0}'),
                            b'_' => self.letter('-'),
                            b'\r' | b'\n' => self.end_paragraph(),
                            b'\\' | b'{' | b'}' => self.byte(*symbol),
                            // An optional hyphen is one only at a line end, and there are none.
                            _ => {}
                        }
                    }
                    None => {}
                },
                _ => self.byte(*byte),
            }
            if self.flow.is_full() {
                break;
            }
        }
        self.settle();
        Ok(())
    }

    fn group(&self) -> Group {
        self.groups.last().copied().unwrap_or_default()
    }

    fn end_group(&mut self) {
        let ended = self.group();
        if ended.place == Place::Styles && !self.style_name.is_empty() {
            let name = std::mem::take(&mut self.style_name).to_lowercase();
            if name.starts_with("heading ") || name.starts_with("rubrik ") || name.starts_with("title") {
                self.headings.insert(ended.number);
            }
        }
        if self.groups.len() > 1 {
            self.groups.pop();
        }
    }

    fn set(&mut self, change: impl FnOnce(&mut Group)) {
        if let Some(group) = self.groups.last_mut() {
            change(group);
        }
    }

    fn word(&mut self, word: &str, value: Option<i32>, optional: bool) {
        match word {
            "info" => self.set(|group| group.place = Place::Nowhere),
            "title" if self.group().place == Place::Nowhere => self.set(|group| group.place = Place::Title),
            "author" if self.group().place == Place::Nowhere => self.set(|group| group.place = Place::Author),
            "fonttbl" => self.set(|group| group.place = Place::Fonts),
            "stylesheet" => self.set(|group| group.place = Place::Styles),
            _ if SKIPPED.contains(&word) || (optional && word != "shptxt" && word != "shpinst") => {
                self.set(|group| group.place = Place::Nowhere);
            }
            "ansicpg" => {
                self.page = code_page(value.unwrap_or(1252));
                let page = self.page;
                self.set(|group| group.encoding = page);
            }
            "f" => {
                let number = value.unwrap_or(0);
                let encoding = self.fonts.get(&number).copied().unwrap_or(self.page);
                let declaring = self.group().place == Place::Fonts;
                self.set(|group| {
                    group.number = if declaring { number } else { group.number };
                    group.encoding = encoding;
                });
            }
            "fcharset" if self.group().place == Place::Fonts => {
                if let Some(encoding) = charset(value.unwrap_or(0)) {
                    self.fonts.insert(self.group().number, encoding);
                }
            }
            "s" if self.group().place == Place::Styles => self.set(|group| group.number = value.unwrap_or(0)),
            "s" => self.heading = self.headings.contains(&value.unwrap_or(0)),
            "outlinelevel" if self.group().place == Place::Body => self.heading |= value.unwrap_or(9) < 9,
            "pard" => self.heading = false,
            "uc" => self.set(|group| group.alternatives = usize::try_from(value.unwrap_or(1)).unwrap_or(1).min(8)),
            "u" => self.unicode(value.unwrap_or(0)),
            "v" => self.set(|group| group.hidden = value != Some(0)),
            "par" | "sect" => self.end_paragraph(),
            "page" => {
                self.end_paragraph();
                if self.group().place == Place::Body {
                    self.flow.page_break();
                }
            }
            "line" => self.letter('\n'),
            "tab" => self.letter('\t'),
            "cell" | "nestcell" if self.group().place == Place::Body => {
                let cell = std::mem::take(&mut self.text);
                if self.cells.len() < limits::COLUMNS {
                    self.cells.push(cell);
                }
            }
            "row" | "nestrow" if self.group().place == Place::Body => {
                let cells = std::mem::take(&mut self.cells);
                self.flow.row(&cells);
            }
            "emdash" => self.letter('—'),
            "endash" => self.letter('–'),
            "bullet" => self.letter('•'),
            "lquote" => self.letter('‘'),
            "rquote" => self.letter('’'),
            "ldblquote" => self.letter('“'),
            "rdblquote" => self.letter('”'),
            "emspace" | "enspace" | "qmspace" => self.letter(' '),
            _ => {}
        }
    }

    /// A letter by number; negative ones are counted from the end. Pairs make one letter.
    fn unicode(&mut self, value: i32) {
        let unit = (value & 0xFFFF) as u32;
        let letter = match unit {
            0xD800..=0xDBFF => {
                self.set(|group| group.number = value);
                None
            }
            0xDC00..=0xDFFF => {
                let high = (self.group().number & 0xFFFF) as u16;
                char::decode_utf16([high, unit as u16]).next().and_then(Result::ok)
            }
            _ => char::from_u32(unit),
        };
        if let Some(letter) = letter {
            self.letter(letter);
        }
        self.skip = self.group().alternatives;
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else {
            self.pending.push(byte);
        }
    }

    /// Decodes what was collected: letters of two bytes come as two.
    fn settle(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let text = self.group().encoding.decode_without_bom_handling(&bytes).0;
        for letter in text.chars() {
            self.letter(letter);
        }
    }

    fn letter(&mut self, letter: char) {
        let group = self.group();
        if group.hidden || letter == '\u{AD}' {
            return;
        }
        match group.place {
            Place::Body => self.text.push(letter),
            Place::Title => self.title.push(letter),
            Place::Author => self.author.push(letter),
            Place::Styles if self.style_name.len() < 100 => self.style_name.push(letter),
            Place::Styles | Place::Fonts | Place::Nowhere => {}
        }
    }

    fn end_paragraph(&mut self) {
        if self.group().place != Place::Body {
            return;
        }
        if !self.cells.is_empty() {
            // A paragraph within a cell.
            self.text.push(' ');
            return;
        }
        let text = std::mem::take(&mut self.text);
        if self.heading {
            self.flow.heading(&text);
        } else {
            self.flow.paragraph(&text);
        }
    }
}

/// A control word at `at`, its number, and where it ends; a space after it belongs to it.
fn control(bytes: &[u8], at: usize) -> (&str, Option<i32>, usize) {
    let rest = bytes.get(at..).unwrap_or_default();
    let letters = rest.iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let after = rest.get(letters..).unwrap_or_default();
    let sign = usize::from(after.first() == Some(&b'-'));
    let digits = after.iter().skip(sign).take(10).take_while(|byte| byte.is_ascii_digit()).count();
    let number = if digits > 0 { after.get(..sign + digits) } else { None };
    let mut end = at + letters + number.map_or(0, <[u8]>::len);
    if bytes.get(end) == Some(&b' ') {
        end += 1;
    }
    let text = |bytes| std::str::from_utf8(bytes).unwrap_or_default();
    let word = text(rest.get(..letters).unwrap_or_default());
    (word, number.and_then(|number| text(number).parse().ok()), end.max(at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_headings_tables() {
        let rtf = br"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 X;}}
{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}}{\info{\title Titeln}{\author N\'e5gon}}
\pard\s1 Rubriken\par\pard R\'e4ksm\'f6rg\u229?s \f1\'ef\f0  \{hej\}\~du\par
\trowd a\cell b \'e5\cell\row\pard {\*\okand skr\'e4p}{\field{\*\fldinst HYPERLINK x}{\fldrslt l\'e4nk}}\par}";
        let draft = read(rtf);
        let Ok(draft) = draft else {
            panic!("not read");
        };
        assert_eq!(draft.title.as_deref(), Some("Titeln"));
        assert_eq!(draft.author.as_deref(), Some("Någon"));
        assert_eq!(draft.pages[0].heading.as_deref(), Some("Rubriken"));
        assert_eq!(draft.pages[0].text, "Rubriken\n\nRäksmörgås п {hej} du\n\na\tb å\n\nlänk");
    }

    #[test]
    fn nesting_has_an_end() {
        let bomb = [b"{\\rtf1".to_vec(), b"{".repeat(100_000)].concat();
        assert!(matches!(read(&bomb), Err(Unreadable::TooComplex)));
    }
}
