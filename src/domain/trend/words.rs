//! What a trend is called: calm words, always with how many days they rest on, and never a promise or a cause.

use std::fmt;

use super::{ENOUGH, Measure, Missing, Trend, Verdict, WINDOW, Window};

impl Measure {
    /// What is measured, as a heading.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FirstStep => "First-step pain",
            Self::DayAverage => "Average pain of a day",
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
                "A dot is what you rated one morning; the line is the median of seven days, where at least four of them \
                 are rated. Compared are your first such week, the dotted line, and the last seven days. About 2 points, \
                 the short strokes below it, is the smallest change in first-step pain that matters to people with heel \
                 pain (Landorf and others, 2010: 19 mm of 100, between 13 and 25)."
            }
            Self::DayAverage => {
                "A dot is what you rated one day; the line is the median of seven days, where at least four of them are \
                 rated. Compared are your first such week, the dotted line, and the last seven days. About 1 point, the \
                 short strokes below it, is the smallest change in average pain that matters to people with heel pain \
                 (Landorf and others, 2010: 8 mm of 100, between 4 and 12)."
            }
        }
    }
}

/// The line under every picture.
pub const PATIENCE: &str = "Pain goes up and down on its own. A month tells more than a day.";

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

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ClearlyLower => f.write_str("clearly lower than your first week"),
            Self::LittleLower => f.write_str("a little lower; may be day-to-day variation"),
            Self::Same => f.write_str("about the same"),
            Self::LittleHigher => f.write_str("a little higher; may be day-to-day variation"),
            Self::Higher => f.write_str("higher; try gentler days, and see someone if it lasts"),
            Self::NotYet(Missing::Everything) => f.write_str("not rated yet"),
            Self::NotYet(Missing::FirstWeek(most)) => {
                write!(f, "not enough days yet: {most} of the {ENOUGH} that a first week needs")
            }
            Self::NotYet(Missing::Time) => f.write_str("not enough days yet: a second week follows the first"),
            Self::NotYet(Missing::LastWeek(0)) => f.write_str("not rated in the last seven days"),
            Self::NotYet(Missing::LastWeek(rated)) => {
                write!(f, "not enough days: {rated} of the last seven, {ENOUGH} say something")
            }
        }
    }
}

impl Trend {
    /// What the comparison rests on: `first week from 9 Dec 2025: 7 of 7 rated, 6 to 8; last seven days: 5 of 7, 1 to 3`.
    pub fn ground(&self) -> Option<String> {
        let (first, last) = (self.first?, self.last?);
        let told = |window: &Window| {
            let (least, most) = (window.least.value(), window.most.value());
            let range = if least == most { format!("all {least}") } else { format!("{least} to {most}") };
            format!("{} of {WINDOW} rated, {range}", window.rated)
        };
        let from = first.from.format("%-d %b %Y");
        Some(format!("first week from {from}: {}; last seven days: {}", told(&first), told(&last)))
    }
}

impl fmt::Display for Trend {
    /// `clearly lower than your first week: median 5 then, 2 now · 61 of 80 mornings`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.verdict)?;
        if let (Some(first), Some(last), false) = (self.first, self.last, matches!(self.verdict, Verdict::NotYet(_))) {
            write!(f, ": median {} then, {} now", first.median, last.median)?;
        }
        if self.rated > 0 {
            write!(f, " · {} of {} {}", self.rated, self.of, self.measure.times())?;
        }
        Ok(())
    }
}
