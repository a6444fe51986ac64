//! The one gate for foreign text (routine files, notes, file names, error messages of libraries): nothing reaches a
//! screen, a stream or a file but as [`Clean`].
//!
//! A file that is *loaded* with such text in it is refused with the place ([`Clean::accept`]); text that has to be shown
//! whatever it holds is made harmless with what was in it still to be seen ([`Clean::visible`]). Both go by the same set.

use std::borrow::Cow;
use std::ops::{Range, RangeInclusive};

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many marks (accents) one letter may carry. Written languages need up to four.
const MOST_MARKS: usize = 4;

/// Text in which nothing can steer a terminal or hide from a reader. Only this module can make one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Clean(Box<str>);

/// What a text is for: how long it may be, and whether it may have several lines.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// A name or a word: up to 80 columns.
    Short,
    /// A sentence: up to 300 characters.
    Line,
    /// An instruction or a note: up to 4,000 characters, on several lines.
    Long,
}

impl Field {
    /// The most that it holds: columns of a short one, characters of any other.
    pub const fn most(self) -> usize {
        match self {
            Self::Short => 80,
            Self::Line => 300,
            Self::Long => 4_000,
        }
    }
}

/// Why a text is refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Defect {
    /// Where: bytes of the text.
    pub at: Range<usize>,
    /// What is there, such as `an escape character (U+001B)`.
    pub what: String,
    /// What to do about it, such as `take it out`.
    pub remedy: &'static str,
}

impl Clean {
    /// Takes a text as it is, for keeping. In a [`Field::Long`] text a line may end in CR LF; it is kept as LF.
    ///
    /// # Errors
    /// Names the first place that could steer a terminal or hide from a reader, or where the text gets too long.
    pub fn accept(text: &str, field: Field) -> Result<Self, Defect> {
        match Self::defects(text, field).next() {
            Some(defect) => Err(defect),
            None => Ok(Self(unix_lines(Cow::Borrowed(text), field == Field::Long).into())),
        }
    }

    /// All for which [`Clean::accept`] does not take a text, from its beginning; that it is too long comes last.
    pub fn defects(text: &str, field: Field) -> impl Iterator<Item = Defect> {
        let flaws = Flaws::of(text, field == Field::Long).map(|flaw| {
            let remedy = match flaw.first {
                '\n' | '\r' => "write it on one line",
                '\t' => "write spaces instead",
                _ => "take it out",
            };
            let what = format!("{} (U+{:04X})", flaw.what, u32::from(flaw.first));
            Defect { at: flaw.at, what, remedy }
        });
        flaws.chain(std::iter::once_with(move || too_long(text, field)).flatten())
    }

    /// Makes any text harmless and one line long: what could steer a terminal or hide shows as `␛` or `�`, a tab as
    /// spaces. Nothing is dropped silently.
    pub fn visible(text: &str) -> Self {
        Self(visible(text, false).into())
    }

    /// The same for text that may have several lines: line breaks stay.
    pub fn visible_lines(text: &str) -> Self {
        Self(unix_lines(visible(text, true), true).into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many columns it takes on a terminal.
    pub fn cells(&self) -> usize {
        self.0.width()
    }

    /// As much of it as fits into `cells` columns, with `…` where it was cut.
    pub fn truncated(&self, cells: usize) -> Cow<'_, str> {
        if self.cells() <= cells {
            return Cow::Borrowed(&self.0);
        }
        let Some(room) = cells.checked_sub(1) else { return Cow::Borrowed("") };
        let mut used = 0;
        let kept = self.0.grapheme_indices(true).find(|(_, cluster)| {
            used += cluster.width();
            used > room
        });
        Cow::Owned(format!("{}…", &self.0[..kept.map_or(self.0.len(), |(end, _)| end)]))
    }
}

impl std::ops::Deref for Clean {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Clean {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

impl std::fmt::Display for Defect {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.what)
    }
}

impl<'de> Deserialize<'de> for Clean {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(Cleaning)
    }
}

/// Cleans a text where it lies: a history has a million of them.
struct Cleaning;

impl Visitor<'_> for Cleaning {
    type Value = Clean;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Clean, E> {
        Ok(Clean::visible(text))
    }
}

/// For `#[serde(deserialize_with = "lines")]`: reads a text that may have several lines.
///
/// # Errors
/// If it is not text.
pub fn lines<'de, D: Deserializer<'de>>(from: D) -> Result<Clean, D::Error> {
    Ok(Clean::visible_lines(&String::deserialize(from)?))
}

/// For `#[serde(deserialize_with = "some_lines")]`: the same where there may be no text.
///
/// # Errors
/// If it is neither text nor absent.
pub fn some_lines<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Clean>, D::Error> {
    Ok(Option::<String>::deserialize(from)?.map(|text| Clean::visible_lines(&text)))
}

/// A JSON document with all that could steer a terminal or hide written as `\uXXXX`: the same data, safe to print.
/// Line breaks between values stay; inside a string the serializer has already written them as `\n`.
pub fn printable_json(json: String) -> String {
    if is_plain(&json, true) {
        return json;
    }
    replaced(&json, true, |flaw, out| {
        let mut units = [0; 2];
        for unit in json[flaw].chars().flat_map(|c| c.encode_utf16(&mut units).to_vec()) {
            out.push_str(&format!("\\u{unit:04x}"));
        }
    })
    .into_owned()
}

/// Whether every byte is printable ASCII, so that no character has to be looked at.
fn is_plain(text: &str, lines: bool) -> bool {
    text.bytes().all(|b| matches!(b, b' '..=b'~') || (lines && b == b'\n'))
}

/// Where a text goes on beyond what a field takes.
fn too_long(text: &str, field: Field) -> Option<Defect> {
    let limit = |most: usize, unit: &str, size: &dyn Fn(char) -> usize| {
        let mut sum = 0;
        let over = text.char_indices().find(|(_, c)| {
            sum += size(*c);
            sum > most
        });
        over.map(|(start, _)| Defect {
            at: start..text.len(),
            what: format!("more than {most} {unit}"),
            remedy: "make it shorter",
        })
    };
    match field {
        Field::Short => limit(field.most(), "columns of text", &|c| c.width().unwrap_or(0)),
        Field::Line | Field::Long => limit(field.most(), "characters", &|_| 1),
    }
}

fn unix_lines(text: Cow<'_, str>, lines: bool) -> Cow<'_, str> {
    if lines && text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n")) } else { text }
}

fn visible(text: &str, lines: bool) -> Cow<'_, str> {
    if is_plain(text, lines) {
        return Cow::Borrowed(text);
    }
    replaced(text, lines, |flaw, out| {
        out.push_str(match &text[flaw] {
            "\u{1b}" => "␛",
            "\t" => "    ",
            _ => "\u{fffd}",
        });
    })
}

/// The text with `write`'s words in the place of each flaw.
fn replaced(text: &str, lines: bool, mut write: impl FnMut(Range<usize>, &mut String)) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    for flaw in Flaws::of(text, lines) {
        out.push_str(&text[done..flaw.at.start]);
        done = flaw.at.end;
        write(flaw.at, &mut out);
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// A place in a text that could steer a terminal or hide.
struct Flaw {
    at: Range<usize>,
    first: char,
    what: &'static str,
}

/// All such places, in order.
struct Flaws<'t> {
    text: &'t str,
    at: usize,
    lines: bool,
    /// What the next mark, selector or joiner would stand on.
    base: Option<char>,
    marks: usize,
    selected: bool,
}

impl<'t> Flaws<'t> {
    fn of(text: &'t str, lines: bool) -> Self {
        Self { text, at: 0, lines, base: None, marks: 0, selected: false }
    }

    fn stand_on(&mut self, base: Option<char>) {
        (self.base, self.marks, self.selected) = (base, 0, false);
    }

    /// Why `c` cannot stay where it is, if it cannot. `rest` is the text behind it.
    fn judge(&mut self, c: char, rest: &str) -> Option<&'static str> {
        match Class::of(c) {
            Class::Base => self.stand_on(Some(c)),
            Class::Refused(_) if self.lines && (c == '\n' || (c == '\r' && rest.starts_with('\n'))) => {
                self.stand_on(None);
            }
            Class::Refused(what) => {
                // What is shown in its place is a base of its own.
                self.stand_on(Some(if c == '\t' { ' ' } else { char::REPLACEMENT_CHARACTER }));
                return Some(what);
            }
            Class::Mark if self.base.is_none() => return Some("an accent with no letter before it"),
            Class::Mark if self.marks == MOST_MARKS => return Some("more than four accents on one letter"),
            Class::Mark => self.marks += 1,
            Class::Selector if self.selected || self.base.is_none_or(char::is_whitespace) => {
                return Some("a variation selector with nothing to select");
            }
            Class::Selector => self.selected = true,
            Class::Joiner if self.base.is_some_and(is_joining) && rest.starts_with(is_joining) => {}
            Class::Joiner if c == NON_JOINER => {
                self.stand_on(Some(char::REPLACEMENT_CHARACTER));
                return Some("an invisible character");
            }
            Class::Joiner => {
                if !(self.base.is_some_and(is_pictograph) && rest.starts_with(is_pictograph)) {
                    self.stand_on(Some(char::REPLACEMENT_CHARACTER));
                    return Some("an invisible joiner outside an emoji");
                }
            }
        }
        None
    }
}

impl Iterator for Flaws<'_> {
    type Item = Flaw;

    fn next(&mut self) -> Option<Flaw> {
        while let Some(c) = self.text[self.at..].chars().next() {
            let start = self.at;
            self.at += c.len_utf8();
            if let Some(what) = self.judge(c, &self.text[self.at..]) {
                if matches!(Class::of(c), Class::Mark) {
                    // One sign stands for the whole heap.
                    let heap = self.text[self.at..].chars().take_while(|c| matches!(Class::of(*c), Class::Mark));
                    self.at += heap.map(char::len_utf8).sum::<usize>();
                    self.stand_on(Some(char::REPLACEMENT_CHARACTER));
                    self.marks = MOST_MARKS;
                }
                return Some(Flaw { at: start..self.at, first: c, what });
            }
        }
        None
    }
}

/// The characters up to U+FFFF that [`Clean::accept`] takes nowhere, in order. What depends on its neighbours is none of
/// them.
pub fn refused() -> Vec<RangeInclusive<char>> {
    let mut ranges: Vec<RangeInclusive<char>> = Vec::new();
    let mut before = None;
    for c in '\0'..='\u{ffff}' {
        let is_refused = matches!(Class::of(c), Class::Refused(_));
        match ranges.last_mut().filter(|range| before == Some(*range.end())) {
            Some(range) if is_refused => *range = *range.start()..=c,
            _ if is_refused => ranges.push(c..=c),
            _ => {}
        }
        before = Some(c);
    }
    ranges
}

/// What a character does to its neighbours.
enum Class {
    Base,
    Mark,
    Selector,
    Joiner,
    Refused(&'static str),
}

impl Class {
    fn of(c: char) -> Self {
        const CONTROL: &str = "a control character";
        const TURNING: &str = "a character that turns the direction of text";
        const INVISIBLE: &str = "an invisible character";
        match c {
            ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' => Self::Base,
            '\0' => Self::Refused("a NUL character"),
            '\t' => Self::Refused("a tab"),
            '\n' => Self::Refused("a line break"),
            '\r' => Self::Refused("a carriage return"),
            '\u{1b}' => Self::Refused("an escape character"),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Self::Refused(CONTROL),
            '\u{ad}' => Self::Refused("a soft hyphen"),
            '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                Self::Refused(TURNING)
            }
            NON_JOINER | '\u{200d}' => Self::Joiner,
            // Zero-width spaces and joiners, fillers that show as nothing, format controls of music and shorthand.
            '\u{34f}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'
            | '\u{2060}'..='\u{2065}'
            | '\u{206a}'..='\u{206f}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{13430}'..='\u{1343f}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' => Self::Refused(INVISIBLE),
            '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => Self::Selector,
            '\u{e0000}'..='\u{e0fff}' => Self::Refused("an invisible tag character"),
            '\u{2028}' => Self::Refused("a line separator"),
            '\u{2029}' => Self::Refused("a paragraph separator"),
            '\u{fff9}'..='\u{fffb}' => Self::Refused("an annotation mark"),
            '\u{fdd0}'..='\u{fdef}' => Self::Refused("a code that is no character"),
            c if u32::from(c) & 0xfffe == 0xfffe => Self::Refused("a code that is no character"),
            c if c.width() == Some(0) => Self::Mark,
            _ => Self::Base,
        }
    }
}

/// Keeps two letters apart that would flow into one another.
const NON_JOINER: char = '\u{200c}';

/// Whether it is a letter of a script in which joiners, and what keeps letters apart, belong to ordinary spelling: Arabic,
/// Persian and Urdu, Syriac, and those of India and Sri Lanka. (Unicode Standard Annex 31, 2.3.)
const fn is_joining(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{64a}' | '\u{66e}'..='\u{6d3}' | '\u{6fa}'..='\u{6ff}' | '\u{710}'..='\u{77f}' | '\u{8a0}'..='\u{8c7}' | '\u{904}'..='\u{dff}')
}

/// Whether a joiner beside it can make one picture of two: the blocks in which emoji lie.
const fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests;
