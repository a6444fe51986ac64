//! Whether it is getting better: pain of each foot over the weeks, and what was done.

use chrono::{Days, NaiveDate};

use crate::domain::body::Side;
use crate::domain::text::Clean;
use crate::domain::time::{Now, day_of};
use crate::domain::trend::{Around, Diary, Dose, Measure, Range, Rated, Series};
use crate::ui::effect::{Effect, Go, Turn};
use crate::ui::keymap::{Action, Scope};
use crate::ui::list::Scroll;

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
}

impl Picture {
    /// Every one, in the order in which they are leafed through.
    pub const ALL: [Self; 5] =
        [Self::Pain(Measure::FirstStep), Self::Pain(Measure::DayAverage), Self::Around, Self::Work, Self::Calendar];

    /// Its heading.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pain(measure) => measure.name(),
            Self::Around => "Pain around sessions",
            Self::Work => "What was done",
            Self::Calendar => "Days",
        }
    }
}

/// What was read.
#[derive(Clone, Debug)]
struct Known {
    diary: Diary,
    rated: Rated,
    /// Sessions rated before and after, newest first.
    around: Vec<Around>,
    /// Work by technique and side, for each of the ranges that are offered.
    doses: [Vec<Dose>; Range::OFFERED.len()],
}

/// The screen.
#[derive(Clone, Debug)]
pub struct Trends {
    known: Option<Box<Known>>,
    trouble: Option<Clean>,
    picture: usize,
    range: usize,
    /// Days before today that is pointed at; none before the person has asked.
    back: Option<u64>,
    as_table: bool,
    explained: bool,
    scroll: Scroll,
}

/// Twelve weeks: long enough to see a change, short enough to see a morning.
const USUAL: usize = 1;

impl Trends {
    /// An empty screen that waits for the history to be read.
    pub fn new() -> (Self, Turn) {
        let screen = Self {
            known: None,
            trouble: None,
            picture: 0,
            range: USUAL,
            back: None,
            as_table: false,
            explained: false,
            scroll: Scroll::default(),
        };
        (screen, Turn::draw().with(Effect::ReadTrends))
    }

    /// Where its keys are in the table.
    pub const fn scope(&self) -> Scope {
        Scope::Trends
    }

    /// The history has been read.
    pub fn take(&mut self, mut diary: Diary, trouble: Option<Clean>, now: Now) -> Turn {
        let today = day_of(now.wall);
        diary.end_with(today);
        let rated = Rated::of(&diary);
        let around = diary.around(Range::All, today);
        let doses = Range::OFFERED.map(|range| diary.doses(range, today));
        self.known = Some(Box::new(Known { diary, rated, around, doses }));
        self.trouble = trouble;
        Turn::draw()
    }

    /// Does what a key asks for.
    pub fn update(&mut self, action: Action, now: Now) -> Turn {
        let pictures = Picture::ALL.len();
        match action {
            Action::Back if self.explained => self.explained = false,
            Action::Back if self.back.is_some() && self.is_plotted() => self.back = None,
            Action::Back => return Turn::go(Go::Home),
            Action::History => return Turn::go(Go::History),
            Action::NextField => self.turn_to((self.picture + 1) % pictures),
            Action::PreviousField => self.turn_to((self.picture + pictures - 1) % pictures),
            Action::Longer => self.range = (self.range + 1).min(Range::OFFERED.len() - 1),
            Action::Shorter => {
                self.range = self.range.saturating_sub(1);
                if self.back.is_some() {
                    self.point(0, now);
                }
            }
            Action::Left if self.is_plotted() => self.point(1, now),
            Action::Right if self.is_plotted() => self.point(-1, now),
            Action::PageUp if self.is_plotted() => self.point(7, now),
            Action::PageDown if self.is_plotted() => self.point(-7, now),
            Action::Details if self.is_of_pain() => self.as_table = !self.as_table,
            Action::Explain if self.is_of_pain() => self.explained = !self.explained,
            action if self.scroll.act(action) => {}
            _ => return Turn::nothing(),
        }
        Turn::draw()
    }

    fn turn_to(&mut self, picture: usize) {
        self.picture = picture;
        self.scroll = Scroll::default();
        self.explained = false;
    }

    fn is_of_pain(&self) -> bool {
        matches!(self.picture(), Picture::Pain(_))
    }

    fn is_plotted(&self) -> bool {
        self.is_of_pain() && !self.as_table && !self.explained
    }

    /// Points at a day so many days further back.
    fn point(&mut self, days: i64, now: Now) {
        let today = day_of(now.wall);
        let first = self.range().from(today, self.diary().and_then(Diary::first));
        let most = u64::try_from((today - first).num_days()).unwrap_or(0);
        self.back = Some(self.back.map_or(0, |back| back.saturating_add_signed(days).min(most)));
    }

    /// What is looked at.
    pub fn picture(&self) -> Picture {
        Picture::ALL.get(self.picture).copied().unwrap_or(Picture::Around)
    }

    /// How far back.
    pub fn range(&self) -> Range {
        Range::OFFERED.get(self.range).copied().unwrap_or(Range::All)
    }

    /// The day that is pointed at, if any.
    pub fn pointed(&self, today: NaiveDate) -> Option<NaiveDate> {
        today.checked_sub_days(Days::new(self.back?))
    }

    /// Whether a table is wanted instead of a picture.
    pub const fn is_table(&self) -> bool {
        self.as_table
    }

    /// Whether it is wanted to be known how the figures are made.
    pub const fn is_explained(&self) -> bool {
        self.explained
    }

    /// How far a long list is scrolled.
    pub const fn scroll(&self) -> &Scroll {
        &self.scroll
    }

    /// What was wrong with the history.
    pub const fn trouble(&self) -> Option<&Clean> {
        self.trouble.as_ref()
    }

    /// What is known, once it has been read.
    pub fn diary(&self) -> Option<&Diary> {
        self.known.as_deref().map(|known| &known.diary)
    }

    /// The sessions of the range that were rated before and after, newest first.
    pub fn around_sessions(&self, today: NaiveDate) -> &[Around] {
        let Some(known) = self.known.as_deref() else { return &[] };
        let from = self.range().from(today, known.diary.first());
        let end = known.around.partition_point(|session| day_of(session.at) >= from);
        known.around.get(..end).unwrap_or_default()
    }

    /// Work of the range by technique and side, most first.
    pub fn doses(&self) -> &[Dose] {
        self.known.as_deref().and_then(|known| known.doses.get(self.range)).map_or(&[], Vec::as_slice)
    }

    /// The ratings of a foot, once they have been read.
    pub fn series(&self, measure: Measure, side: Side) -> Option<&Series> {
        self.known.as_deref().map(|known| known.rated.series(measure, side))
    }
}
