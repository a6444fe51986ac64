//! What a trend is called: calm words, always with how many days they rest on, and never a promise or a cause.

use std::fmt;

use super::{Amount, Beside, ENOUGH, Measure, Near, STRETCH, Stretch};

mod told;

pub use told::Telling;

impl Measure {
    /// What is measured, as a heading.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FirstStep => "First-step pain",
            Self::DayAverage => "Average pain of a day",
        }
    }

    /// The same in a word or two, beside other words.
    pub const fn short(self) -> &'static str {
        match self {
            Self::FirstStep => "first steps",
            Self::DayAverage => "day average",
        }
    }

    /// What is rated, many of them: what a count counts.
    pub const fn times(self) -> &'static str {
        match self {
            Self::FirstStep => "mornings",
            Self::DayAverage => "days",
        }
    }

    /// How it is computed, and where the figures come from.
    pub const fn explained(self) -> &'static str {
        match self {
            Self::FirstStep => {
                "A dot is what you rated one morning, or, where days share a column, mornings of that column that were rated \
                 so; the line is the median of the seven days that end with a rated day, where at \
                 least four of them are rated. A morning without a rating is a gap in both; of \
                 several first-step ratings of one day the last counts. The last seven days are compared with your \
                 first such week, the dotted line, and with the first one on show where that tells otherwise. About 2 points, \
                 the short strokes below and above it, is the smallest change in first-step pain that matters to people with heel \
                 pain (Landorf and others, 2010: 19 mm of 100, between 13 and 25)."
            }
            Self::DayAverage => {
                "A dot is what you rated one day, or, where days share a column, days of that column that were rated so; \
                 the line is the median of the seven days that end with a rated day, where at least \
                 four of them are rated. A day without a rating is a gap in both; of several \
                 ratings of one day the last counts. The last seven days are compared with your \
                 first such week, the dotted line, and with the first one on show where that tells otherwise. About 1 point, the \
                 short strokes below and above it, is the smallest change in average pain that matters to people with heel pain \
                 (Landorf and others, 2010: 8 mm of 100, between 4 and 12)."
            }
        }
    }
}

/// The line under every picture.
pub const PATIENCE: &str = "Pain goes up and down on its own. A month tells more than a day.";

/// The line under what stands before and after an event.
pub const NOT_BECAUSE: &str =
    "Before and after, not because of. Many things change at once, and pain goes up and down on its own.";

/// The line under what was done and the mornings after it.
pub const SIDE_BY_SIDE: &str = "Side by side, not because of: how a day is decides its work, too.";

/// How the figures around an event are made.
pub const EVENTS_EXPLAINED: &str = "An event is anything you mark: new insoles, a holiday, a long walk. Compared are the medians of the two weeks that \
     end with the day before it and of the two weeks that begin with the day after; the day itself is in neither. Each \
     needs four rated days, or nothing is said. Where another event falls into these weeks it is named, because neither \
     can be told from the other there. What came after something need not come from it: many things change at once, \
     people change something in a bad week, and a bad week is often followed by a better one whatever they do.";

/// How the figures of the next mornings are made.
pub const RESPONSES_EXPLAINED: &str = "A bar is the work of one day on one foot, in minutes; work on both feet together counts for each. The number above \
     it is the first-step pain of the morning after that day. The usual is the median of the days on which anything was \
     done, and about the usual is what lies within a fifth of it. Days without work, with less, about as much, and more \
     have a line each: the median of their next mornings, how many were rated, and the median of the change from the \
     same day's own morning. Each needs four mornings. No cause is told by this: after a bad morning one may do less, or more.";

impl Amount {
    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nothing => "no work",
            Self::Less => "less than usual",
            Self::Usual => "about the usual",
            Self::More => "more than usual",
        }
    }

    /// The word for it in data.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Nothing => "none",
            Self::Less => "less-than-usual",
            Self::Usual => "about-the-usual",
            Self::More => "more-than-usual",
        }
    }
}

impl Beside {
    /// What is known before, and after: a row may end between them.
    pub fn clauses(&self) -> [String; 2] {
        let times = self.measure.times();
        let Stretch { median, rated, of } = self.before;
        let before = match median {
            Some(median) => format!("median {median} before ({rated} of {of} {times}),"),
            None => format!("too few days before ({rated} of {of} {times}; {ENOUGH} are needed),"),
        };
        let Stretch { median, rated, of } = self.after;
        let so_far = if of < STRETCH as usize { " so far" } else { "" };
        let after = match (median, of) {
            (_, 0) => "nothing after it yet".to_owned(),
            (Some(median), of) => format!("{median} after{so_far} ({rated} of {of})"),
            (None, of) => format!("too few after{so_far} ({rated} of {of})"),
        };
        [before, after]
    }
}

impl fmt::Display for Beside {
    /// `median 5 before (12 of 14 mornings), 3 after (11 of 14)`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.clauses().join(" "))
    }
}

/// What else happened in the weeks around an event: `Also in these weeks: long walk (20 Oct), and 2 more.`; nothing if
/// nothing did.
pub fn also(Near { named, more }: &Near<'_>) -> Option<String> {
    let named = named.iter().map(|other| format!("{} ({})", short(&other.text), other.day.format("%-d %b")));
    let more = (*more > 0).then(|| format!("and {more} more"));
    let told: Vec<String> = named.chain(more).collect();
    (!told.is_empty()).then(|| format!("Also in these weeks: {}.", told.join(", ")))
}

/// So many characters of an event are told where another one is spoken of.
const SHORT: usize = 60;

fn short(text: &str) -> String {
    match text.char_indices().nth(SHORT) {
        Some((end, _)) => format!("{}...", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// What stands between what is said and how many days that rests on.
pub const BETWEEN: &str = "· ";

/// Clauses in rows of so many columns: as many to a row as it has room for. A clause that is longer has a row of its own.
pub fn in_rows(clauses: &[String], width: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for clause in clauses {
        match rows.last_mut().filter(|row| row.chars().count() + 1 + clause.chars().count() <= width) {
            Some(row) => {
                row.push(' ');
                row.push_str(clause);
            }
            None => rows.push(clause.trim_start_matches(BETWEEN).to_owned()),
        }
    }
    rows
}

/// Words in lines of at most `width` characters; a word that is longer has a line of its own.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut().filter(|line| line.chars().count() + 1 + word.chars().count() <= width) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }
    lines
}
