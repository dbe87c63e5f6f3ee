//! The child's answer: a few frames, each a tag, a length and that many bytes. The text comes first, so that a first
//! page that can't be drawn costs the thumbnail and nothing else.

use crate::{Extracted, Picture, Thumbnail, Unreadable, limits};
use std::io::{self, Write};

const DOCUMENT: u8 = b'D';
const THUMBNAIL: u8 = b'T';
const PICTURE: u8 = b'P';
const REFUSAL: u8 = b'R';
const END: u8 = b'E';

/// Writes what was read, without the thumbnail.
pub(crate) fn write_document(out: &mut impl Write, document: &Extracted) -> io::Result<()> {
    write(out, DOCUMENT, &serde_json::to_vec(document)?)
}

/// Writes the thumbnail: width and height as little-endian `u32`, then the PNG.
pub(crate) fn write_thumbnail(out: &mut impl Write, thumbnail: &Thumbnail) -> io::Result<()> {
    let mut body = Vec::with_capacity(thumbnail.png.len() + 8);
    body.extend(thumbnail.width.to_le_bytes());
    body.extend(thumbnail.height.to_le_bytes());
    body.extend(&thumbnail.png);
    write(out, THUMBNAIL, &body)
}

/// Writes a picture: its number as little-endian `u32`, then the PNG.
pub(crate) fn write_picture(out: &mut impl Write, picture: &Picture) -> io::Result<()> {
    let mut body = Vec::with_capacity(picture.png.len() + 4);
    body.extend(picture.number.to_le_bytes());
    body.extend(&picture.png);
    write(out, PICTURE, &body)
}

/// Writes why nothing was read.
pub(crate) fn write_refusal(out: &mut impl Write, reason: Unreadable) -> io::Result<()> {
    write(out, REFUSAL, &serde_json::to_vec(&reason)?)
}

/// Writes that nothing more comes.
pub(crate) fn write_end(out: &mut impl Write) -> io::Result<()> {
    write(out, END, &[])
}

fn write(out: &mut impl Write, tag: u8, body: &[u8]) -> io::Result<()> {
    let length = u32::try_from(body.len())
        .ok()
        .filter(|length| u64::from(*length) < limits::OUTPUT)
        .ok_or_else(|| io::Error::other("answer too long"))?;
    out.write_all(&[tag])?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(body)?;
    out.flush()
}

/// What the parent made of the bytes it got.
#[derive(Debug)]
pub(crate) enum Answer {
    /// A document; `whole` is false when the child died while drawing its first page.
    Read { document: Box<Extracted>, whole: bool },
    /// A reason.
    Refused(Unreadable),
    /// Neither: the child died before it could answer.
    Nothing,
}

/// Reads the frames back. The bytes come from a process that may have been taken over: nothing here trusts them.
pub(crate) fn parse(mut bytes: &[u8]) -> Answer {
    let mut document: Option<Box<Extracted>> = None;
    let mut whole = false;
    while let Some((tag, body, rest)) = next(bytes) {
        bytes = rest;
        match tag {
            DOCUMENT => match serde_json::from_slice(body) {
                Ok(read) => document = Some(Box::new(read)),
                Err(_) => return Answer::Nothing,
            },
            REFUSAL => return serde_json::from_slice(body).map_or(Answer::Nothing, Answer::Refused),
            THUMBNAIL => {
                if let Some(document) = document.as_deref_mut() {
                    document.thumbnail = thumbnail(body);
                }
            }
            PICTURE => {
                if let Some(document) = document.as_deref_mut()
                    && document.pictures.len() < limits::PICTURES
                {
                    document.pictures.extend(picture(body));
                }
            }
            END => whole = true,
            _ => return Answer::Nothing,
        }
    }
    match document {
        Some(document) => Answer::Read { document, whole },
        None => Answer::Nothing,
    }
}

fn next(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (head, rest) = bytes.split_first_chunk::<5>()?;
    let [tag, length @ ..] = *head;
    let length = usize::try_from(u32::from_le_bytes(length)).ok()?;
    let (body, rest) = rest.split_at_checked(length)?;
    Some((tag, body, rest))
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

fn picture(body: &[u8]) -> Option<Picture> {
    let (number, png) = body.split_first_chunk::<4>()?;
    let number = u32::from_le_bytes(*number);
    (png.starts_with(PNG) && usize::try_from(number).is_ok_and(|number| (1..=limits::PICTURES).contains(&number)))
        .then(|| Picture { number, png: png.to_vec() })
}

fn thumbnail(body: &[u8]) -> Option<Thumbnail> {
    let (width, rest) = body.split_first_chunk::<4>()?;
    let (height, png) = rest.split_first_chunk::<4>()?;
    let (width, height) = (u32::from_le_bytes(*width), u32::from_le_bytes(*height));
    // It is served as image/png under our name: it had better be one.
    (png.starts_with(PNG)
        && (1..=limits::THUMBNAIL_WIDTH).contains(&width)
        && (1..=limits::THUMBNAIL_HEIGHT).contains(&height))
    .then(|| Thumbnail { png: png.to_vec(), width, height })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rubbish_is_nothing() {
        for bytes in [&b""[..], b"D", b"D\xff\xff\xff\xff", b"D\x02\0\0\0{}", b"x\0\0\0\0", b"R\x03\0\0\0abc"] {
            assert!(matches!(parse(bytes), Answer::Nothing));
        }
    }

    #[test]
    fn a_refusal_comes_through() {
        let mut bytes = Vec::new();
        assert!(write_refusal(&mut bytes, Unreadable::TooComplex).is_ok());
        assert!(matches!(parse(&bytes), Answer::Refused(Unreadable::TooComplex)));
    }
}
