//! The words of a segment by how they end: which compounds end in a word.

use tantivy::SegmentReader;
use tantivy::schema::Field;

/// Most words of a segment that are held.
const MAX_VOCABULARY: usize = 200_000;
/// Shortest word that is sought at the end of others, in letters, and shortest beginning those have, in bytes.
pub(super) const MIN_HEAD: usize = 5;
const MIN_FIRST: usize = 3;

/// The stems of a segment that are long enough to be compounds, in the order of their letters from the last to the first,
/// so that all that end alike stand together. Some twenty bytes a word.
pub(super) struct Endings {
    /// All words, one after another.
    letters: Box<[u8]>,
    /// Where each word stands in the letters, and in how many documents it is.
    words: Box<[(u32, u32, u32)]>,
}

impl Endings {
    /// Goes through the dictionary of a segment once.
    pub(super) fn of(reader: &SegmentReader, words: Field) -> tantivy::Result<Self> {
        let index = reader.inverted_index(words)?;
        // Marked terms come before all letters.
        let mut terms = index.terms().range().ge("a".as_bytes()).into_stream()?;
        let (mut letters, mut found): (Vec<u8>, Vec<(u32, u32, u32)>) = (Vec::new(), Vec::new());
        while found.len() < MAX_VOCABULARY && terms.advance() {
            let word = terms.key();
            if word.len() < MIN_HEAD + MIN_FIRST {
                continue;
            }
            let from = place(&letters);
            letters.extend_from_slice(word);
            found.push((from, place(&letters), terms.value().doc_freq));
        }
        found.sort_unstable_by(|a, b| backwards(of(&letters, *a)).cmp(backwards(of(&letters, *b))));
        Ok(Self { letters: letters.into(), words: found.into() })
    }

    /// The words that end in this and begin with something else, each with its number of documents.
    pub(super) fn ending_in<'a>(&'a self, end: &'a str) -> impl Iterator<Item = (&'a str, u64)> {
        let first =
            self.words.partition_point(|word| backwards(of(&self.letters, *word)).lt(backwards(end.as_bytes())));
        self.words
            .iter()
            .skip(first)
            .map(|word| (of(&self.letters, *word), word.2))
            .take_while(move |(word, _)| word.ends_with(end.as_bytes()))
            .filter(move |(word, _)| word.len() >= end.len() + MIN_FIRST)
            .filter_map(|(word, documents)| Some((std::str::from_utf8(word).ok()?, u64::from(documents))))
    }
}

fn place(letters: &[u8]) -> u32 {
    u32::try_from(letters.len()).unwrap_or(u32::MAX)
}

fn of(letters: &[u8], (from, to, _): (u32, u32, u32)) -> &[u8] {
    letters.get(from as usize..to as usize).unwrap_or_default()
}

fn backwards(word: &[u8]) -> impl Iterator<Item = &u8> {
    word.iter().rev()
}
