//! What is made of the lines that count.

use super::line::{self, Flaw, Head};
use super::quick::Names;
use super::{Contents, Notes};
use crate::domain::record::{Fact, Fitted, What};
use crate::domain::text::Clean;

/// What is to be made of them.
#[derive(Clone, Copy)]
pub(super) enum Make {
    /// Facts, with or without the names of steps.
    Facts(Names),
    /// Lines of a copy, without their ends.
    Lines(Contents),
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
            Self::Lines(contents) => copied(contents, head, bytes).map(Made::Line),
            Self::Heads => Ok(Made::Nothing),
        }
    }
}

/// A line that git may have given another end.
fn as_it_is(bytes: &[u8]) -> &[u8] {
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}

/// How a session's line names what was left out for the person's health.
const FOR_HEALTH: &[u8] = b"\"health\":[";

/// A line with what is wanted of it; an empty one where nothing is left.
fn copied(contents: Contents, head: &Head, bytes: &[u8]) -> Result<Vec<u8>, Flaw> {
    if !contents.health && head.is_of_health() {
        return Ok(Vec::new());
    }
    let tells = !contents.health && memchr::memmem::find(bytes, FOR_HEALTH).is_some();
    if !tells && contents.notes == Notes::With {
        return Ok(as_it_is(bytes).to_vec());
    }
    let fact = line::fact(head, bytes, &mut String::new())?;
    let (fact, changed) = if tells { without_health(fact) } else { (fact, false) };
    let noted = if contents.notes == Notes::With { Noted::Unsaid(fact) } else { without_note(fact) };
    Ok(match noted {
        Noted::Unsaid(_) if !changed => as_it_is(bytes).to_vec(),
        Noted::Nothing => Vec::new(),
        Noted::Unsaid(fact) | Noted::Beside(fact) => {
            let mut bare = Vec::new();
            line::encode(&fact, head.seq, &mut bare).map_err(|why| Flaw::Shape(Clean::visible(&why.to_string())))?;
            bare.pop();
            bare
        }
    })
}

/// A fact without what tells of the health profile, and whether there was any of that in it.
fn without_health(mut fact: Fact) -> (Fact, bool) {
    let What::Session(record) = &mut fact.what else { return (fact, false) };
    let Some(fitted) = &mut record.fitted else { return (fact, false) };
    let changed = !std::mem::take(&mut fitted.for_health).is_empty();
    record.fitted = record.fitted.take().filter(|fitted| **fitted != Fitted::default());
    (fact, changed)
}

/// Whether what is known here is a fact as a copy without notes, or without what tells of one's health, has it.
pub(super) fn is_rest_of(here: &Fact, whole: &Fact) -> bool {
    let (Noted::Unsaid(rest) | Noted::Beside(rest)) = without_note(whole.clone()) else { return false };
    here.what != whole.what && here.what == without_health(rest).0.what
}

/// Whether a line may hold something that such a copy has not.
pub(super) fn may_tell_more(bytes: &[u8]) -> bool {
    let has = |key: &[u8]| memchr::memmem::find(bytes, key).is_some();
    has(b"\"note\":") || has(b"\"place\":") || has(FOR_HEALTH)
}

/// What is left of a fact without what was written by hand.
enum Noted {
    /// The fact as it is: there is nothing of that in it.
    Unsaid(Fact),
    /// The rest of it.
    Beside(Fact),
    /// Nothing: it is a note, or an event in the person's own words.
    Nothing,
}

fn without_note(mut fact: Fact) -> Noted {
    match &mut fact.what {
        What::Note(_) | What::Event(_) => Noted::Nothing,
        What::Pain(rating) => match (rating.note.take(), rating.place.take()) {
            (None, None) => Noted::Unsaid(fact),
            _ => Noted::Beside(fact),
        },
        What::Session(_) | What::Day(_) | What::RedFlags(_) | What::Removed => Noted::Unsaid(fact),
    }
}
