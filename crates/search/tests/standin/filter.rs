//! The filter language, as documented: `IN`, comparisons, `EXISTS`, `NOT`, `AND`, `OR`, brackets; only over attributes that
//! have been named as filterable.

use std::collections::HashSet;

use serde_json::Value;

use super::server::Stored;

#[derive(Debug)]
pub(crate) enum Filter {
    Any(Vec<Filter>),
    All(Vec<Filter>),
    Not(Box<Filter>),
    In(String, Vec<String>),
    Exists(String),
    Compared(String, String, f64),
    Is(String, String),
}

/// Reads a filter.
pub(crate) fn parse(text: &str, filterable: &[String]) -> Result<Filter, &'static str> {
    let mut reader = Reader { tokens: tokens(text), at: 0, filterable };
    let filter = reader.any()?;
    if reader.at == reader.tokens.len() { Ok(filter) } else { Err("invalid_search_filter") }
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Word(String),
    Quoted(String),
    Sign(String),
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            c if c.is_whitespace() => {}
            '"' => {
                let mut value = String::new();
                while let Some(c) = chars.next() {
                    match c {
                        '\\' => value.extend(chars.next()),
                        '"' => break,
                        c => value.push(c),
                    }
                }
                tokens.push(Token::Quoted(value));
            }
            '(' | ')' | '[' | ']' | ',' => tokens.push(Token::Sign(c.to_string())),
            '=' | '>' | '<' | '!' => {
                let mut sign = c.to_string();
                sign.extend(chars.next_if_eq(&'='));
                tokens.push(Token::Sign(sign));
            }
            c => {
                let mut word = c.to_string();
                while let Some(c) = chars.next_if(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.')) {
                    word.push(c);
                }
                tokens.push(Token::Word(word));
            }
        }
    }
    tokens
}

struct Reader<'a> {
    tokens: Vec<Token>,
    at: usize,
    filterable: &'a [String],
}

impl Reader<'_> {
    fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token
    }

    fn word(&mut self, word: &str) -> bool {
        let there = self.tokens.get(self.at) == Some(&Token::Word(word.to_owned()));
        self.at += usize::from(there);
        there
    }

    fn sign(&mut self, sign: &str) -> bool {
        let there = self.tokens.get(self.at) == Some(&Token::Sign(sign.to_owned()));
        self.at += usize::from(there);
        there
    }

    fn any(&mut self) -> Result<Filter, &'static str> {
        let mut any = vec![self.all()?];
        while self.word("OR") {
            any.push(self.all()?);
        }
        Ok(Filter::Any(any))
    }

    fn all(&mut self) -> Result<Filter, &'static str> {
        let mut all = vec![self.one()?];
        while self.word("AND") {
            all.push(self.one()?);
        }
        Ok(Filter::All(all))
    }

    fn one(&mut self) -> Result<Filter, &'static str> {
        const WRONG: &str = "invalid_search_filter";
        if self.word("NOT") {
            return Ok(Filter::Not(Box::new(self.one()?)));
        }
        if self.sign("(") {
            let inner = self.any()?;
            return if self.sign(")") { Ok(inner) } else { Err(WRONG) };
        }
        let Some(Token::Word(attribute)) = self.next() else { return Err(WRONG) };
        if !self.filterable.contains(&attribute) {
            return Err(WRONG);
        }
        if self.word("EXISTS") {
            return Ok(Filter::Exists(attribute));
        }
        if self.word("IN") {
            if !self.sign("[") {
                return Err(WRONG);
            }
            let mut values = Vec::new();
            while !self.sign("]") {
                match self.next() {
                    Some(Token::Word(value) | Token::Quoted(value)) => values.push(value.to_lowercase()),
                    _ => return Err(WRONG),
                }
                self.sign(",");
            }
            return Ok(Filter::In(attribute, values));
        }
        match (self.next(), self.next()) {
            (Some(Token::Sign(sign)), Some(Token::Word(value))) if sign == "=" => {
                Ok(Filter::Is(attribute, value.to_lowercase()))
            }
            (Some(Token::Sign(sign)), Some(Token::Word(value))) => match value.parse() {
                Ok(value) => Ok(Filter::Compared(attribute, sign, value)),
                Err(_) => Err(WRONG),
            },
            _ => Err(WRONG),
        }
    }
}

/// The values of an attribute, as they are compared.
pub(crate) fn values(document: &Value, attribute: &str) -> HashSet<String> {
    let one = |value: &Value| match value {
        Value::String(text) => Some(text.to_lowercase()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    };
    match &document[attribute] {
        Value::Array(values) => values.iter().filter_map(one).collect(),
        value => one(value).into_iter().collect(),
    }
}

impl Filter {
    pub(crate) fn holds(&self, stored: &Stored) -> bool {
        match self {
            Self::Any(any) => any.iter().any(|filter| filter.holds(stored)),
            Self::All(all) => all.iter().all(|filter| filter.holds(stored)),
            Self::Not(filter) => !filter.holds(stored),
            Self::In(attribute, wanted) => {
                let values = stored.values.get(attribute);
                values.is_some_and(|values| wanted.iter().any(|one| values.contains(one)))
            }
            Self::Is(attribute, wanted) => stored.values.get(attribute).is_some_and(|values| values.contains(wanted)),
            Self::Exists(attribute) => stored.document.get(attribute).is_some(),
            Self::Compared(attribute, sign, limit) => {
                stored.document[attribute].as_f64().is_some_and(|value| match sign.as_str() {
                    ">=" => value >= *limit,
                    "<=" => value <= *limit,
                    ">" => value > *limit,
                    "<" => value < *limit,
                    _ => false,
                })
            }
        }
    }
}
