//! What is said of a trend: how a week stands to an earlier one, what that rests on, and how sure it is.

use std::fmt;

use chrono::{Datelike as _, NaiveDate};

use super::super::{Again, Course, ENOUGH, Measure, Missing, Shape, Standing, Start, Trend, Verdict, WINDOW, Window};
use super::BETWEEN;

/// What to do where pain is higher.
const GENTLER: &str = "try gentler days, and see someone if it lasts";

/// What is left out where the numbers beside it say how much.
const CLEARLY: &str = "clearly ";

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

    /// The same behind another comparison, where the numbers say how much.
    fn said_beside(self) -> &'static str {
        self.said().trim_start_matches(CLEARLY)
    }

    /// The same, with a name for what was then.
    fn beside(self, name: &str) -> String {
        let than = if self == Self::Same { "as" } else { "than" };
        format!("{} {than} {name}", self.said())
    }

    /// What is to be kept in mind of it, and what to do. One point of an average may matter and may be chance; of first
    /// steps it is too little to matter.
    const fn advice(self, measure: Measure) -> Option<&'static str> {
        match (self, measure.meaningful()) {
            (Self::LittleLower | Self::LittleHigher, ..2) => Some("enough to matter, but may be day-to-day variation"),
            (Self::LittleLower | Self::LittleHigher, _) => Some("may be day-to-day variation"),
            (Self::Higher, _) => Some(GENTLER),
            (Self::ClearlyLower | Self::Same | Self::NotYet(_), _) => None,
        }
    }
}

impl Again {
    /// The way that it took since.
    const fn said(self) -> &'static str {
        match self {
            Self::Up(_) => "up again",
            Self::Down(_) => "down again",
        }
    }
}

impl Course {
    /// How sure a comparison is, where the weeks between say more than it does: `up and down: 1 to 7 in the weeks between`.
    fn clause(&self, telling: Telling, is_earlier: bool) -> Option<String> {
        let Self { weeks, least, most, shape, again } = self;
        let range = if least == most { least.to_string() } else { format!("{least} to {most}") };
        let weeks = if *weeks == 1 { "week" } else { "weeks" };
        let only = if is_earlier { "in that week only" } else { "so far in one week only" };
        if let Some(again) = again {
            let (up, Again::Up(turn) | Again::Down(turn)) = (again.said(), again);
            return Some(match telling {
                Telling::Brief => format!("{up} from {turn}"),
                _ => format!("{up} from {turn} in the {weeks} between"),
            });
        }
        match (shape, telling) {
            (Shape::Onward, _) => None,
            (Shape::UpAndDown, Telling::Brief) => Some(format!("{range} between")),
            (Shape::UpAndDown, _) => Some(format!("up and down: {range} in the {weeks} between")),
            (Shape::OneWeek, Telling::Brief) => Some(only.trim_start_matches("so far ").to_owned()),
            (Shape::OneWeek, _) => Some(format!("{only}: {range} in the {weeks} between")),
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
    /// What to do about it, where that is said of it and not left out for want of room.
    pub fn advice(&self) -> Option<&'static str> {
        self.clauses(Telling::Whole).iter().any(|clause| clause.starts_with(GENTLER)).then_some(GENTLER)
    }

    /// What the comparisons rest on: `first week from 9 Dec 2025: 7 of 7 rated, 6 to 8; last seven days: 5 of 7, 1 to 3`. A
    /// first week that had too few ratings to be compared with is named before the one that stands for it.
    pub fn ground(&self) -> Option<String> {
        let first = self.first?;
        let told = |window: &Window| {
            let (least, most) = (window.least.value(), window.most.value());
            let range = if least == most { format!("all {least}") } else { format!("{least} to {most}") };
            format!("{} of {WINDOW} rated, {range}", window.rated)
        };
        let from = |window: &Window| format!("week from {}: {}", date(window.from), told(window));
        let mut ground = Vec::new();
        match self.few {
            Some(few) => {
                ground.push(format!("week from {}: {} of {WINDOW} rated, too few", date(few.from), few.rated));
                ground.push(from(&first));
            }
            None => ground.push(format!("first {}", from(&first))),
        }
        ground.extend(self.standing.and_then(|standing| standing.turned()).map(|start| from(&start.week)));
        ground.extend(match (self.last, self.standing) {
            (Some(last), _) => Some(format!("last seven days: {}", told(&last))),
            (None, standing) => {
                standing.map(|Standing { week, .. }| format!("week to {}: {}", date(week.to), told(&week)))
            }
        });
        Some(ground.join("; "))
    }

    /// What is said, in clauses: each fits a row of its own, and they follow each other with a space between. The last one
    /// may begin with [`BETWEEN`]. The newer comparison comes first, where there are two. Where too few of the last seven
    /// days are rated, that is said behind the last that could be told, or before it where that is two weeks old or older.
    pub fn clauses(&self, telling: Telling) -> Vec<String> {
        let missing = match self.verdict {
            Verdict::NotYet(missing) => Some(self.missing(missing, telling)),
            _ => None,
        };
        let told = match (self.first, self.standing) {
            (Some(first), Some(standing)) => self.compared(telling, (first, standing)),
            // On show it is where the picture begins.
            (Some(first), None) if telling != Telling::Brief || first.from < self.from => {
                vec![format!("{}: median {}", self.first_week(first, telling), first.median)]
            }
            _ => Vec::new(),
        };
        let missing: Vec<String> = missing.into_iter().collect();
        let (first, second) = if self.is_fresh() { (told, missing) } else { (missing, told) };
        let mut clauses = first;
        if !second.is_empty() {
            clauses.last_mut().into_iter().for_each(|last| last.push(';'));
        }
        clauses.extend(second);
        // In a few words an earlier week has no room for it beside what is rated now.
        if self.rated > 0 && !(telling == Telling::Brief && self.is_earlier()) {
            clauses.push(format!("{BETWEEN}{}", self.counted(telling)));
        }
        clauses
    }

    /// Whether the dates of a picture stand too far apart to tell when the first week was.
    fn is_long(&self) -> bool {
        (self.to - self.from).num_days() > 53 * WINDOW as i64
    }

    /// Whether the last that could be told is of these days, though it is not of today: it comes before what is missing
    /// since.
    fn is_fresh(&self) -> bool {
        self.standing.is_some_and(|standing| (self.to - standing.week.to).num_days() < 2 * WINDOW as i64)
    }

    /// In a word or two how the pain stands to what it was, as [`Self::clauses`] says it, and in their order: for each week
    /// that it is compared with, and whether it has turned since; nothing as long as that cannot be told.
    pub fn headlines(&self) -> Vec<&'static str> {
        let Some(standing) = self.standing else { return Vec::new() };
        let again = |course: Option<Course>| course.and_then(|course| course.again).map(Again::said);
        match standing.turned() {
            Some(start) => [start.verdict.said()]
                .into_iter()
                .chain(again(start.course))
                .chain([standing.verdict.said_beside()])
                .collect(),
            None => [standing.verdict.said()].into_iter().chain(again(standing.course)).collect(),
        }
    }

    /// What is missing, and what to do about it.
    fn missing(&self, missing: Missing, telling: Telling) -> String {
        let times = self.measure.times();
        match (missing, telling) {
            (Missing::Everything, _) => "not rated yet".to_owned(),
            (Missing::FirstWeek(most), Telling::Reported) => {
                format!("not enough days yet: {most} in one week at most, {ENOUGH} are needed")
            }
            (Missing::FirstWeek(_), Telling::Brief) => format!("rate {ENOUGH} {times} of one week"),
            (Missing::FirstWeek(most), _) => {
                format!("not enough days yet: rate {ENOUGH} {times} of one week; {most} at most so far")
            }
            (Missing::Time, _) => "not enough days yet: a second week follows the first".to_owned(),
            (Missing::LastWeek(rated), Telling::Brief) => format!("{rated} of {WINDOW} days now"),
            (Missing::LastWeek(0), _) => "not rated in the last seven days".to_owned(),
            (Missing::LastWeek(rated), _) => {
                let now = if self.is_fresh() { " now" } else { "" };
                format!("not enough days{now}: {rated} of the last seven rated, {ENOUGH} are needed")
            }
        }
    }

    /// What is rated of the weeks that are compared, each with its own number, and of the range.
    fn counted(&self, telling: Telling) -> String {
        let (times, rated, of) = (self.measure.times(), self.rated, self.of);
        let Some((first, standing)) = self.first.zip(self.standing) else {
            return format!("{rated} of {of} {times}");
        };
        let then = standing.turned().map_or(first, |start| start.week).rated;
        let (week, now) = (standing.week.rated, self.now());
        match telling {
            Telling::Close | Telling::Brief => format!("{then} and {week} of {WINDOW} {times}"),
            Telling::Whole | Telling::Reported => {
                format!("{then} of {WINDOW} {times} then, {week} of {WINDOW} {now}, {rated} of {of} in all")
            }
        }
    }

    /// The later of two weeks that are compared.
    fn now(&self) -> &'static str {
        if self.is_earlier() { "that week" } else { "now" }
    }

    /// The day on which it could be told, where that is past.
    fn dated(&self, week: Window, telling: Telling) -> String {
        match telling {
            _ if !self.is_earlier() => String::new(),
            Telling::Brief if week.to.year() == self.to.year() => format!("on {}: ", week.to.format("%-d %b")),
            _ => format!("on {}: ", date(week.to)),
        }
    }

    fn compared(&self, telling: Telling, (first, standing): (Window, Standing)) -> Vec<String> {
        let turned = standing.turned();
        let week = standing.week;
        let (verdict, course, then, name) = match turned {
            Some(Start { week: start, verdict, course }) => {
                (verdict, course, start, Some(self.beginning(start, telling)))
            }
            // Its days are those on show: their dates tell when it was.
            None if telling == Telling::Brief && first.from >= self.from && !self.is_long() => {
                (standing.verdict, standing.course, first, None)
            }
            None => (standing.verdict, standing.course, first, Some(self.first_week(first, telling))),
        };
        let head = name.map_or_else(|| verdict.said().to_owned(), |name| verdict.beside(&name));
        let mut clauses = vec![
            format!("{}{head}:", self.dated(week, telling)),
            match telling {
                Telling::Brief if self.is_earlier() => format!("median {}, then {}", then.median, week.median),
                _ => format!("median {} then, {} {}", then.median, week.median, self.now()),
            },
        ];
        let mut more = |clause: String| {
            clauses.last_mut().into_iter().for_each(|last| last.push(';'));
            clauses.push(clause);
        };
        course.and_then(|course| course.clause(telling, self.is_earlier())).into_iter().for_each(&mut more);
        if turned.is_some() {
            // How much is said by the two numbers.
            let beside = standing.verdict.beside(&self.first_week(first, telling));
            more(format!("{}: {}", beside.trim_start_matches(CLEARLY), first.median));
        }
        // What was told long ago needs nothing done about it now.
        let is_recent = (self.to - week.to).num_days() < WINDOW as i64;
        let advice = verdict.advice(self.measure).filter(|_| match telling {
            Telling::Whole | Telling::Close => is_recent,
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
    fn beginning(&self, week: Window, telling: Telling) -> String {
        let weeks = ((self.to - self.from).num_days() + 1) / WINDOW as i64;
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

impl fmt::Display for Trend {
    /// `clearly lower than your first week, 9 Dec 2025: median 5 then, 2 now · 7 of 7 mornings then, 6 of 7 now, 61 of 80
    /// in all`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.clauses(Telling::Whole).join(" "))
    }
}
