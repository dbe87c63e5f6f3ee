//! A passage of the notes by its first and last letter. Whatever others write and move around it, it is found again; the
//! browsers that write the notes find it by the same two positions.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use yrs::encoding::read::{Cursor, Read as _};
use yrs::types::text::YChange;
use yrs::{
    Assoc, BranchID, Doc, Out, ReadTxn as _, StickyIndex, Text as _, Transact as _, XmlFragment as _, XmlOut,
    XmlTextRef,
};
use yrs::{ClientID, ID};

use super::markdown::ROOT;
use crate::meetings::promise::{LONGEST, Promise};
use crate::{Error, Result};

/// The most characters of a position: a letter is named by two numbers.
const LONGEST_POSITION: usize = 64;

/// From a letter to a letter.
#[derive(Clone, Debug)]
pub(in crate::meetings) struct Anchor {
    begins: StickyIndex,
    ends: StickyIndex,
}

impl Anchor {
    /// Of two positions as a browser gives them: Yjs relative positions, base64.
    ///
    /// # Errors
    /// [`Error::Invalid`] for what is none.
    pub(in crate::meetings) fn given(begins: &str, ends: &str) -> Result<Self> {
        let begins = position(begins).ok_or_else(|| Error::invalid("/place/from", "wrong_form"))?;
        let ends = position(ends).ok_or_else(|| Error::invalid("/place/to", "wrong_form"))?;
        Ok(Self { begins, ends })
    }

    /// Of a record; none where it has none.
    pub(super) fn of(record: &Promise) -> Option<Self> {
        let (begins, ends) = record.begins_at.as_deref().zip(record.ends_at.as_deref())?;
        Self::given(begins, ends).ok()
    }

    /// The words between them now, a space between two lines; none where nothing is left.
    pub(super) fn words(&self, doc: &Doc) -> Option<String> {
        let state = doc.transact();
        let (begins, ends) = (self.begins.get_offset(&state)?, self.ends.get_offset(&state)?);
        let (first, last) = (begins.branch.id(), ends.branch.id());
        let mut lines: Vec<String> = Vec::new();
        let mut within = false;
        for node in state.get_xml_fragment(ROOT)?.successors(&state) {
            let XmlOut::Text(text) = node else { continue };
            let here = id(&text);
            within |= here == first;
            if !within {
                continue;
            }
            let line = plain(&text, &state);
            let from = if here == first { usize::try_from(begins.index).ok()? } else { 0 };
            let to = if here == last { usize::try_from(ends.index).ok()? } else { line.len() };
            lines.push(line.get(from..to).unwrap_or_default().trim().to_owned());
            if here == last {
                let words = lines.join(" ").trim().chars().take(LONGEST).collect::<String>();
                return (!words.is_empty()).then_some(words);
            }
        }
        // it ends before it begins: somebody has moved the one past the other
        None
    }
}

fn id(text: &XmlTextRef) -> BranchID {
    use yrs::branch::Branch;
    AsRef::<Branch>::as_ref(text).id()
}

/// Its letters without their marks.
fn plain(text: &XmlTextRef, state: &impl yrs::ReadTxn) -> String {
    let parts = text.diff(state, YChange::identity).into_iter();
    parts
        .map(|part| match part.insert {
            Out::Any(yrs::Any::String(words)) => words.to_string(),
            other => other.to_string(state),
        })
        .collect()
}

/// A position as Yjs writes it (`encodeRelativePosition`): what it is relative to, which is a letter here, by the number of
/// its writer and of itself, and the side. One that names no letter would grow with the text it stands at the end of.
fn position(given: &str) -> Option<StickyIndex> {
    const LETTER: u8 = 0;
    if given.len() > LONGEST_POSITION {
        return None;
    }
    let bytes = STANDARD.decode(given).ok()?;
    let mut rest = Cursor::new(&bytes);
    if rest.read_var::<u8>().ok()? != LETTER {
        return None;
    }
    // the numbers of writers have 53 bits
    let client = rest.read_var::<u64>().ok().filter(|client| client >> 53 == 0)?;
    let letter = ID::new(ClientID::new(client), rest.read_var().ok()?);
    let side = if rest.read_var::<i8>().ok()? < 0 { Assoc::Before } else { Assoc::After };
    Some(StickyIndex::from_id(letter, side))
}

#[cfg(test)]
mod tests {
    use yrs::updates::encoder::Encode as _;
    use yrs::{GetString as _, IndexedSequence as _, XmlElementPrelim, XmlTextPrelim};

    use super::*;

    #[test]
    fn a_passage_is_found_again_whatever_is_written_around_it() {
        let doc = Doc::new();
        let root = doc.get_or_insert_xml_fragment(ROOT);
        let mut change = doc.transact_mut();
        let mut lines = Vec::new();
        for words in ["Vi beslöt att åtgärda mallen", "senast i höst.", "Övrigt"] {
            let paragraph = root.push_back(&mut change, XmlElementPrelim::empty("paragraph"));
            lines.push(paragraph.push_back(&mut change, XmlTextPrelim::new(words)));
        }
        let at = |text: &XmlTextRef, before: &str| u32::try_from(before.len()).map(|at| (text.clone(), at));
        let (first, from) = at(&lines[0], "Vi beslöt att ").expect("short");
        let (second, to) = at(&lines[1], "senast i höst").expect("short");
        let begins = first.sticky_index(&change, from, Assoc::After).expect("a letter");
        let ends = second.sticky_index(&change, to, Assoc::Before).expect("a letter");
        let told = |position: &StickyIndex| STANDARD.encode(position.encode_v1());
        let anchor = Anchor::given(&told(&begins), &told(&ends)).expect("two positions");

        first.insert(&mut change, 0, "Ärligt: ");
        second.insert(&mut change, 0, "i kommunen ");
        lines[1].push(&mut change, " Så blir det");
        let added = root.insert(&mut change, 0, XmlElementPrelim::empty("paragraph"));
        added.push_back(&mut change, XmlTextPrelim::new("Före allt"));
        drop(change);
        assert_eq!(anchor.words(&doc).as_deref(), Some("åtgärda mallen i kommunen senast i höst"));

        let mut change = doc.transact_mut();
        let whole = u32::try_from(first.get_string(&change).len()).expect("short");
        first.remove_range(&mut change, 0, whole);
        drop(change);
        assert_eq!(anchor.words(&doc).as_deref(), Some("i kommunen senast i höst"));
        let mut change = doc.transact_mut();
        root.remove_range(&mut change, 1, 2);
        drop(change);
        assert_eq!(anchor.words(&doc), None, "what is taken away is nowhere");
        assert!(Anchor::given("AA", &told(&ends)).is_err());
        assert!(Anchor::given(&"A".repeat(200), &told(&ends)).is_err());
    }
}
