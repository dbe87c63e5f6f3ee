//! XML as the office formats use it. No external entities, no entities of the document's own, no DTD: what a
//! `DOCTYPE` declares is skipped, and a reference to it gives nothing.

use crate::{Unreadable, limits};
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

/// One step through a document. Names are without their prefix.
pub(super) enum Node {
    Open(Element),
    Close(String),
    Text(String),
}

/// A start tag.
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute, by its name without prefix.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// All values of attributes with this name, whatever their prefixes.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.attributes.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether an attribute has this value.
    pub(super) fn is(&self, name: &str, value: &str) -> bool {
        self.get(name) == Some(value)
    }
}

/// Steps through a document; an empty element is opened and closed.
pub(super) struct Walk<'a> {
    reader: quick_xml::Reader<&'a [u8]>,
    depth: usize,
}

impl<'a> Walk<'a> {
    pub(super) fn new(xml: &'a str) -> Self {
        let mut reader = quick_xml::Reader::from_str(xml);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        Self { reader, depth: 0 }
    }

    /// The next step, or `None` at the end.
    ///
    /// # Errors
    /// Not XML → `Damaged`; nested deeper than [`limits::DEPTH`] → `TooComplex`.
    pub(super) fn next(&mut self) -> Result<Option<Node>, Unreadable> {
        loop {
            let event = self.reader.read_event().map_err(|_| Unreadable::Damaged)?;
            return Ok(Some(match event {
                Event::Eof => return Ok(None),
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > limits::DEPTH {
                        return Err(Unreadable::TooComplex);
                    }
                    Node::Open(element(&start))
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::Close(utf8(end.local_name().as_ref()))
                }
                Event::Text(text) => Node::Text(utf8(&text)),
                Event::CData(text) => Node::Text(utf8(&text)),
                Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                    Ok(Some(letter)) => Node::Text(letter.to_string()),
                    _ => match resolve_predefined_entity(&utf8(&reference)) {
                        Some(text) => Node::Text(text.to_owned()),
                        None => continue,
                    },
                },
                _ => continue,
            }));
        }
    }

    /// Skips to behind the end of the element just opened.
    pub(super) fn skip(&mut self) -> Result<(), Unreadable> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
    }

    /// All text within the element just opened.
    pub(super) fn inner_text(&mut self) -> Result<String, Unreadable> {
        let outside = self.depth.saturating_sub(1);
        let mut out = String::new();
        while self.depth > outside {
            match self.next()? {
                Some(Node::Text(text)) => out.push_str(&text),
                Some(_) => {}
                None => break,
            }
        }
        Ok(out)
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let attributes = start
        .attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .take(64)
        .map(|attribute| {
            let value = utf8(&attribute.value);
            let value = match quick_xml::escape::unescape(&value) {
                Ok(plain) => plain.into_owned(),
                Err(_) => String::new(),
            };
            (utf8(attribute.key.local_name().as_ref()), value)
        })
        .collect();
    Element { name: utf8(start.local_name().as_ref()), attributes }
}

fn utf8(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A part of a container as text: by its byte order mark, else UTF-8.
pub(super) fn decode(bytes: &[u8]) -> String {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some(_) => crate::text::decode::decode(bytes),
        None => utf8(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(xml: &str) -> Result<String, Unreadable> {
        let mut walk = Walk::new(xml);
        let mut out = String::new();
        while let Some(node) = walk.next()? {
            if let Node::Text(text) = node {
                out.push_str(&text);
            }
        }
        Ok(out)
    }

    #[test]
    fn entities_of_the_document_are_nothing() {
        let xml = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY y \"haha\">]>\
                   <a b=\"&x;\">1 &amp; &#229;&y;&x;</a>";
        assert_eq!(text(xml).as_deref(), Ok("1 & å"));
    }

    #[test]
    fn depth_has_an_end() {
        assert_eq!(text(&"<a>".repeat(100_000)), Err(Unreadable::TooComplex));
    }
}
