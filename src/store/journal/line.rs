//! One line of the journal: a fact to bytes and back. The format is described in [the room's map](super).

use std::io::Write;
use std::ops::Range;

use chrono::{DateTime, FixedOffset, NaiveDate};
use memchr::memmem;
use serde::Deserialize;

use super::id::{id, second_half};
use super::quick::{self, Names};
use crate::domain::record::{Fact, FactId, Rank, What};
use crate::domain::text::Clean;
use crate::domain::time::stamp;
use crate::store::error::StoreError;

/// The version of the lines that this program writes.
pub const VERSION: u32 = 1;

/// The longest line, in bytes with its end. The longest session that a routine can ask for stays below half of it.
pub const LONGEST: usize = 1 << 20;

/// The highest number of a line: JSON readers elsewhere tell whole numbers apart up to here.
pub(super) const HIGHEST: u64 = 1 << 53;

/// The end of every line of every version: `,"sum":"` + eight digits + `"}`.
const SUM_MARK: &[u8] = b",\"sum\":\"";
pub(super) const SUM_LENGTH: usize = SUM_MARK.len() + 8 + 2;

/// The moment of a correction, right behind the kind.
const CORRECTED: &str = ",\"corrected\":\"";

/// The beginning of every line of every version. It cannot occur inside a JSON text, where quotes are escaped.
const START: &[u8] = b"{\"v\":";

/// Why a line says nothing to us.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Flaw {
    /// The last line has no end: a write was cut short.
    #[error("it breaks off: the write was cut short")]
    Torn,
    /// There is no checksum at its end.
    #[error("it has no checksum at its end")]
    NoSum,
    /// A merge of git stopped here, and its marks were left in the file.
    #[error("it is a conflict marker, left by a merge of git")]
    Marker,
    /// It was changed or damaged after it was written.
    #[error("its checksum does not fit: it was damaged, or changed by hand")]
    Sum,
    /// It is longer than any line we write.
    #[error("it is longer than a mebibyte")]
    TooLong,
    /// The checksum fits, but the line is not one of ours.
    #[error("it is not a line of a journal: {0}")]
    Shape(Clean),
    /// It was written by a newer solemate. That is no damage.
    #[error("it was written by a newer solemate (format {0})")]
    Newer(u32),
    /// It is whole, and of a kind that only a newer solemate knows. That is no damage either.
    #[error("it is of a kind that a newer solemate writes ({0})")]
    NewKind(Clean),
}

impl Flaw {
    fn shape(why: &str) -> Self {
        Self::Shape(Clean::visible(why))
    }

    /// Whether nothing is wrong with the line but that it is newer than this program.
    pub(super) const fn is_newer(&self) -> bool {
        matches!(self, Self::Newer(_) | Self::NewKind(_))
    }
}

/// What every line says first: enough to join files without reading the rest.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Head {
    /// The line's number among all lines of its device.
    pub seq: u64,
    /// The fact.
    pub id: FactId,
    /// Its revision.
    pub rev: u32,
    /// When it was said.
    pub at: DateTime<FixedOffset>,
    /// When the correction was made, where the line says so.
    corrected_at: Option<DateTime<FixedOffset>>,
    kind: Kind,
    /// Where the keys of the kind begin, with the comma before them.
    body: usize,
}

impl Head {
    /// How the line stands to others about the same fact; see [`Fact::rank`].
    pub(super) fn rank(&self) -> Rank {
        (self.rev, self.corrected_at.unwrap_or(self.at), self.at)
    }

    const fn fact(&self, what: What) -> Fact {
        Fact { id: self.id, rev: self.rev, at: self.at, corrected_at: self.corrected_at, what }
    }

    /// A short mark of what the line says: two lines about one fact that have the same one say the same of the same time.
    pub(super) fn word(&self, line: &[u8]) -> u32 {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let mut word = crc32fast::Hasher::new();
        word.update(&self.at.timestamp().to_le_bytes());
        word.update(&[self.kind as u8]);
        word.update(line.get(self.body..line.len().saturating_sub(SUM_LENGTH)).unwrap_or_default());
        word.finalize()
    }

    /// Whether the line is about nothing but the person's health.
    pub(super) fn is_of_health(&self) -> bool {
        self.kind == Kind::RedFlags
    }

    /// Whether the line says that the fact no longer counts.
    pub(super) fn is_removal(&self) -> bool {
        self.kind == Kind::Removed
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Session,
    Pain,
    Note,
    Event,
    Day,
    RedFlags,
    Removed,
}

/// The words of `kind` in files.
const KINDS: [(&str, Kind); 7] = [
    ("session", Kind::Session),
    ("pain", Kind::Pain),
    ("note", Kind::Note),
    ("event", Kind::Event),
    ("day", Kind::Day),
    ("red-flags", Kind::RedFlags),
    ("removed", Kind::Removed),
];

/// Writes a fact as one whole line, with its end.
///
/// # Errors
/// When there is no line for it: too long, or a date outside the years 0 to 9999. Nothing is written then.
pub fn encode(fact: &Fact, seq: u64, into: &mut Vec<u8>) -> Result<(), StoreError> {
    let start = into.len();
    let written = write_line(fact, seq, into);
    if written.is_err() {
        into.truncate(start);
    }
    written
}

fn write_line(fact: &Fact, seq: u64, into: &mut Vec<u8>) -> Result<(), StoreError> {
    let unwritable = |_| StoreError::Unwritable("it has no form in JSON");
    let start = into.len();
    let at = stamp::write(fact.at).ok_or(StoreError::Unwritable("its date lies outside the years 0 to 9999"))?;
    let kind = match &fact.what {
        What::Session(_) => "session",
        What::Pain(_) => "pain",
        What::Note(_) => "note",
        What::Event(_) => "event",
        What::Day(_) => "day",
        What::RedFlags(_) => "red-flags",
        What::Removed => "removed",
    };
    let (id, rev) = (fact.id, fact.rev);
    write!(into, r#"{{"v":{VERSION},"seq":{seq},"id":"{id}","rev":{rev},"at":"{at}","kind":"{kind}""#)
        .map_err(|_| StoreError::Unwritable("there is no memory for it"))?;
    if let Some(moment) = fact.corrected_at.and_then(stamp::write) {
        into.extend_from_slice(CORRECTED.as_bytes());
        into.extend_from_slice(moment.as_bytes());
        into.push(b'"');
    }
    let body = into.len();
    match &fact.what {
        What::Session(session) => serde_json::to_writer(&mut *into, session).map_err(unwritable)?,
        What::Pain(rating) => serde_json::to_writer(&mut *into, rating).map_err(unwritable)?,
        What::Note(note) => serde_json::to_writer(&mut *into, note).map_err(unwritable)?,
        What::Event(event) => serde_json::to_writer(&mut *into, event).map_err(unwritable)?,
        What::Day(day) => serde_json::to_writer(&mut *into, day).map_err(unwritable)?,
        What::RedFlags(flagged) => serde_json::to_writer(&mut *into, flagged).map_err(unwritable)?,
        What::Removed => {}
    }
    if into.len() > body {
        // `{"side":…}` goes on where the head stops: `,"side":…`
        into[body] = b',';
        into.pop();
    }
    let sum = crc32fast::hash(&into[start..]);
    into.extend_from_slice(SUM_MARK);
    into.extend_from_slice(&hex(sum));
    into.extend_from_slice(b"\"}\n");
    if into.len() - start > LONGEST {
        return Err(StoreError::Unwritable("it is longer than a mebibyte"));
    }
    Ok(())
}

/// Tells by its head alone, unchecked, whether a line is the first about its fact, and of a day before another one.
pub(super) struct Before {
    /// As dates begin: `2026-08-29`.
    day: String,
    start: memmem::Finder<'static>,
}

impl Before {
    pub(super) fn new(day: NaiveDate) -> Self {
        Self { day: day.format("%Y-%m-%d").to_string(), start: memmem::Finder::new(START) }
    }

    /// Never said of a line that has another one inside.
    pub(super) fn covers(&self, line: &[u8]) -> bool {
        /// The head of a line ends before: the longest number, and an id.
        const HEAD: usize = 128;
        let head = line.get(..HEAD.min(line.len())).and_then(|head| str::from_utf8(head).ok()).unwrap_or_default();
        let mut rest = Rest(head);
        let mut read = || {
            rest.after(r#"{"v":1,"seq":"#)?;
            rest.number()?;
            rest.after(r#","id":""#)?;
            rest.take(36)?;
            rest.after(r#"","rev":0,"at":""#)?;
            rest.take(self.day.len())
        };
        read().is_some_and(|day| *day < *self.day) && self.start.find(&line[START.len()..]).is_none()
    }
}

/// Checks a line (without its end) and reads its head.
///
/// # Errors
/// Why it cannot be used.
pub(super) fn check(line: &[u8]) -> Result<Head, Flaw> {
    let said = signed(line)?;
    head(std::str::from_utf8(said).map_err(|_| Flaw::shape("it is not text"))?)
}

/// What a line says before its checksum, if that fits.
fn signed(line: &[u8]) -> Result<&[u8], Flaw> {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let no_sum = || if is_marker(line) { Flaw::Marker } else { Flaw::NoSum };
    let split = line.len().checked_sub(SUM_LENGTH).ok_or_else(no_sum)?;
    let (said, sum) = line.split_at(split);
    let sum = sum.strip_prefix(SUM_MARK).and_then(|sum| sum.strip_suffix(b"\"}")).ok_or_else(no_sum)?;
    if sum == hex(crc32fast::hash(said)) { Ok(said) } else { Err(Flaw::Sum) }
}

/// Whether git left this line in the middle of a merge. None of ours begins so.
fn is_marker(line: &[u8]) -> bool {
    line == b"=======" || [b"<<<<<<< ", b">>>>>>> ", b"||||||| "].iter().any(|mark| line.starts_with(*mark))
}

/// The pieces that a broken line may hold: two lines run together, or a torn one with a whole one behind it.
pub(super) fn pieces(line: &[u8]) -> impl Iterator<Item = Range<usize>> + use<> {
    let mut starts: Vec<usize> = memchr::memmem::find_iter(line, START).collect();
    if starts.first() != Some(&0) {
        starts.insert(0, 0);
    }
    starts.push(line.len());
    (1..starts.len()).map(move |n| starts[n - 1]..starts[n])
}

/// The second half of the id of a whole line that says something for the first time. Lines that are anything else take
/// a longer look.
pub(super) fn half_id_at_a_glance(line: &[u8]) -> Option<u64> {
    let digits = line.strip_prefix(b"{\"v\":1,\"seq\":")?;
    let seq = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (id, rest) = digits[seq..].strip_prefix(b",\"id\":\"")?.split_at_checked(36)?;
    let value = second_half(id.try_into().ok()?)?;
    (rest.starts_with(b"\",\"rev\":0,") && signed(line).is_ok()).then_some(value)
}

/// Reads the whole of a line that [`check`] has found good. `scratch` is room to work in, kept from line to line.
///
/// # Errors
/// When it says something that makes no sense, though it was written so.
pub(super) fn fact(head: &Head, line: &[u8], scratch: &mut String) -> Result<Fact, Flaw> {
    fact_with(Names::Given, head, line, scratch)
}

/// The same, with or without the names of steps.
///
/// # Errors
/// When it says something that makes no sense, though it was written so.
pub(super) fn fact_with(names: Names, head: &Head, line: &[u8], scratch: &mut String) -> Result<Fact, Flaw> {
    let body = line.get(head.body + 1..).and_then(|body| std::str::from_utf8(body).ok());
    let body = body.ok_or_else(|| Flaw::shape("it is not text"))?;
    let quick = match head.kind {
        Kind::Session => quick::session(body, names).map(What::Session),
        Kind::Pain => quick::rating(body).map(What::Pain),
        Kind::Note | Kind::Event | Kind::Day | Kind::RedFlags | Kind::Removed => None,
    };
    if let Some(what) = quick {
        return Ok(head.fact(what));
    }
    scratch.clear();
    scratch.push('{');
    scratch.push_str(body);
    let what = match head.kind {
        Kind::Session => What::Session(read(scratch)?),
        Kind::Pain => What::Pain(read(scratch)?),
        Kind::Note => What::Note(read(scratch)?),
        Kind::Event => What::Event(read(scratch)?),
        Kind::Day => What::Day(read(scratch)?),
        Kind::RedFlags => What::RedFlags(read(scratch)?),
        Kind::Removed => What::Removed,
    };
    Ok(head.fact(what))
}

/// The keys of a kind.
fn read<'de, T: Deserialize<'de>>(body: &'de str) -> Result<T, Flaw> {
    serde_json::from_str(body).map_err(|error| {
        // Its "at line 1 column 7" counts from somewhere inside the line.
        let text = error.to_string();
        Flaw::shape(&in_words(text.split(" at line 1 column").next().unwrap_or_default()))
    })
}

/// What a reader of data says, for people: ``integer `11`, expected u8`` is no sentence to somebody with a text file.
fn in_words(said: &str) -> String {
    let wrong = said.strip_prefix("invalid value: ").or(said.strip_prefix("invalid type: "));
    if let Some((found, wanted)) = wrong.and_then(|wrong| wrong.rsplit_once(", expected ")) {
        let kinds = ["integer ", "floating point ", "string ", "boolean "];
        let found = kinds.iter().find_map(|kind| found.strip_prefix(kind)).unwrap_or(found);
        let wanted = match wanted {
            // Of all that is kept only pain is so small a number.
            "u8" => "a whole number from 0 to 10",
            "u32" | "u64" => "a whole number that is not below 0",
            "a string" => "text",
            "a sequence" => "a list",
            other => other.strip_prefix("struct ").map_or(other, |_| "a group of keys"),
        };
        return format!("{found} stands where {wanted} belongs");
    }
    if let Some((found, known)) = said.strip_prefix("unknown variant ").and_then(|rest| rest.split_once(", expected "))
    {
        return format!("{found} is none of the words that can stand there: {}", known.trim_start_matches("one of "));
    }
    let field = |prefix: &str| said.strip_prefix(prefix);
    match (field("missing field "), field("duplicate field ")) {
        (Some(key), _) => format!("{key} is missing"),
        (_, Some(key)) => format!("{key} stands there twice"),
        _ => said.to_owned(),
    }
}

/// By hand: heads are read twice as often as bodies, and the order of their keys is part of the format.
fn head(said: &str) -> Result<Head, Flaw> {
    let mut rest = Rest(said);
    let version =
        rest.after(r#"{"v":"#).and_then(|()| rest.number()).ok_or_else(|| Flaw::shape("it has no version"))?;
    match u32::try_from(version) {
        Ok(VERSION) => {}
        Ok(0) => return Err(Flaw::shape("there is no format 0")),
        newer => return Err(Flaw::Newer(newer.unwrap_or(u32::MAX))),
    }
    let mut read = || {
        rest.after(r#","seq":"#)?;
        let seq = rest.number().filter(|seq| *seq <= HIGHEST)?;
        rest.after(r#","id":""#)?;
        let id = id(rest.take(36)?)?;
        rest.after(r#"","rev":"#)?;
        let rev = u32::try_from(rest.number()?).ok()?;
        rest.after(r#","at":""#)?;
        let at = stamp::read(rest.take(25)?)?;
        rest.after(r#"","kind":""#)?;
        let (word, after) = rest.0.split_once('"')?;
        rest.0 = after;
        let corrected_at = match rest.after(CORRECTED) {
            None => None,
            Some(()) => {
                let moment = stamp::read(rest.take(25)?)?;
                rest.after("\"")?;
                Some(moment)
            }
        };
        let body = said.len() - rest.0.len();
        let known = KINDS.into_iter().find(|(known, _)| *known == word);
        Some(known.map(|(_, kind)| Head { seq, id, rev, at, corrected_at, kind, body }).ok_or(word))
    };
    match read() {
        Some(Ok(head)) => Ok(head),
        Some(Err(kind)) if is_kind(kind) => Err(Flaw::NewKind(Clean::visible(kind))),
        Some(Err(_)) | None => Err(Flaw::shape("its first keys are not v, seq, id, rev, at and a kind")),
    }
}

/// Whether a word could name a kind: a few small letters.
fn is_kind(word: &str) -> bool {
    (1..=24).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

/// What is left of a line while its head is read.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    fn after(&mut self, expected: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(expected)?;
        Some(())
    }

    fn take(&mut self, length: usize) -> Option<&'a str> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u64> {
        let length = self.0.bytes().take_while(u8::is_ascii_digit).count();
        self.take(length)?.parse().ok()
    }
}

/// Eight hexadecimal digits, lower case: there is one way to write a checksum.
fn hex(sum: u32) -> [u8; 8] {
    std::array::from_fn(|n| {
        let digit = (sum >> (28 - 4 * n)) & 0xf;
        b"0123456789abcdef"[digit as usize]
    })
}

#[cfg(test)]
mod tests;
