//! What is made of the lines that count.

use super::Notes;
use super::line::{self, Flaw, Head};
use super::quick::Names;
use crate::domain::record::{Fact, What};
use crate::domain::text::Clean;

/// What is to be made of them.
#[derive(Clone, Copy)]
pub(super) enum Make {
    /// Facts, with or without the names of steps.
    Facts(Names),
    /// Lines of a copy, without their ends.
    Lines(Notes),
    /// Nothing: their heads say enough.
    Heads,
}

/// What was made of one.
pub(super) enum Made {
    Fact(Fact),
    /// Empty where nothing of it is wanted.
    Line(Vec<u8>),
    Nothing,
}

impl Make {
    /// Makes it of one line.
    pub(super) fn of(self, head: &Head, bytes: &[u8]) -> Result<Made, Flaw> {
        match self {
            Self::Facts(names) => line::fact_with(names, head, bytes, &mut String::new()).map(Made::Fact),
            Self::Lines(Notes::With) => Ok(Made::Line(as_it_is(bytes).to_vec())),
            Self::Lines(Notes::Without) => bare(head, bytes).map(Made::Line),
            Self::Heads => Ok(Made::Nothing),
        }
    }
}

/// A line that git may have given another end.
fn as_it_is(bytes: &[u8]) -> &[u8] {
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}

/// A line without what was written by hand; an empty one where nothing is left.
fn bare(head: &Head, bytes: &[u8]) -> Result<Vec<u8>, Flaw> {
    Ok(match without_note(line::fact(head, bytes, &mut String::new())?) {
        Noted::Unsaid => as_it_is(bytes).to_vec(),
        Noted::Nothing => Vec::new(),
        Noted::Beside(fact) => {
            let mut bare = Vec::new();
            line::encode(&fact, head.seq, &mut bare).map_err(|why| Flaw::Shape(Clean::visible(&why.to_string())))?;
            bare.pop();
            bare
        }
    })
}

/// What is left of a fact without what was written by hand.
enum Noted {
    /// The fact as it is: there is nothing of that in it.
    Unsaid,
    /// The rest of it.
    Beside(Fact),
    /// Nothing: it is a note, or an event in the person's own words.
    Nothing,
}

fn without_note(mut fact: Fact) -> Noted {
    match &mut fact.what {
        What::Note(_) | What::Event(_) => Noted::Nothing,
        What::Pain(rating) => match (rating.note.take(), rating.place.take()) {
            (None, None) => Noted::Unsaid,
            _ => Noted::Beside(fact),
        },
        What::Session(_) | What::Day(_) | What::Removed => Noted::Unsaid,
    }
}
