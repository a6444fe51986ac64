//! What a trend is called: calm words, always with how many days they rest on, and never a promise or a cause.

use std::fmt;

use chrono::NaiveDate;

use super::{Amount, Beside, ENOUGH, Measure, Missing, Near, STRETCH, Stretch, Trend, Verdict, WINDOW, Window};

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
                 several ratings of one morning the last counts. The last seven days are compared with your \
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

impl Verdict {
    /// The word for it in data.
    pub const fn word(self) -> &'static str {
        match self {
            Self::ClearlyLower => "clearly-lower",
            Self::LittleLower => "a-little-lower",
            Self::Same => "about-the-same",
            Self::LittleHigher => "a-little-higher",
            Self::Higher => "higher",
            Self::NotYet(_) => "not-enough-days-yet",
        }
    }
}

impl Verdict {
    /// How what is now stands to what was then.
    const fn said(self) -> &'static str {
        match self {
            Self::ClearlyLower => "clearly lower",
            Self::LittleLower => "a little lower",
            Self::Same => "about the same",
            Self::LittleHigher => "a little higher",
            Self::Higher => "higher",
            Self::NotYet(_) => "not enough days yet",
        }
    }

    /// The same, with a name for what was then.
    fn beside(self, name: &str) -> String {
        let than = if self == Self::Same { "as" } else { "than" };
        format!("{} {than} {name}", self.said())
    }

    /// What is to be kept in mind of it, and what to do.
    const fn advice(self) -> Option<&'static str> {
        match self {
            Self::LittleLower | Self::LittleHigher => Some("may be day-to-day variation"),
            Self::Higher => Some("try gentler days, and see someone if it lasts"),
            Self::ClearlyLower | Self::Same | Self::NotYet(_) => None,
        }
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Everything => f.write_str("not rated yet"),
            Self::FirstWeek(most) => write!(f, "not enough days yet: {most} of the {ENOUGH} that a first week needs"),
            Self::Time => f.write_str("not enough days yet: a second week follows the first"),
            Self::LastWeek(0) => f.write_str("not rated in the last seven days"),
            Self::LastWeek(rated) => write!(f, "not enough days: {rated} of the last seven rated, {ENOUGH} are needed"),
        }
    }
}

/// How a trend is told, and to whom.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Telling {
    /// All of it, to the person.
    Whole,
    /// The same in fewer words, with less of how much is rated.
    Close,
    /// In fewer words, without advice, where there is little room.
    Brief,
    /// To a reader who is not the person: nobody is spoken to, and nobody is advised.
    Reported,
}

impl Trend {
    /// What the comparisons rest on: `first week from 9 Dec 2025: 7 of 7 rated, 6 to 8; last seven days: 5 of 7, 1 to 3`. A
    /// first week that had too few ratings to be compared with is named before the one that stands for it.
    pub fn ground(&self) -> Option<String> {
        let (first, last) = (self.first?, self.last?);
        let told = |window: &Window| {
            let (least, most) = (window.least.value(), window.most.value());
            let range = if least == most { format!("all {least}") } else { format!("{least} to {most}") };
            format!("{} of {WINDOW} rated, {range}", window.rated)
        };
        let from = |window: &Window| format!("week from {}: {}", date(window.from), told(window));
        let start = self.turned().map(|start| format!("{}; ", from(&start.week))).unwrap_or_default();
        let first = match self.few {
            Some(few) => {
                format!("week from {}: {} of {WINDOW} rated, too few; {}", date(few.from), few.rated, from(&first))
            }
            None => format!("first {}", from(&first)),
        };
        Some(format!("{first}; {start}last seven days: {}", told(&last)))
    }

    /// What is said, in clauses: each fits a row of its own, and they follow each other with a space between. The last one
    /// may begin with [`BETWEEN`]. The newer comparison comes first, where there are two.
    pub fn clauses(&self, telling: Telling) -> Vec<String> {
        let mut clauses = match (self.verdict, self.first, self.last) {
            (Verdict::NotYet(missing), ..) => vec![missing.to_string()],
            (_, Some(first), Some(last)) => self.compared(telling, (first, last)),
            _ => Vec::new(),
        };
        if self.rated > 0 {
            clauses.push(format!("{BETWEEN}{}", self.counted(telling)));
        }
        clauses
    }

    /// What is rated of the weeks that are compared, each with its own number, and of the range.
    fn counted(&self, telling: Telling) -> String {
        let times = self.measure.times();
        let then = self.turned().map(|start| start.week).or(self.first);
        match (self.verdict, then, self.last, telling) {
            (Verdict::NotYet(_), ..) | (_, None, ..) | (_, _, None, _) => {
                format!("{} of {} {times}", self.rated, self.of)
            }
            (_, Some(then), Some(now), Telling::Close | Telling::Brief) => {
                format!("{} and {} of {WINDOW} {times}", then.rated, now.rated)
            }
            (_, Some(then), Some(now), Telling::Whole | Telling::Reported) => {
                let (rated, of) = (self.rated, self.of);
                format!(
                    "{} of {WINDOW} {times} then, {} of {WINDOW} now, {rated} of {of} in all",
                    then.rated, now.rated
                )
            }
        }
    }

    fn compared(&self, telling: Telling, (first, last): (Window, Window)) -> Vec<String> {
        let turned = self.turned();
        let (verdict, then, name) = match turned {
            Some(start) => (start.verdict, start.week, Some(self.beginning((start.week, last), telling))),
            // Its days are those on show: their dates tell when it was.
            None if telling == Telling::Brief && first.from >= self.from => (self.verdict, first, None),
            None => (self.verdict, first, Some(self.first_week(first, telling))),
        };
        let head = name.map_or_else(|| verdict.said().to_owned(), |name| verdict.beside(&name));
        let mut clauses = vec![format!("{head}:"), format!("median {} then, {} now", then.median, last.median)];
        let mut more = |clause: String| {
            clauses.last_mut().into_iter().for_each(|last| last.push(';'));
            clauses.push(clause);
        };
        if turned.is_some() {
            // How much is said by the two numbers.
            let beside = self.verdict.beside(&self.first_week(first, telling));
            more(format!("{}: {}", beside.trim_start_matches("clearly "), first.median));
        }
        let advice = verdict.advice().filter(|_| match telling {
            Telling::Whole | Telling::Close => true,
            Telling::Brief => false,
            Telling::Reported => verdict != Verdict::Higher,
        });
        advice.into_iter().for_each(|advice| more(advice.to_owned()));
        if let Some(few) = self.few.filter(|_| telling != Telling::Brief) {
            let whose = if telling == Telling::Reported { "the" } else { "your" };
            more(format!(
                "{whose} first ratings, from {}, are too few for a week: {} of {WINDOW}",
                date(few.from),
                few.rated
            ));
        }
        clauses
    }

    /// A name for the first week, with its day. Where ratings before it were too few, it is not called the first.
    fn first_week(&self, first: Window, telling: Telling) -> String {
        let within = if telling == Telling::Reported { "in " } else { "" };
        match (self.few, telling) {
            (Some(_), _) => format!("{within}the week from {}", date(first.from)),
            (None, Telling::Reported) => format!("{within}the first week, {}", date(first.from)),
            (None, Telling::Whole | Telling::Close | Telling::Brief) => {
                format!("your first week, {}", date(first.from))
            }
        }
    }

    /// A name for the week with which a range begins; it may begin later than the range does.
    fn beginning(&self, (week, last): (Window, Window), telling: Telling) -> String {
        let weeks = ((last.to - self.from).num_days() + 1) / WINDOW as i64;
        match telling {
            _ if (week.from - self.from).num_days() >= WINDOW as i64 => format!("in the week from {}", date(week.from)),
            Telling::Close | Telling::Brief => format!("{weeks} weeks ago"),
            Telling::Whole | Telling::Reported => format!("at the start of these {weeks} weeks"),
        }
    }
}

fn date(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
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

impl fmt::Display for Trend {
    /// `clearly lower than your first week, 9 Dec 2025: median 5 then, 2 now · 7 of 7 mornings then, 6 of 7 now, 61 of 80
    /// in all`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.clauses(Telling::Whole).join(" "))
    }
}
