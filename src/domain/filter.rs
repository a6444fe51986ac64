//! What to look for in a history, in simple words on one line: `calf left first-step 2026-10`.
//!
//! ```text
//! left  right                          about that foot
//! session  rating  event  hurt  note   what it is, or what is in it; pain is any rating
//! first-step  day-average              ratings of that kind; also first, average, first step, day average
//! before  during  after                rated at that moment of a session
//! 2026  2026-10  2026-10-05            that year, month or day; 5.10.2026 too
//! 2026-10..2026-11  2026-10..  ..2026  from the first to the last day of these
//! nov  20 nov  20 nov 2026             that month or day, of any year where none is said
//! today  yesterday  4w  30d            the last weeks or days, today among them
//! anything else                        is found in names, notes, places and events
//! ```
//!
//! All words have to fit; a foot beside `hurt` or a moment of a session is the one that hurt or was rated. A word of the
//! first lines is found in texts too, so that `day` still finds "End of Day".

mod days;

use chrono::{Datelike as _, NaiveDate};

use super::body::{Feet, Side};
use super::dawn::Dawn;
use super::history::{BeforeAfter, Row, RowKind};
use super::record::{PainKind, Rating};
use super::time::Now;
use super::words::health::RED_FLAG;
use days::{days, month};

/// The words of a line, understood.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filter {
    words: Vec<Word>,
    dawn: Dawn,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Word {
    /// From the first day to the last one, both among them.
    Days(Option<NaiveDate>, Option<NaiveDate>),
    /// A day of a month of any year, as the list writes it: `20 nov`.
    Date(u32, u32),
    /// A month of any year, or its text: `nov`, `may`.
    Month(u32, String),
    /// Something that is meant by the word, or its text (in small letters) somewhere.
    Said(Option<Meaning>, String),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Meaning {
    Side(Side),
    Session,
    Rating,
    Pain,
    Event,
    Hurt,
    Note,
    Kind(PainKind),
}

impl Filter {
    /// Understands a line, on the day that is lived. Every line means something: what is no word of ours is text.
    pub fn read(line: &str, now: Now) -> Self {
        let today = now.today();
        let mut words: Vec<Word> = Vec::new();
        for word in line.split_whitespace().map(str::to_lowercase) {
            let month = month(&word);
            let before = match words.last() {
                Some(Word::Said(None, before)) => before.parse().ok().filter(|day| (1..=31).contains(day)),
                _ => None,
            };
            if let (Some(day), Some(month)) = (before, month) {
                words.pop();
                words.push(Word::Date(day, month));
                continue;
            }
            if let Some((kind, both)) = kind_in_two(words.last(), &word) {
                words.pop();
                words.push(Word::Said(Some(Meaning::Kind(kind)), both));
                continue;
            }
            let said = |word: String| Word::Said(meaning(&word), word);
            words.push(match month {
                Some(month) => Word::Month(month, word),
                None => days(&word, today).unwrap_or_else(|| said(word)),
            });
        }
        Self { words, dawn: now.dawn }
    }

    /// Whether everything passes.
    pub const fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether a row has all that is asked for.
    pub fn passes(&self, row: &Row) -> bool {
        let foot = self.words.iter().find_map(|word| match word {
            Word::Said(Some(Meaning::Side(side)), _) => Some(*side),
            _ => None,
        });
        self.words.iter().all(|word| match word {
            Word::Days(first, last) => {
                let day = self.dawn.day_of(row.at);
                first.is_none_or(|first| first <= day) && last.is_none_or(|last| day <= last)
            }
            Word::Date(date, month) => {
                let day = self.dawn.day_of(row.at);
                (day.day(), day.month()) == (*date, *month)
            }
            Word::Month(month, text) => {
                self.dawn.day_of(row.at).month() == *month || says(row, text) || has_id(row, text)
            }
            Word::Said(meaning, text) => {
                // As ratings are called everywhere it is no part of a routine's id: of `first-steps` it would be.
                let is_kind = matches!(meaning, Some(Meaning::Kind(kind)) if kind.word() == text);
                meaning.is_some_and(|meaning| meaning.is_met_by(&row.what, foot))
                    || says(row, text)
                    || (!is_kind && has_id(row, text))
            }
        })
    }
}

/// A kind of rating in two words, as it is said everywhere else, and the two as a text.
fn kind_in_two(before: Option<&Word>, word: &str) -> Option<(PainKind, String)> {
    let Some(Word::Said(_, before)) = before else { return None };
    let kind = match (before.as_str(), word) {
        ("first", "step" | "steps") => PainKind::FirstStep,
        ("day" | "day's" | "day’s", "average") => PainKind::DayAverage,
        _ => return None,
    };
    Some((kind, format!("{before} {word}")))
}

fn meaning(word: &str) -> Option<Meaning> {
    Some(match word {
        "left" => Meaning::Side(Side::Left),
        "right" => Meaning::Side(Side::Right),
        "session" | "sessions" => Meaning::Session,
        "rating" | "ratings" => Meaning::Rating,
        "pain" => Meaning::Pain,
        "event" | "events" => Meaning::Event,
        "hurt" | "hurts" => Meaning::Hurt,
        "note" | "notes" => Meaning::Note,
        "first-step" | "first-steps" | "first" => Meaning::Kind(PainKind::FirstStep),
        "day-average" | "average" => Meaning::Kind(PainKind::DayAverage),
        "now-before" | "before" => Meaning::Kind(PainKind::NowBefore),
        "now-during" | "during" => Meaning::Kind(PainKind::NowDuring),
        "now-after" | "after" => Meaning::Kind(PainKind::NowAfter),
        _ => return None,
    })
}

impl Meaning {
    /// Whether a row is meant, or something in it, on that foot where one is named.
    fn is_met_by(self, what: &RowKind, foot: Option<Side>) -> bool {
        let is_of = |side: Side| foot.is_none_or(|foot| foot == side);
        match (self, what) {
            (Self::Side(side), RowKind::Session { feet, .. }) => feet.is_some_and(|feet: Feet| feet.include(side)),
            (Self::Side(side), RowKind::Rating(rating)) => rating.side == side,
            (Self::Session, RowKind::Session { .. }) | (Self::Rating, RowKind::Rating(_)) => true,
            (Self::Pain, RowKind::Rating(_)) => true,
            (Self::Pain, RowKind::Session { pain, during, .. }) => {
                let is_rated = |side| pain.of(side) != BeforeAfter::default();
                !during.is_empty() || Side::BOTH.into_iter().any(is_rated)
            }
            (Self::Event, RowKind::Event(_)) => true,
            (Self::Hurt, RowKind::Session { hurts, .. }) => hurts.iter().any(|hurt| hurt.side.is_none_or(is_of)),
            (Self::Note, RowKind::Session { note, worded, .. }) => {
                !note.is_empty() || worded.iter().any(|rating| rating.note.is_some())
            }
            (Self::Note, RowKind::Rating(rating)) => rating.note.is_some(),
            (Self::Kind(kind), RowKind::Rating(rating)) => rating.kind == kind,
            (Self::Kind(PainKind::NowBefore), RowKind::Session { pain, .. }) => {
                Side::BOTH.into_iter().any(|side| is_of(side) && pain.of(side).before.is_some())
            }
            (Self::Kind(PainKind::NowAfter), RowKind::Session { pain, .. }) => {
                Side::BOTH.into_iter().any(|side| is_of(side) && pain.of(side).after.is_some())
            }
            (Self::Kind(PainKind::NowDuring), RowKind::Session { during, .. }) => {
                during.iter().any(|rating| is_of(rating.side))
            }
            _ => false,
        }
    }
}

/// Whether the text is a part of the routine's id.
fn has_id(row: &Row, text: &str) -> bool {
    matches!(&row.what, RowKind::Session { routine, .. } if has(routine.as_str(), text))
}

/// Whether the text stands anywhere in the words of the row.
fn says(row: &Row, text: &str) -> bool {
    match &row.what {
        RowKind::Session { name, hurts, worded, note, .. } => {
            has(name, text)
                || has(note, text)
                || hurts.iter().any(|hurt| has(&hurt.step, text))
                || worded.iter().any(|rating| is_said_of(rating, text))
        }
        RowKind::Rating(rating) => is_said_of(rating, text),
        RowKind::Event(said) => has(said, text),
        RowKind::Day(mark) => mark.name().contains(text),
        RowKind::RedFlags(flags) => format!("{RED_FLAG}: {flags}").contains(text),
    }
}

/// Whether the text stands in the words of a rating.
fn is_said_of(rating: &Rating, text: &str) -> bool {
    [&rating.note, &rating.place].into_iter().flatten().any(|said| has(said, text))
}

/// Whether `text` has `small`, a text in small letters, in it. Rows are many: what is plain is compared where it lies.
fn has(text: &str, small: &str) -> bool {
    let (text_bytes, wanted) = (text.as_bytes(), small.as_bytes());
    match wanted.first() {
        None => true,
        Some(first) if small.is_ascii() => {
            let begins = |part: &[u8]| part[0].eq_ignore_ascii_case(first) && part.eq_ignore_ascii_case(wanted);
            text_bytes.windows(wanted.len()).any(begins)
        }
        Some(_) => text.to_lowercase().contains(small),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::domain::body::PerSide;
    use crate::domain::history::HurtIn;
    use crate::domain::record::{Ending, FactId, Hurt, Pain};
    use crate::domain::routine::RoutineId;
    use crate::domain::text::Clean;
    use crate::domain::time::{Moment, stamp};

    fn row(at: &str, what: RowKind) -> Row {
        Row { id: FactId::from_u128(1), at: stamp::read(at).unwrap(), what }
    }

    fn session(at: &str) -> Row {
        let hurt = Hurt { at: Duration::ZERO, into: Duration::ZERO, round: None };
        let step = HurtIn { step: Clean::visible("Knead the calf"), side: None, hurt };
        let rated = BeforeAfter { before: Pain::try_from(4).ok(), after: None };
        row(
            at,
            RowKind::Session {
                routine: RoutineId::new("wind-down").unwrap(),
                name: Clean::visible("End of Day"),
                planned: Duration::ZERO,
                lived: Duration::ZERO,
                ending: Ending::Finished,
                did_nothing: false,
                fitted: None,
                pain: PerSide { left: rated, right: BeforeAfter::default() },
                hurts: vec![step],
                feet: Some(Feet::Left),
                during: Vec::new(),
                worded: vec![Rating {
                    side: Side::Left,
                    kind: PainKind::NowAfter,
                    value: Pain::try_from(2).unwrap(),
                    session: None,
                    note: None,
                    place: Some(Clean::visible("Outer edge")),
                }],
                note: Clean::visible("Straße nach Süden, MÜDE"),
            },
        )
    }

    fn rating(at: &str) -> Row {
        let rating = Rating {
            side: Side::Right,
            kind: PainKind::FirstStep,
            value: Pain::try_from(3).unwrap(),
            session: None,
            note: None,
            place: Some(Clean::visible("Inner heel")),
        };
        row(at, RowKind::Rating(rating))
    }

    /// Noon of 20 November 2026.
    fn noon(dawn: Dawn) -> Now {
        Now { moment: Moment::default(), wall: stamp::read("2026-11-20T12:00:00+01:00").unwrap(), dawn }
    }

    /// Whether the line lets the session pass, and whether the rating.
    fn passes(line: &str) -> (bool, bool) {
        let filter = Filter::read(line, noon(Dawn::default()));
        let (session, rating) = (session("2026-10-31T23:30:00+01:00"), rating("2026-11-20T07:00:00+01:00"));
        (filter.passes(&session), filter.passes(&rating))
    }

    #[test]
    fn a_kind_of_rating_is_no_part_of_a_routine_s_name() {
        let mut morning = session("2026-10-31T07:30:00+01:00");
        if let RowKind::Session { routine, .. } = &mut morning.what {
            *routine = RoutineId::new("first-steps").unwrap();
        }
        let passes = |line: &str, row: &Row| Filter::read(line, noon(Dawn::default())).passes(row);
        assert!(passes("first-step", &rating("2026-11-20T07:00:00+01:00")) && !passes("first-step", &morning));
        assert!(passes("first-steps", &morning), "the routine is found by its own name");
        if let RowKind::Session { note, .. } = &mut morning.what {
            *note = Clean::visible("first-step was easy");
        }
        assert!(passes("first-step", &morning), "and the words of a note by theirs");
        let event = Row { what: RowKind::Event(Clean::visible("first-step plate")), ..morning };
        assert!(passes("first-step", &event));
    }

    #[test]
    fn words_find_what_they_mean_and_what_they_say() {
        for (line, expected) in [
            ("", (true, true)),
            ("left", (true, false)),
            ("RIGHT", (false, true)),
            ("session", (true, false)),
            ("rating", (false, true)),
            ("first-step", (false, true)),
            ("average", (false, false)),
            ("first step", (false, true)),
            ("First Steps right", (false, true)),
            ("day average", (false, false)),
            ("outer edge", (true, false)),
            ("before", (true, false)),
            ("after", (false, false)),
            ("during", (false, false)),
            ("hurt", (true, false)),
            ("note", (true, false)),
            ("pain", (true, true)),
            ("pain left", (true, false)),
            ("day", (true, false)),
            ("wind-down", (true, false)),
            ("calf left", (true, false)),
            ("calf right", (false, false)),
            ("heel first-step right 2026-11", (false, true)),
            ("müde", (true, false)),
            ("süden straße", (true, false)),
            ("nothing like it", (false, false)),
        ] {
            assert_eq!(passes(line), expected, "{line:?}");
        }
    }

    #[test]
    fn a_foot_is_the_one_that_hurt_or_was_rated() {
        let mut row = session("2026-10-31T23:30:00+01:00");
        if let RowKind::Session { feet, hurts, .. } = &mut row.what {
            *feet = Some(Feet::Both);
            hurts.iter_mut().for_each(|hurt| hurt.side = Some(Side::Right));
        }
        let passes = |line: &str| Filter::read(line, noon(Dawn::default())).passes(&row);
        assert!(passes("left") && passes("right") && passes("hurt right") && passes("before left"));
        assert!(!passes("hurt left") && !passes("right before"));
    }

    #[test]
    fn days_are_those_that_were_lived() {
        for (line, expected) in [
            ("2026", (true, true)),
            ("2026-10", (true, false)),
            ("2026-10-31", (true, false)),
            ("2026-11-20", (false, true)),
            ("20.11.2026", (false, true)),
            ("31.10.2026..", (true, true)),
            ("20.11.20", (false, false)),
            ("2026-11..", (false, true)),
            ("..2026-10", (true, false)),
            ("2026-10-31..2026-11-20", (true, true)),
            ("2026-11-01..2026-11-19", (false, false)),
            ("today", (false, true)),
            ("yesterday", (false, false)),
            ("3w", (true, true)),
            ("20d", (false, true)),
            ("21d", (true, true)),
            ("nov", (false, true)),
            ("October", (true, false)),
            ("20 Nov", (false, true)),
            ("20 Nov 2026", (false, true)),
            ("20 Nov 2025", (false, false)),
            ("19 nov", (false, false)),
        ] {
            assert_eq!(passes(line), expected, "{line:?}");
        }
    }

    #[test]
    fn what_is_no_date_is_text() {
        for line in ["2026-13", "2026-02-30", "99999999999999999999w", "0w", "..", "2026-1-2-3", "26-10", "10"] {
            assert_eq!(passes(line), (false, false), "{line:?}");
        }
    }

    #[test]
    fn a_night_belongs_to_the_day_before() {
        let late = session("2026-11-20T02:00:00+01:00");
        let passes = |line, dawn| Filter::read(line, noon(dawn)).passes(&late);
        let four = Dawn::default();
        assert!(passes("yesterday", four) && passes("2026-11-19", four) && !passes("today", four));
        let midnight = "00:00".parse().unwrap();
        assert!(passes("today", midnight) && passes("2026-11-20", midnight) && !passes("yesterday", midnight));
    }
}
