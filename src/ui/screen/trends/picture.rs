//! What can be looked at, and how.

use crate::domain::trend::Measure;

/// What is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Picture {
    /// Pain over the days.
    Pain(Measure),
    /// Pain around sessions.
    Around,
    /// What was done, by technique and side, against what was planned.
    Work,
    /// The days on which something was done.
    Calendar,
    /// What was done each day, beside the next morning.
    Responses,
    /// What happened, with the weeks before and after it.
    Events,
}

impl Picture {
    /// Every one, in the order in which they are leafed through.
    pub const ALL: [Self; 7] = [
        Self::Pain(Measure::FirstStep),
        Self::Pain(Measure::DayAverage),
        Self::Around,
        Self::Work,
        Self::Calendar,
        Self::Responses,
        Self::Events,
    ];

    /// Its heading.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pain(measure) => measure.name(),
            Self::Around => "Pain around sessions",
            Self::Work => "What was done",
            Self::Calendar => "Days",
            Self::Responses => "Work and the next morning",
            Self::Events => "Before and after events",
        }
    }
}

/// How it is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// Drawn.
    Drawn,
    /// In rows; pain week by week.
    Rows,
    /// In rows, and pain day by day.
    Days,
}

impl Form {
    /// The one after it: of pain alone there are two tables.
    pub(super) const fn after(self, picture: Picture) -> Self {
        match (self, picture) {
            (Self::Drawn, _) => Self::Rows,
            (Self::Rows, Picture::Pain(_)) => Self::Days,
            (Self::Rows | Self::Days, _) => Self::Drawn,
        }
    }
}
