//! Whether it is getting better: pain of each foot over the weeks, and what was done.

use chrono::{DateTime, Days, FixedOffset, NaiveDate};

use crate::domain::body::Side;
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::domain::trend::table::{self, Table};
use crate::domain::trend::{Around, Diary, Dose, Mark, Measure, Range, Rated, Response, Responses, Series};
use crate::domain::when::Usual;
use crate::ui::effect::{Effect, Go, Turn};
use crate::ui::event::EventEntry;
use crate::ui::keymap::{Action, Scope};
use crate::ui::list::Scroll;

mod picture;

pub use picture::{Form, Picture};

/// What was read.
#[derive(Clone, Debug)]
struct Known {
    diary: Diary,
    rated: Rated,
    /// Sessions rated before and after, newest first.
    around: Vec<Around>,
    /// Work by technique and side, for each of the ranges that are offered.
    doses: [Vec<Dose>; Range::OFFERED.len()],
    /// Every day of each foot, oldest first.
    responses: [Vec<Response>; 2],
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
    form: Form,
    /// The rows of what is looked at, while they are wanted: made when that changes, not in every frame.
    table: Option<Box<Table>>,
    explained: bool,
    scroll: Scroll,
    /// What happened, while it is marked.
    event: Option<EventEntry>,
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
            form: Form::Drawn,
            table: None,
            explained: false,
            scroll: Scroll::default(),
            event: None,
        };
        (screen, Turn::draw().with(Effect::ReadTrends))
    }

    /// Where its keys are in the table.
    pub const fn scope(&self) -> Scope {
        match &self.event {
            Some(event) => event.scope(),
            None => Scope::Trends,
        }
    }

    /// The lines of the table of keys that lead anywhere from what is looked at.
    pub fn footer_scope(&self) -> Scope {
        match self.scope() {
            Scope::Trends if self.is_plotted() && self.is_explicable() => Scope::Trends,
            Scope::Trends if self.is_plotted() => Scope::TrendsDays,
            Scope::Trends if self.is_explicable() => Scope::TrendsRows,
            Scope::Trends => Scope::TrendsPlain,
            typing => typing,
        }
    }

    /// The history has been read.
    pub fn take(&mut self, mut diary: Diary, trouble: Option<Clean>, now: Now) -> Turn {
        let today = now.today();
        diary.end_with(now);
        let rated = Rated::of(&diary);
        let around = diary.around(Range::All, today);
        let doses = Range::OFFERED.map(|range| diary.doses(range, today));
        let responses = Side::BOTH.map(|side| diary.responses(side, Range::All, today));
        self.known = Some(Box::new(Known { diary, rated, around, doses, responses }));
        self.trouble = trouble;
        self.make_table(today);
        Turn::draw()
    }

    /// Does what a key asks for.
    pub fn update(&mut self, action: Action, now: Now) -> Turn {
        if self.event.is_some() {
            return self.mark(action, now);
        }
        let before = (self.picture, self.range, self.form);
        let turn = self.act(action, now);
        if before != (self.picture, self.range, self.form) {
            self.make_table(now.today());
        }
        turn
    }

    fn act(&mut self, action: Action, now: Now) -> Turn {
        let pictures = Picture::ALL.len();
        match action {
            Action::Back if self.explained => {
                self.explained = false;
                self.scroll = Scroll::default();
            }
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
            Action::Details => {
                (self.form, self.explained) = (self.form.after(self.picture()), false);
                self.scroll = Scroll::default();
            }
            Action::Explain if self.is_explicable() => {
                self.explained = !self.explained;
                self.scroll = Scroll::default();
            }
            Action::Event if self.known.is_some() => return self.begin_event(now),
            action if self.scroll.act(action) => {}
            _ => return Turn::nothing(),
        }
        Turn::draw()
    }

    /// Makes the rows of what is looked at, if they are wanted. Pain week by week is no such table: of its rows only those
    /// in sight are worked out.
    fn make_table(&mut self, today: NaiveDate) {
        self.table = self.is_table().then(|| self.rows(today)).flatten().map(Box::new);
    }

    fn rows(&self, today: NaiveDate) -> Option<Table> {
        let diary = self.diary()?;
        Some(match self.picture() {
            Picture::Pain(measure) if self.form == Form::Days => {
                let rated = |side| self.series(measure, side).filter(|series| !series.points().is_empty());
                let feet: Vec<_> = Side::BOTH.into_iter().filter_map(|side| Some((side, rated(side)?))).collect();
                table::ratings(diary, &feet, (self.first_known(today), today))
            }
            Picture::Pain(_) => return None,
            Picture::Around => table::around(self.around_sessions(today)),
            Picture::Work => table::work(self.doses()),
            Picture::Calendar => table::days(diary, self.first_known(today), today),
            Picture::Responses => {
                let feet: Vec<_> = Side::BOTH.into_iter().map(|side| (side, self.responses(side, today))).collect();
                table::responses(&feet)
            }
            Picture::Events => table::events(&self.events(today), self.rated()?, &Side::BOTH, today),
        })
    }

    fn turn_to(&mut self, picture: usize) {
        self.picture = picture;
        self.scroll = Scroll::default();
        self.explained = false;
    }

    fn is_explicable(&self) -> bool {
        matches!(self.picture(), Picture::Pain(_) | Picture::Responses | Picture::Events)
    }

    fn is_plotted(&self) -> bool {
        let is_rated = |measure| {
            self.rated()
                .is_some_and(|rated| Side::BOTH.iter().any(|side| !rated.series(measure, *side).points().is_empty()))
        };
        let has_days = match self.picture() {
            Picture::Pain(measure) => is_rated(measure),
            Picture::Calendar => self.diary().is_some_and(|diary| diary.first().is_some()),
            picture => picture == Picture::Responses,
        };
        has_days && !self.is_table() && !self.explained
    }

    /// Marks something that happened: on the day that is pointed at, at noon, or now.
    fn begin_event(&mut self, now: Now) -> Turn {
        self.event = Some(EventEntry::begin());
        let today = now.today();
        match self.pointed(today).filter(|day| *day < today && self.is_plotted()) {
            Some(day) => Turn::draw().with(Effect::ReadWhen(Clean::visible(&day.to_string()), Some(Usual::DAY))),
            None => Turn::draw(),
        }
    }

    /// What a key asks for while an event is marked. With its last word it stands in the picture.
    fn mark(&mut self, action: Action, now: Now) -> Turn {
        let Some(event) = &mut self.event else { return Turn::nothing() };
        let turn = event.update(action, now);
        if event.holds() {
            return turn;
        }
        if let (Some(fact), Some(known)) = (event.said(), &mut self.known) {
            known.diary.take(fact);
            known.responses = Side::BOTH.map(|side| known.diary.responses(side, Range::All, now.today()));
        }
        self.event = None;
        self.make_table(now.today());
        turn
    }

    /// A time was understood, or not.
    pub fn take_time(&mut self, time: Result<DateTime<FixedOffset>, Clean>) -> Turn {
        match (&mut self.event, time) {
            (Some(event), Ok(at)) => event.take_time(Ok(at)),
            // On another day than was meant it would be wrong.
            (Some(_), Err(why)) => {
                (self.event, self.trouble) = (None, Some(why));
                Turn::draw()
            }
            (None, _) => Turn::nothing(),
        }
    }

    /// Types a letter into what happened.
    pub fn type_letter(&mut self, letter: char) -> Turn {
        self.event.as_mut().map_or_else(Turn::nothing, |event| event.type_letter(letter))
    }

    /// Puts pasted text into what happened.
    pub fn paste(&mut self, text: &Clean) -> Turn {
        self.event.as_mut().map_or_else(Turn::nothing, |event| event.paste(text))
    }

    /// Keeps the words that are being written.
    pub fn keep_words(&mut self, now: Now) -> Turn {
        self.event.as_mut().map_or_else(Turn::nothing, |event| event.keep_words(now))
    }

    /// Points at a day so many days further back.
    fn point(&mut self, days: i64, now: Now) {
        let today = now.today();
        let first = self.first_shown(today);
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

    /// The first day of the pictures.
    pub fn first_shown(&self, today: NaiveDate) -> NaiveDate {
        self.range().shown_from(today, self.diary().and_then(Diary::first))
    }

    /// The first day of tables of days: before anything is known there are none.
    fn first_known(&self, today: NaiveDate) -> NaiveDate {
        let first = self.diary().and_then(Diary::first);
        self.range().from(today, first).max(first.unwrap_or(today))
    }

    /// The day that is pointed at, if any.
    pub fn pointed(&self, today: NaiveDate) -> Option<NaiveDate> {
        today.checked_sub_days(Days::new(self.back?))
    }

    /// How it is looked at.
    pub const fn form(&self) -> Form {
        self.form
    }

    /// Whether a table is wanted instead of a picture.
    pub const fn is_table(&self) -> bool {
        !matches!(self.form, Form::Drawn)
    }

    /// The rows of what is looked at, where a table is wanted of it.
    pub fn table(&self) -> Option<&Table> {
        self.table.as_deref()
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
        let end = known.around.partition_point(|session| session.day >= from);
        known.around.get(..end).unwrap_or_default()
    }

    /// Work of the range by technique and side, most first.
    pub fn doses(&self) -> &[Dose] {
        self.known.as_deref().and_then(|known| known.doses.get(self.range)).map_or(&[], Vec::as_slice)
    }

    /// What happened in the range, oldest first.
    pub fn events(&self, today: NaiveDate) -> Vec<&Mark> {
        self.diary().map_or_else(Vec::new, |diary| diary.events(self.range(), today))
    }

    /// What is being marked.
    pub const fn event(&self) -> Option<&EventEntry> {
        self.event.as_ref()
    }

    /// The days of the range of a foot, oldest first, today last.
    pub fn responses(&self, side: Side, today: NaiveDate) -> &[Response] {
        let Some(known) = self.known.as_deref() else { return &[] };
        let [left, right] = &known.responses;
        let days = if side == Side::Left { left } else { right };
        let from = self.range().from(today, known.diary.first());
        days.get(days.partition_point(|response| response.day < from)..).unwrap_or_default()
    }

    /// The feet of which any next morning was rated in the range, with what their days say together.
    pub fn responding(&self, today: NaiveDate) -> Vec<(Side, Responses)> {
        let feet = Side::BOTH.into_iter().map(|side| (side, Responses::of(self.responses(side, today))));
        feet.filter(|(_, responses)| responses.is_rated()).collect()
    }

    /// Everything that was rated, once it has been read.
    pub fn rated(&self) -> Option<&Rated> {
        self.known.as_deref().map(|known| &known.rated)
    }

    /// The ratings of a foot, once they have been read.
    pub fn series(&self, measure: Measure, side: Side) -> Option<&Series> {
        self.known.as_deref().map(|known| known.rated.series(measure, side))
    }
}
