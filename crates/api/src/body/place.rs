//! Where in a JSON text something is wrong, as a pointer (RFC 6901).

/// The most letters of a step: a name is whatever was sent.
const LONGEST: usize = 200;

/// A step on the way to a value.
enum Step {
    Item(usize),
    /// A field, once its name has been read.
    Field(Option<String>),
}

/// The value that was being read, or had just been read, when reading failed.
pub(super) fn of(bytes: &[u8], error: &serde_json::Error) -> String {
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let before: usize = lines.take(error.line().saturating_sub(1)).map(<[u8]>::len).sum();
    let read = bytes.get(..before + error.column()).unwrap_or(bytes);
    let mut pointer = String::new();
    for step in steps(read) {
        match step {
            Step::Item(number) => pointer.push_str(&format!("/{number}")),
            Step::Field(Some(name)) => pointer.push_str(&field(&name)),
            Step::Field(None) => {}
        }
    }
    pointer
}

/// A field's name as a step of a pointer.
pub(crate) fn field(name: &str) -> String {
    let name: String = name.chars().take(LONGEST).collect();
    format!("/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// The way to where these bytes end; what they begin with has been found to be JSON.
fn steps(read: &[u8]) -> Vec<Step> {
    let (mut steps, mut at, mut names) = (Vec::new(), 0, false);
    while let Some(byte) = read.get(at) {
        // what only begins with the last byte was looked at and not entered
        let enters = at + 1 < read.len();
        let mut length = 1;
        match byte {
            b'"' => {
                length = text(&read[at..]);
                if let (true, Some(Step::Field(name))) = (names, steps.last_mut()) {
                    *name = serde_json::from_slice(&read[at..at + length]).ok();
                }
                names = false;
            }
            b'[' if enters => steps.push(Step::Item(0)),
            b'{' if enters => {
                steps.push(Step::Field(None));
                names = true;
            }
            b']' | b'}' => {
                steps.pop();
                names = false;
            }
            b',' => match steps.last_mut() {
                Some(Step::Item(number)) => *number += 1,
                Some(Step::Field(_)) => names = true,
                None => {}
            },
            _ => {}
        }
        at += length;
    }
    steps
}

/// How many bytes the text at the beginning takes, with its quotation marks.
fn text(read: &[u8]) -> usize {
    let mut escaped = false;
    for (at, byte) in read.iter().enumerate().skip(1) {
        match byte {
            b'"' if !escaped => return at + 1,
            b'\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    read.len()
}

#[cfg(test)]
mod tests {
    use super::{field, of};
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "only what is wrong with them is looked at")]
    struct Outer {
        name: String,
        inner: Vec<Inner>,
        kind: Option<Kind>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "only what is wrong with them is looked at")]
    struct Inner {
        id: uuid::Uuid,
        count: u8,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        One,
    }

    #[test]
    fn a_fault_is_found_where_it_is() {
        let id = uuid::Uuid::nil();
        for (json, place) in [
            (r#"{"name": 5, "inner": []}"#.to_owned(), "/name"),
            (r#"{"name": [1], "inner": []}"#.into(), "/name"),
            (r#"{"name": {"a": 1}, "inner": []}"#.into(), "/name"),
            (r#"{"name": null, "inner": []}"#.into(), "/name"),
            ("{\n \"name\": \"a, [{ \\\" \\\\\",\n \"inner\": [\n {\"id\": \"x\"}]}".into(), "/inner/0/id"),
            (
                format!(r#"{{"name":"å","inner":[{{"id":"{id}","count":1}},{{"id":"{id}","count":256}}]}}"#),
                "/inner/1/count",
            ),
            (format!(r#"{{"name":"a","inner":[{{"id":"{id}","count":1,"x~/y":2}}]}}"#), "/inner/0/x~0~1y"),
            (format!(r#"{{"name":"a","inner":[{{"id":"{id}","count":1}},{{"id":"{id}" }}]}}"#), "/inner/1"),
            (r#"{"name":"a","inner":[],"kind":"two"}"#.into(), "/kind"),
            (r#"{"name":"a","inner":[],"kind":3}"#.into(), "/kind"),
            (r#"{"name":"a","inner":[],"kind":[]}"#.into(), "/kind"),
            (r#"{"name":"a","inner":"x"}"#.into(), "/inner"),
            (r#"{"name":"a"}"#.into(), ""),
            ("5".into(), ""),
            (r#""x""#.into(), ""),
        ] {
            let error = serde_json::from_str::<Outer>(&json).expect_err(&json);
            assert_eq!(of(json.as_bytes(), &error), place, "{json}: {error}");
        }
        assert!(field(&"x".repeat(10_000)).len() <= 201);
    }
}
