//! Weighing the best of what was found: where each word stands and in which form, and what stands near what. Done for a
//! few dozen entries, so that it may ask for more than finding could.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::{Bm25Weight, EnableScoring, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, SeekDangerResult, SegmentReader, Term};

use super::ask::{Asking, TIE};
use super::collect::Best;
use crate::asked::plan::{Clause, Form, Meet, Plan, Way, weight};
use crate::prepared::Piece;

/// What two neighbours of the query near one another add, against a word.
const NEAR: f32 = 0.35;
/// How many words may stand between them.
const BETWEEN: u32 = 2;
/// What being among those that come first adds.
const AMONG_THE_FIRST: f32 = 1_000.0;

/// What comes before everything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum First {
    /// What has the stems of all the words.
    Stems,
    /// What has all the words in any way, where it may have fewer.
    AllWords,
}

/// How many of the best are looked at for what stands near what.
const LOOKED_AT: usize = 32;

/// A word of the plan with what weighs it.
struct Weighing<'a> {
    clause: &'a Clause,
    /// The ways that meet anything at all.
    ways: Vec<&'a Way>,
    words: Bm25Weight,
    title_parts: Bm25Weight,
    pieces: [(Piece, Bm25Weight); 3],
}

/// Words of the plan near one another, or in a row.
struct Row {
    piece: Piece,
    weight: Box<dyn Weight>,
}

/// The entries of one segment under consideration, in order.
struct Docs<'a> {
    asking: Asking<'a>,
    reader: &'a SegmentReader,
    docs: &'a [DocId],
    first: First,
}

/// Gives each of the best the score it is ordered by, and puts them in order.
pub(super) fn weigh(asking: Asking<'_>, plan: &Plan, first: First, best: &mut [Best]) -> tantivy::Result<()> {
    let weighings: Vec<_> = plan.clauses.iter().map(|clause| weighing(asking, clause)).collect();
    score(asking, first, best, |docs, scores| {
        let mut among = vec![true; scores.len()];
        scores.fill(0.0);
        for weighing in &weighings {
            docs.word(weighing, scores, &mut among)?;
        }
        for (score, _) in scores.iter_mut().zip(among).filter(|(_, among)| *among) {
            *score += AMONG_THE_FIRST;
        }
        Ok(())
    })?;
    order(asking, best);
    let rows = near(asking, plan)?;
    if !rows.is_empty() {
        let looked_at = best.len().min(LOOKED_AT);
        let best = best.get_mut(..looked_at).unwrap_or_default();
        score(asking, first, best, |docs, scores| {
            rows.iter().try_for_each(|row| docs.row(&*row.weight, row.piece.weight() * NEAR, scores))
        })?;
        order(asking, best);
    }
    Ok(())
}

/// Lets the scores of the entries be changed, segment by segment.
fn score(
    asking: Asking<'_>,
    first: First,
    best: &mut [Best],
    mut change: impl FnMut(&Docs<'_>, &mut [f32]) -> tantivy::Result<()>,
) -> tantivy::Result<()> {
    best.sort_unstable_by_key(|best| best.address);
    for of_segment in best.chunk_by_mut(|a, b| a.address.segment_ord == b.address.segment_ord) {
        let Some(segment) = of_segment.first().map(|best| best.address.segment_ord) else { continue };
        let docs: Vec<DocId> = of_segment.iter().map(|best| best.address.doc_id).collect();
        let mut scores: Vec<f32> = of_segment.iter().map(|best| best.score).collect();
        let reader = asking.view.searcher.segment_reader(segment);
        change(&Docs { asking, reader, docs: &docs, first }, &mut scores)?;
        of_segment.iter_mut().zip(scores).for_each(|(best, score)| best.score = score);
    }
    Ok(())
}

/// The best first, among equals the latest.
fn order(asking: Asking<'_>, best: &mut [Best]) {
    let day = |best: &Best| {
        let columns = asking.view.columns(best.address.segment_ord as usize);
        columns.map_or(i64::MIN, |columns| columns.day(best.address.doc_id))
    };
    best.sort_by(|a, b| {
        let by_day = || day(b).cmp(&day(a));
        b.score.total_cmp(&a.score).then_with(by_day).then_with(|| a.address.cmp(&b.address))
    });
}

fn weighing<'a>(asking: Asking<'_>, clause: &'a Clause) -> Weighing<'a> {
    // All ways to meet a word count as equally rare: otherwise a rare one would outweigh the word itself.
    let mut most = 1;
    let mut meets = |way: &&Way| match &way.meet {
        Meet::Term(form, word) => {
            let frequency = asking.view.frequency(&asking.fields.word(*form, word));
            most = most.max(frequency);
            frequency > 0
        }
        _ => true,
    };
    let ways = clause.ways.iter().filter(|way| meets(way)).collect();
    let weight = |field, usual| asking.view.weight(field, most, usual);
    Weighing {
        clause,
        ways,
        words: weight(asking.fields.words, 1.0),
        title_parts: weight(asking.fields.title_parts, Piece::Title.usual_length()),
        pieces: Piece::ALL.map(|piece| (piece, weight(asking.fields.stems(piece), piece.usual_length()))),
    }
}

/// Neighbours of the query.
fn near(asking: Asking<'_>, plan: &Plan) -> tantivy::Result<Vec<Row>> {
    let mut rows = Vec::new();
    for stems in &plan.near {
        if stems.iter().any(|stem| asking.view.frequency(&asking.fields.word(Form::Stem, stem)) == 0) {
            continue;
        }
        for piece in [Piece::Title, Piece::Text] {
            let query = asking.near(piece, stems, BETWEEN);
            let weight = query.weight(EnableScoring::enabled_from_searcher(&asking.view.searcher))?;
            rows.push(Row { piece, weight });
        }
    }
    Ok(rows)
}

impl Docs<'_> {
    /// Adds what a word of the plan says for each entry; takes out of the first those that are not among them.
    fn word(&self, weighing: &Weighing<'_>, scores: &mut [f32], among: &mut [bool]) -> tantivy::Result<()> {
        let mut best = vec![0.0_f32; self.docs.len()];
        let mut sum = vec![0.0_f32; self.docs.len()];
        let mut is_itself = vec![false; self.docs.len()];
        for way in &weighing.ways {
            // The word as written and its stem are one way, weighed together.
            if matches!(way.meet, Meet::Term(Form::Surface, _)) {
                continue;
            }
            let own = matches!(&way.meet, Meet::Term(Form::Stem, stem) if *stem == weighing.clause.stem);
            let says = self.way(weighing, way, own)?;
            // Written as one word with its neighbour it is the word itself.
            let itself = self.first == First::AllWords || own || way.weight >= weight::STEM;
            for (((score, best), sum), is_itself) in says.iter().zip(&mut best).zip(&mut sum).zip(&mut is_itself) {
                *best = best.max(*score);
                *sum += score;
                *is_itself |= itself && *score > 0.0;
            }
        }
        for (((score, best), sum), (among, is_itself)) in
            scores.iter_mut().zip(best).zip(sum).zip(among.iter_mut().zip(is_itself))
        {
            *score += best + TIE * (sum - best);
            *among &= is_itself;
        }
        Ok(())
    }

    /// What one way to meet a word says.
    fn way(&self, weighing: &Weighing<'_>, way: &Way, own: bool) -> tantivy::Result<Vec<f32>> {
        let mut says = match &way.meet {
            Meet::Term(Form::Stem, stem) if way.weight > weight::PREFIX => self.stem(weighing, stem, own)?,
            Meet::Term(form, word) => self.scores(&weighing.words, &self.asking.fields.word(*form, word))?,
            Meet::Row(stems) => self.in_a_row(stems)?,
            Meet::All(groups) => {
                let mut sum = vec![0.0; self.docs.len()];
                let mut all = vec![true; self.docs.len()];
                for ways in groups {
                    let mut best = vec![0.0_f32; self.docs.len()];
                    for way in ways {
                        let says = self.way(weighing, way, false)?;
                        best.iter_mut().zip(says).for_each(|(best, says)| *best = best.max(says));
                    }
                    for ((sum, all), best) in sum.iter_mut().zip(&mut all).zip(best) {
                        *sum += best;
                        *all &= best > 0.0;
                    }
                }
                sum.into_iter().zip(all).map(|(sum, all)| if all { sum } else { 0.0 }).collect()
            }
        };
        says.iter_mut().for_each(|score| *score *= way.weight);
        Ok(says)
    }

    /// A stem: in the pieces of the entry, else as a part of a compound. `own`: as it was written it counts more.
    fn stem(&self, weighing: &Weighing<'_>, stem: &str, own: bool) -> tantivy::Result<Vec<f32>> {
        let fields = self.asking.fields;
        let anywhere = self.scores(&weighing.words, &fields.word(Form::Stem, stem))?;
        let mut best = vec![0.0_f32; self.docs.len()];
        let mut sum = vec![0.0_f32; self.docs.len()];
        let mut take = |says: Vec<f32>, weight: f32| {
            for ((says, best), sum) in says.into_iter().zip(&mut best).zip(&mut sum) {
                *best = best.max(says * weight);
                *sum += says * weight;
            }
        };
        for (piece, bm25) in &weighing.pieces {
            take(self.scores(bm25, &Term::from_field_text(fields.stems(*piece), stem))?, piece.weight());
        }
        let parts = Term::from_field_text(fields.title_parts, stem);
        take(self.scores(&weighing.title_parts, &parts)?, Piece::Title.weight() * weight::PART);
        let written = match own {
            true => self.scores(&weighing.words, &fields.word(Form::Surface, &weighing.clause.surface))?,
            false => vec![0.0; self.docs.len()],
        };
        let together = best.into_iter().zip(sum).zip(anywhere).zip(written);
        Ok(together
            .map(|(((best, sum), anywhere), written)| match best > 0.0 {
                true if written > 0.0 => (best + TIE * (sum - best)) * weight::SURFACE,
                true => best + TIE * (sum - best),
                false => anywhere * weight::PART,
            })
            .collect())
    }

    /// The scores for one term.
    fn scores(&self, bm25: &Bm25Weight, term: &Term) -> tantivy::Result<Vec<f32>> {
        let mut says = vec![0.0; self.docs.len()];
        let index = self.reader.inverted_index(term.field())?;
        let Some(info) = index.get_term_info(term)? else { return Ok(says) };
        let mut postings = index.read_block_postings_from_terminfo(&info, IndexRecordOption::WithFreqs)?;
        let lengths = self.lengths(term.field())?;
        for (doc, says) in self.docs.iter().zip(&mut says) {
            let at = postings.seek(*doc);
            if postings.doc(at) == *doc {
                *says = bm25.score(lengths.fieldnorm_id(*doc), postings.freq(at));
            }
        }
        Ok(says)
    }

    fn lengths(&self, field: Field) -> tantivy::Result<FieldNormReader> {
        self.reader.get_fieldnorms_reader(field)
    }

    /// Stems in a row, in any piece.
    fn in_a_row(&self, stems: &[String]) -> tantivy::Result<Vec<f32>> {
        let mut says = vec![0.0; self.docs.len()];
        for piece in Piece::ALL {
            let query = self.asking.near(piece, stems, 0);
            let weight = query.weight(EnableScoring::enabled_from_searcher(&self.asking.view.searcher))?;
            self.row(&*weight, piece.weight() / 2.0, &mut says)?;
        }
        Ok(says)
    }

    /// Adds to the scores of the entries that a row matches.
    fn row(&self, weight: &dyn Weight, by: f32, scores: &mut [f32]) -> tantivy::Result<()> {
        let Some(first) = self.docs.first() else { return Ok(()) };
        let (mut at, mut row) = weight.scorer_danger(self.reader, *first, 1.0)?;
        for (doc, score) in self.docs.iter().zip(scores) {
            if *doc != *first {
                at = match at {
                    SeekDangerResult::SeekLowerBound(next) if next > *doc => at,
                    _ => row.seek_danger(*doc),
                };
            }
            if at == SeekDangerResult::Found {
                *score += row.score() * by;
            }
        }
        Ok(())
    }
}
