//! What organisations are asked and decide together.

use serde::Deserialize;

/// All of it, in one network.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asking {
    /// Questions to all organisations of a room.
    #[serde(default, rename = "ask")]
    pub asks: Vec<Ask>,
    /// Proposals.
    #[serde(default, rename = "proposal")]
    pub proposals: Vec<Proposal>,
}

/// A question to all organisations of a room.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Room key.
    pub room: String,
    /// Title.
    pub title: String,
    /// Person key.
    pub author: String,
    /// Days before the first start when it was put.
    pub days_ago: u32,
    /// Days from the first start until answers are hoped for; negative has passed.
    pub due_in_days: i64,
    /// Markdown.
    pub question: String,
    /// Answers.
    #[serde(default, rename = "answer")]
    pub answers: Vec<Answer>,
    /// Closed so many days before the first start, with these words.
    pub closed_days_ago: Option<u32>,
    /// Markdown; a message of who asked.
    pub summary: Option<String>,
}

/// What an organisation answers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Organisation key.
    pub organisation: String,
    /// Person key.
    pub author: String,
    /// Days before the first start.
    pub days_ago: u32,
    /// Markdown.
    pub text: String,
}

/// A proposal on which organisations vote.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// Room key.
    pub room: String,
    /// Title.
    pub title: String,
    /// Person key.
    pub author: String,
    /// Days before the first start when it was put.
    pub days_ago: u32,
    /// Days from the first start until the vote ends; negative has passed.
    pub closes_in_days: i64,
    /// What is to be decided.
    pub wording: String,
    /// Markdown.
    pub background: String,
    /// Votes.
    #[serde(default, rename = "vote")]
    pub votes: Vec<Vote>,
    /// Decided so many days before the first start.
    pub decided_days_ago: Option<u32>,
    /// It was adopted; else, where it is decided, rejected.
    #[serde(default)]
    pub adopted: bool,
    /// What it led to.
    #[serde(default)]
    pub outcome: String,
}

/// Where an organisation stands.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vote {
    /// Organisation key.
    pub organisation: String,
    /// Person key.
    pub author: String,
    /// Days before the first start.
    pub days_ago: u32,
    /// `consent`, `agree`, `abstain` or `disagree`.
    pub choice: String,
    /// Why.
    #[serde(default)]
    pub reason: String,
}
