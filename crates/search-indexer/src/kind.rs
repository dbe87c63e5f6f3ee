//! The words a document is found by for what it is: a language catalogue, Swedish and English, of the kinds of documents.

use domain::documents::document::DocumentKind;

/// What it is called.
pub(crate) fn words(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Checklist => "Checklista, Checklist",
        DocumentKind::ChildAccounts => "Barnbokslut, Child accounts",
        DocumentKind::Strategy => "Strategi, Strategy",
        DocumentKind::ActionPlan => "Handlingsplan, Action plan",
        DocumentKind::Template => "Mall, Template",
        DocumentKind::Report => "Rapport, Report",
        DocumentKind::Presentation => "Presentation",
        DocumentKind::Notes => "Minnesanteckningar, Notes",
        DocumentKind::Programme => "Program, Programme",
        DocumentKind::Agreement => "Överenskommelse, Agreement",
    }
}
