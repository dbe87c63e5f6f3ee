//! Letters about joining a network: to confirm an expression of interest, a word in a case, and its decision. What was
//! written stands in them only where the network's mails hold what is written.

use domain::actor::Actor;
use domain::ids::CaseId;
use domain::networks::case::{self, Case, CaseDecision, CaseKind};
use domain::networks::expression;
use domain::notifications::{self, Notice};
use domain::store::Store;

use crate::catalogue::{Catalogue, filled};
use crate::contact::address_in;
use crate::paper::{Block, Letter, escaped};
use crate::{Config, Result};

/// The link with which an expression of interest is confirmed; none where it waits no more.
pub(super) async fn confirm(store: &Store, config: &Config, due: &Notice) -> Result<Option<Letter>> {
    let (network, organisation) = match expression::of_notice(store.reader(), &Actor::System, due.subject_id).await {
        Ok(found) => found,
        Err(domain::Error::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let words = Catalogue::of(due.language);
    let texts = &words.joining;
    let blocks = vec![
        Block::Line(filled(texts.confirm_lead, &[&organisation, &network])),
        Block::Link { words: texts.confirm_link.to_owned(), url: address(config, due) },
        Block::Line(texts.confirm_until.to_owned()),
    ];
    Ok(Some(letter(due, words, filled(texts.confirm, &[&network]), blocks, texts.confirm_why)))
}

/// What a coordinator wrote.
pub(super) async fn word(store: &Store, config: &Config, due: &Notice) -> Result<Option<Letter>> {
    let Some(case) = of(store, due).await? else { return Ok(None) };
    let words = Catalogue::of(due.language);
    let texts = &words.joining;
    let mut blocks = Vec::new();
    let said = case::words(store.reader(), &case).await?;
    if let Some(last) = said.into_iter().rfind(|word| !word.from_applicant)
        && shows(store, &case).await?
    {
        let who = last.by_name.unwrap_or_else(|| texts.coordinator.to_owned());
        blocks.push(quote(who, last.text));
    }
    let (lead, why) = match case.kind {
        CaseKind::Expression => (texts.word_lead, texts.why),
        CaseKind::Membership => (texts.membership.word_lead, texts.membership.why),
    };
    blocks.push(Block::Line(lead.to_owned()));
    blocks.push(Block::Link { words: texts.word_link.to_owned(), url: address(config, due) });
    let letter = letter(due, words, filled(texts.word, &[&case.network]), blocks, why);
    Ok(Some(Letter { answers: address_in(&case.contact), ..letter }))
}

/// What was decided, and why.
pub(super) async fn decided(store: &Store, config: &Config, due: &Notice) -> Result<Option<Letter>> {
    let Some(case) = of(store, due).await? else { return Ok(None) };
    let Some(decision) = case.decision else { return Ok(None) };
    let words = Catalogue::of(due.language);
    let texts = &words.joining;
    // who asks for membership is an observer, and stays one where nothing else is decided
    let (subject, [member, observer, queue, no], answer, why) = match case.kind {
        CaseKind::Expression => (texts.decided, texts.decisions, texts.decided_answer, texts.why),
        CaseKind::Membership => {
            let asked = &texts.membership;
            (asked.decided, asked.decisions, asked.decided_answer, asked.why)
        }
    };
    let told = match decision {
        CaseDecision::Member => member,
        CaseDecision::Observer => observer,
        CaseDecision::Queue => queue,
        CaseDecision::No => no,
    };
    let mut blocks = vec![Block::Line(filled(told, &[&case.network]))];
    let last = case::acts(store.reader(), &case).await?.into_iter().rfind(|act| act.decision.is_some());
    if let Some(act) = last
        && let Some(reason) = act.reason
        && shows(store, &case).await?
    {
        blocks.push(quote(act.by_name.unwrap_or_else(|| texts.coordinator.to_owned()), reason));
    }
    let joins = matches!(decision, CaseDecision::Member | CaseDecision::Observer);
    if joins && case.kind == CaseKind::Expression {
        blocks.push(Block::Line(texts.decided_way_in.to_owned()));
    }
    blocks.push(Block::Link { words: texts.decided_link.to_owned(), url: address(config, due) });
    blocks.push(Block::Line(answer.to_owned()));
    let letter = letter(due, words, filled(subject, &[&case.network]), blocks, why);
    Ok(Some(Letter { answers: address_in(&case.contact), ..letter }))
}

async fn of(store: &Store, due: &Notice) -> Result<Option<Case>> {
    match case::governed(store.reader(), &Actor::System, CaseId(due.subject_id)).await {
        Ok(found) => Ok(Some(found.row().clone())),
        Err(domain::Error::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Whether the network's mails hold what is written.
async fn shows(store: &Store, case: &Case) -> Result<bool> {
    Ok(!notifications::without_content(store.reader()).await?.contains(&case.network_id))
}

fn quote(who: String, text: String) -> Block {
    let html = text.lines().map(|line| format!("<p>{}</p>", escaped(line))).collect();
    Block::Quote { who, text, html }
}

fn address(config: &Config, due: &Notice) -> String {
    format!("{}/arende/{}", config.public_url, due.secret.as_deref().unwrap_or_default())
}

fn letter(due: &Notice, words: &'static Catalogue, subject: String, blocks: Vec<Block>, why: &'static str) -> Letter {
    Letter {
        words,
        subject,
        blocks,
        why,
        name: format!("notice.{}", due.id.simple()),
        thread: Some(format!("case.{}", due.subject_id.simple())),
        answers: None,
    }
}
