//! The settings of an index, as code: changed ones mean a new [`VERSION`], which means a rebuild.

use meilisearch_sdk::settings::{
    FacetingSettings, FilterFeatureModes, FilterFeatures, FilterableAttribute, FilterableAttributesSettings,
    LocalizedAttributes, MinWordSizeForTypos, PaginationSetting, Settings, TypoToleranceSettings,
};

use crate::analysis::ANALYSIS_VERSION;

/// Changed with the settings and the form of the documents.
const SETTINGS_VERSION: u32 = 3;
/// The furthest a search goes into what matches.
pub(super) const MOST_ROWS: usize = 10_000;

/// What the text of an index of this program is called.
pub(super) fn version() -> String {
    format!("{SETTINGS_VERSION}.{ANALYSIS_VERSION}")
}

/// The settings.
pub(super) fn settings() -> Settings {
    let own = |attributes: &[&str]| attributes.iter().map(|attribute| (*attribute).to_owned()).collect::<Vec<_>>();
    Settings {
        // nothing of what the server knows of a language comes over our own terms
        synonyms: Some(std::collections::HashMap::new()),
        stop_words: Some(Vec::new()),
        typo_tolerance: Some(TypoToleranceSettings {
            enabled: Some(true),
            min_word_size_for_typos: Some(MinWordSizeForTypos { one_typo: Some(5), two_typos: Some(9) }),
            disable_on_words: Some(Vec::new()),
            // terms of ours are right as they stand
            disable_on_attributes: Some(own(&["stems", "reversed", "parts"])),
            disable_on_numbers: Some(true),
        }),
        filterable_attributes: Some(vec![
            filterable(
                &[
                    "id",
                    "thing",
                    "object",
                    "parent",
                    "room",
                    "network",
                    "kind",
                    "year",
                    "host",
                    "themes",
                    "articles",
                    "organisation",
                    "published",
                    "words",
                    "whole",
                    "author",
                    "place",
                ],
                false,
            ),
            filterable(&["first_day", "last_day"], true),
        ]),
        pagination: Some(PaginationSetting { max_total_hits: MOST_ROWS }),
        faceting: Some(FacetingSettings { max_values_per_facet: 100, sort_facet_values_by: None }),
        localized_attributes: Some(vec![LocalizedAttributes {
            locales: own(&["swe"]),
            attribute_patterns: own(&["title", "heading", "text", "written", "parts"]),
        }]),
        ..Settings::new()
            .with_searchable_attributes(["title", "heading", "text", "stems", "written", "parts", "reversed"])
            .with_sortable_attributes(["first_day"])
            .with_ranking_rules(["words", "typo", "proximity", "attribute", "sort", "exactness"])
    }
}

/// What is filtered by: nobody searches in the values themselves, and only days are compared.
fn filterable(attributes: &[&str], compared: bool) -> FilterableAttribute {
    FilterableAttribute::Settings(FilterableAttributesSettings {
        attribute_patterns: attributes.iter().map(|attribute| (*attribute).to_owned()).collect(),
        features: FilterFeatures {
            facet_search: false,
            filter: FilterFeatureModes { equality: true, comparison: compared },
        },
    })
}
