//! Home: today in one look, and the routines.

use std::collections::HashMap;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, Timelike};

use crate::domain::body::{Feet, PerSide, Side};
use crate::domain::catalogue::Entry;
use crate::domain::cues::Answers;
use crate::domain::desk::Ask;
use crate::domain::plan::Choice;
use crate::domain::record::{Fact, Pain, PainKind, What};
use crate::domain::routine::RoutineId;
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::domain::trend::{ENOUGH, Median, WINDOW};
use crate::ui::effect::{Effect, Go, Leave, Turn};
use crate::ui::field::Field;
use crate::ui::keymap::{Action, Scope};
use crate::ui::list::Cursor;

/// What the last weeks say on this screen.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Recent {
    /// When each routine was last done.
    pub last: HashMap<RoutineId, DateTime<FixedOffset>>,
    /// First-step pain by day, oldest first: of several ratings of a morning the last, which says it best.
    pub first_step: PerSide<Vec<(NaiveDate, Pain)>>,
}

impl Recent {
    /// Gathers them from the facts that count by `now`: what a wrong clock dated is in no figure here either.
    pub fn gather(facts: &[Fact], now: Now) -> Self {
        let mut recent = Self::default();
        let mut by_day: PerSide<std::collections::BTreeMap<NaiveDate, (DateTime<FixedOffset>, Pain)>> =
            PerSide { left: Default::default(), right: Default::default() };
        for fact in facts {
            match &fact.what {
                What::Session(record) if record.did_nothing() || !now.counts(record.started) => {}
                What::Session(record) => recent.see(&record.routine, record.started),
                What::Pain(rating) if rating.kind == PainKind::FirstStep && now.counts(fact.at) => {
                    let days = match rating.side {
                        Side::Left => &mut by_day.left,
                        Side::Right => &mut by_day.right,
                    };
                    let said = days.entry(now.day_of(fact.at)).or_insert((fact.at, rating.value));
                    if fact.at >= said.0 {
                        *said = (fact.at, rating.value);
                    }
                }
                What::Pain(_) | What::Note(_) | What::Event(_) | What::Removed => {}
            }
        }
        let values = |days: std::collections::BTreeMap<NaiveDate, (DateTime<FixedOffset>, Pain)>| {
            days.into_iter().map(|(day, (_, pain))| (day, pain)).collect()
        };
        recent.first_step = PerSide { left: values(by_day.left), right: values(by_day.right) };
        recent
    }

    /// The rated days of a foot, oldest first.
    pub fn days(&self, side: Side) -> &[(NaiveDate, Pain)] {
        match side {
            Side::Left => &self.first_step.left,
            Side::Right => &self.first_step.right,
        }
    }

    /// The median of the seven days that end with `today`, where enough of them are rated: what the trends say of now.
    pub fn median(&self, side: Side, today: NaiveDate) -> Option<Median> {
        let week = today.checked_sub_days(Days::new(WINDOW))?;
        let within = || self.days(side).iter().filter(|(day, _)| *day > week && *day <= today).map(|(_, pain)| *pain);
        Median::of(within()).filter(|_| within().count() >= ENOUGH)
    }

    /// Whether the first steps of that day were rated, of any foot.
    fn has_first_steps(&self, day: NaiveDate) -> bool {
        [&self.first_step.left, &self.first_step.right].iter().any(|days| days.iter().any(|(its, _)| *its == day))
    }

    /// A routine was done at that time.
    pub fn see(&mut self, routine: &RoutineId, at: DateTime<FixedOffset>) {
        let last = self.last.entry(routine.clone()).or_insert(at);
        *last = (*last).max(at);
    }
}

/// What is to be done with the routine that is being read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asks {
    /// It is to be lived.
    Session,
    /// It is to be fitted to the minutes there are.
    Minutes,
    /// It is to be adapted for today.
    Adapt,
}

/// The screen.
#[derive(Clone, Debug)]
pub struct Home {
    cards: Vec<Entry>,
    recent: Recent,
    usual: Feet,
    choice: Choice,
    cursor: Cursor,
    filter: Option<Field>,
    asks: Asks,
    /// The name of a new routine, and whether it begins as the one that is marked.
    naming: Option<(Field, bool)>,
    /// The cue check is offered.
    offers: bool,
    /// The first steps of this day are offered.
    first_steps: Option<NaiveDate>,
}

impl Home {
    /// The screen, with the routine marked that suits the time of day.
    pub fn new(cards: Vec<Entry>, recent: Recent, (usual, choice): (Feet, Choice), now: Now) -> Self {
        let mut home = Self {
            cards,
            recent,
            usual,
            choice,
            cursor: Cursor::default(),
            filter: None,
            asks: Asks::Session,
            naming: None,
            offers: false,
            first_steps: None,
        };
        let word = time_of_day(now);
        let rank = |card: &Entry| match &card.state {
            Ok(summary) => summary.when.iter().position(|when| when.as_str() == word).unwrap_or(usize::MAX),
            Err(_) => usize::MAX,
        };
        let best = home.cards.iter().enumerate().min_by_key(|(_, card)| rank(card));
        home.cursor.mark(best.map_or(0, |(number, _)| number));
        home
    }

    /// The same, with the cue check offered or not.
    #[must_use]
    pub const fn offering(mut self, offers: bool) -> Self {
        self.offers = offers;
        self
    }

    /// Offers the cue check, or not any more.
    pub const fn offer_cues(&mut self, offers: bool) {
        self.offers = offers;
    }

    /// Whether the cue check is offered: one thing at a time, and this one waits for another start.
    pub fn offers(&self, now: Now) -> bool {
        self.offers && self.filter.is_none() && !self.offers_first_steps(now)
    }

    /// Offers the first steps of today if this is the `first` start of the day and they are still to be told; says for
    /// which day.
    pub fn offer_first_steps(&mut self, first: bool, now: Now) -> Option<NaiveDate> {
        self.first_steps =
            (first && now.is_morning() && !self.recent.has_first_steps(now.today())).then(|| now.today());
        self.first_steps
    }

    /// Whether the first steps are offered: only as long as it is still that morning, and so before anything else.
    pub fn offers_first_steps(&self, now: Now) -> bool {
        let today = now.today();
        let stands = self.first_steps == Some(today) && now.is_morning() && !self.recent.has_first_steps(today);
        stands && self.filter.is_none()
    }

    /// Where its keys are in the table.
    pub const fn scope(&self) -> Scope {
        if self.naming.is_some() {
            return Scope::NewName;
        }
        if self.filter.is_some() { Scope::Filter } else { Scope::Home }
    }

    /// Does what a key asks for.
    pub fn update(&mut self, action: Action, now: Now) -> Turn {
        let shown = self.shown().count();
        if self.naming.is_some() {
            return self.update_naming(action);
        }
        match action {
            Action::Edit => match self.marked() {
                Some(card) => Turn::draw().with(Effect::Desk(Ask::Open(Box::new(card.clone())))),
                None => Turn::nothing(),
            },
            Action::New | Action::NewFrom => self.begin_naming(action == Action::NewFrom),
            Action::Open => self.open_marked(Asks::Session),
            Action::Minutes => self.open_marked(Asks::Minutes),
            Action::Adapt => self.open_marked(Asks::Adapt),
            Action::Filter => self.set_filter(Some(Field::default())),
            Action::Back if self.filter.is_some() => self.set_filter(None),
            Action::Back if self.offers_first_steps(now) => {
                self.first_steps = None;
                Turn::draw()
            }
            Action::Back if self.offers => {
                self.offers = false;
                Turn::draw().with(Effect::KeepCues(Answers::default()))
            }
            Action::Rate => Turn::go(Go::Rate),
            Action::Cues => Turn::nothing().with(Effect::AskCues),
            Action::Erase => match self.filter.as_mut() {
                Some(filter) if filter.text().is_empty() => self.set_filter(None),
                Some(filter) => {
                    filter.act(Action::Erase);
                    self.cursor.mark(0);
                    Turn::draw()
                }
                None => Turn::nothing(),
            },
            Action::Sides => {
                self.choice = self.choice.with_next_sides(self.usual);
                Turn::draw()
            }
            Action::History => Turn::go(Go::History),
            Action::Trends => Turn::go(Go::Trends),
            Action::Quit => Turn::nothing().with(Effect::Quit(Leave::Done)),
            action if self.cursor.act(action, shown) => Turn::draw(),
            _ => Turn::nothing(),
        }
    }

    fn begin_naming(&mut self, from_marked: bool) -> Turn {
        let own =
            self.marked().filter(|card| from_marked && card.state.is_ok()).map(|card| format!("My {}", card.title()));
        if from_marked && own.is_none() {
            return Turn::nothing();
        }
        self.naming = Some((Field::of(&own.unwrap_or_default()), from_marked));
        Turn::draw()
    }

    fn update_naming(&mut self, action: Action) -> Turn {
        let Some((field, from_marked)) = &mut self.naming else { return Turn::nothing() };
        match action {
            Action::Open if field.text().trim().is_empty() => return Turn::nothing(),
            Action::Open => {
                let (name, from_marked) = (Clean::visible(field.text()), *from_marked);
                self.naming = None;
                let from = self.marked().filter(|_| from_marked).cloned().map(Box::new);
                return Turn::draw().with(Effect::Desk(Ask::Begin(name, from)));
            }
            Action::Back => self.naming = None,
            Action::Erase if field.text().is_empty() => self.naming = None,
            action => drop(field.act(action)),
        }
        Turn::draw()
    }

    /// The name of a new routine being typed, and whether it begins as the one that is marked.
    pub fn naming(&self) -> Option<(&Field, bool)> {
        self.naming.as_ref().map(|(field, from_marked)| (field, *from_marked))
    }

    /// Lists these routines from now on; the mark stays on its routine.
    pub fn relist(&mut self, cards: Vec<Entry>) {
        let marked = self.marked().and_then(|card| card.id.clone());
        self.cards = cards;
        let place = marked.and_then(|id| self.shown().position(|card| card.id.as_ref() == Some(&id)));
        self.cursor.mark(place.unwrap_or(0));
    }

    /// Types into the filter, or the name of a new routine.
    pub fn type_letter(&mut self, letter: char) -> Turn {
        if let Some((field, _)) = &mut self.naming {
            field.type_letter(letter);
            return Turn::draw();
        }
        let Some(filter) = self.filter.as_mut() else { return Turn::nothing() };
        filter.type_letter(letter);
        self.cursor.mark(0);
        Turn::draw()
    }

    /// A session of `routine` was done.
    pub fn see(&mut self, routine: &RoutineId, at: DateTime<FixedOffset>) {
        self.recent.see(routine, at);
    }

    /// Takes the filter away; the mark stays on its routine.
    pub fn show_all(&mut self) {
        self.set_filter(None);
    }

    /// The routines as they are now. The mark stays on its routine, or, where that is gone, in its place.
    pub fn renew(&mut self, cards: Vec<Entry>) -> Turn {
        let marked = self.marked().cloned();
        self.cards = cards;
        let kept = marked.and_then(|marked| {
            let is_it = |card: &Entry| card.id == marked.id && card.origin == marked.origin;
            let is_called_so = |card: &Entry| card.id.is_some() && card.id == marked.id;
            self.shown().position(is_it).or_else(|| self.shown().position(is_called_so))
        });
        let last = self.shown().count().saturating_sub(1);
        self.cursor.mark(kept.unwrap_or(self.cursor.marked().min(last)));
        Turn::draw()
    }

    /// What the last weeks say, in full.
    pub fn remember(&mut self, recent: Recent) {
        self.recent = recent;
    }

    fn set_filter(&mut self, filter: Option<Field>) -> Turn {
        let marked = self.marked().map(Entry::title);
        self.filter = filter;
        let place = marked.and_then(|title| self.shown().position(|card| card.title() == title));
        self.cursor.mark(place.unwrap_or(0));
        Turn::draw()
    }

    fn open_marked(&mut self, asks: Asks) -> Turn {
        self.asks = asks;
        match self.marked() {
            Some(Entry { id: Some(id), state: Ok(_), .. }) => Turn::draw().with(Effect::Load(id.clone())),
            _ => Turn::draw(),
        }
    }

    /// The cards that the filter lets through: all its words occur somewhere in the card.
    pub fn shown(&self) -> impl Iterator<Item = &Entry> {
        let words: Vec<String> =
            self.filter.iter().flat_map(|filter| filter.text().split_whitespace().map(str::to_lowercase)).collect();
        self.cards.iter().filter(move |card| words.iter().all(|word| contains(card, word)))
    }

    /// The card that is marked.
    pub fn marked(&self) -> Option<&Entry> {
        self.shown().nth(self.cursor.marked())
    }

    /// Why the routine that is marked cannot be started.
    pub fn trouble(&self) -> Option<Clean> {
        let why = self.marked()?.state.as_ref().err()?;
        Some(Clean::visible(&format!("It cannot be started: {why}. e shows the place.")))
    }

    /// What is to be done with the routine that is being read.
    pub const fn asks(&self) -> Asks {
        self.asks
    }

    /// Which line is marked.
    pub const fn cursor(&self) -> Cursor {
        self.cursor
    }

    /// The filter being typed.
    pub const fn filter(&self) -> Option<&Field> {
        self.filter.as_ref()
    }

    /// What the last weeks say.
    pub const fn recent(&self) -> &Recent {
        &self.recent
    }

    /// The choice for today.
    pub const fn choice(&self) -> Choice {
        self.choice
    }
}

/// Whether a word of the filter occurs in what is known of a routine.
fn contains(entry: &Entry, word: &str) -> bool {
    let has = |text: &str| text.to_lowercase().contains(word);
    has(&entry.title())
        || entry.id.as_ref().is_some_and(|id| has(id.as_str()))
        || entry.state.as_ref().is_ok_and(|summary| {
            summary.goal.as_ref().is_some_and(|goal| has(goal))
                || summary.techniques.iter().any(|technique| has(technique.name()))
                || summary.when.iter().any(|when| has(when))
        })
}

/// The word with which routines name this time of day.
pub fn time_of_day(now: Now) -> &'static str {
    match now.wall.hour() {
        _ if now.dawn.is_after(now.wall) => "evening",
        0..=10 => "morning",
        11..=16 => "desk",
        _ => "evening",
    }
}
