//! Tantivy with its Swedish stemmer and its own query parser: what one gets without this crate.

use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::tokenizer::{Language, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer};

use crate::pages::Page;

/// The engine: from a query to the twenty best things.
pub(crate) fn engine(pages: &[Page]) -> impl Fn(&str) -> Vec<usize> {
    let mut schema = Schema::builder();
    let id = schema.add_u64_field("id", INDEXED | STORED);
    let indexing =
        TextFieldIndexing::default().set_tokenizer("sv").set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = TextOptions::default().set_indexing_options(indexing);
    let (title, body) = (schema.add_text_field("title", text.clone()), schema.add_text_field("body", text));
    let index = tantivy::Index::create_in_ram(schema.build());
    let tokenizer = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(LowerCaser)
        .filter(Stemmer::new(Language::Swedish))
        .build();
    index.tokenizers().register("sv", tokenizer);
    let mut writer: tantivy::IndexWriter = index.writer(20_000_000).unwrap();
    for page in pages {
        let document = tantivy::doc!(id => page.thing as u64, title => page.title.as_str(), body => page.text.as_str());
        writer.add_document(document).unwrap();
    }
    writer.commit().unwrap();
    let searcher = index.reader().unwrap().searcher();
    let parser = QueryParser::for_index(&index, vec![title, body]);
    move |query: &str| {
        let (query, _) = parser.parse_query_lenient(query);
        let best = searcher.search(&query, &TopDocs::with_limit(100).order_by_score()).unwrap();
        let number = |address| {
            let document: tantivy::TantivyDocument = searcher.doc(address).unwrap();
            usize::try_from(document.get_first(id).unwrap().as_u64().unwrap()).unwrap()
        };
        let mut things: Vec<usize> = Vec::new();
        for thing in best.into_iter().map(|(_, address)| number(address)) {
            if !things.contains(&thing) {
                things.push(thing);
            }
        }
        things
    }
}
