//! Home: today in one look, and the routines.

mod care;
mod health;
mod offered;
mod recent;
mod shelf;

use chrono::{DateTime, FixedOffset, NaiveDate, Timelike};

use crate::domain::body::Feet;
use crate::domain::care::{Advice, Entry as Ledger, Word};
use crate::domain::catalogue::{Entry, Origin};
use crate::domain::cues::Answers;
use crate::domain::desk::Ask;
use crate::domain::health::{Guard, Profile};
use crate::domain::plan::Choice;
use crate::domain::routine::RoutineId;
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::ui::chosen;
use crate::ui::effect::{Effect, Go, Leave, Turn};
use crate::ui::field::Field;
use crate::ui::keymap::{Action, Keymap, Scope};
use crate::ui::list::Cursor;
pub use offered::Offered;
pub use recent::Recent;
pub use shelf::Group;

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
    cards: Vec<(Group, Entry)>,
    /// The word with which routines name this time of day.
    word: &'static str,
    /// What is suggested by the plan.
    advice: Option<Box<Advice>>,
    /// A firmer level is offered: what a yes says.
    level: Option<Ledger>,
    /// What is said once of how the weeks went.
    news: Option<Word>,
    /// Somebody has marked a routine of their own choice.
    chosen: bool,
    recent: Recent,
    usual: Feet,
    choice: Choice,
    cursor: Cursor,
    filter: Option<Field>,
    asks: Asks,
    /// What is hidden is listed, too.
    shows_hidden: bool,
    /// What was hidden just now: it stays in its place until another routine is marked.
    fresh: Option<RoutineId>,
    /// What was saved just now: the mark goes there once it is listed.
    saved: Option<RoutineId>,
    /// What the person said of their health.
    health: Profile,
    /// What of it holds today.
    guard: Guard,
    /// The cue check is offered.
    offers: bool,
    /// The first steps of this day are offered.
    first_steps: Option<NaiveDate>,
}

impl Home {
    /// The screen, with the routine on top and marked that suits the time of day.
    pub fn new(cards: Vec<Entry>, recent: Recent, (usual, choice): (Feet, Choice), now: Now) -> Self {
        let word = time_of_day(now);
        Self {
            cards: shelf::arrange(cards, &recent, (&[], word)),
            word,
            advice: None,
            level: None,
            news: None,
            chosen: false,
            recent,
            usual,
            choice,
            cursor: Cursor::default(),
            filter: None,
            asks: Asks::Session,
            shows_hidden: false,
            fresh: None,
            saved: None,
            health: Profile::default(),
            guard: Guard::default(),
            offers: false,
            first_steps: None,
        }
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

    /// Offers the first steps of today if this is the `first` start of the day and they are still to be told; says for
    /// which day.
    pub fn offer_first_steps(&mut self, first: bool, now: Now) -> Option<NaiveDate> {
        self.first_steps =
            (first && now.is_morning() && !self.recent.has_first_steps(now.today())).then(|| now.today());
        self.first_steps
    }

    /// Every routine, listed or not.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.cards.iter().map(|(_, card)| card)
    }

    /// Where its keys are in the table.
    pub const fn scope(&self) -> Scope {
        if self.filter.is_some() { Scope::Filter } else { Scope::Home }
    }

    /// Does what a key asks for.
    pub fn update(&mut self, action: Action, now: Now) -> Turn {
        let shown = self.shown().count();
        let offered = self.offered(now);
        match action {
            Action::Edit => self.edit_marked(),
            Action::Hide => self.hide_marked(),
            Action::ShowHidden => {
                let marked = self.marked().cloned();
                (self.shows_hidden, self.fresh) = (!self.shows_hidden, None);
                self.mark_again(marked.as_ref())
            }
            Action::Open if self.is_draft() => self.edit_marked(),
            Action::New | Action::NewFrom => self.begin_new(action == Action::NewFrom),
            Action::Open => self.open_marked(Asks::Session),
            Action::Minutes => self.open_marked(Asks::Minutes),
            Action::Adapt => self.open_marked(Asks::Adapt),
            Action::Filter => self.set_filter(Some(Field::default())),
            Action::Back if self.filter.is_some() => self.set_filter(None),
            Action::Back if offered == Some(Offered::FirstSteps) => {
                self.first_steps = None;
                Turn::draw()
            }
            Action::Yes if matches!(offered, Some(Offered::Level(_))) => self.answer_level(true, now),
            Action::Back if matches!(offered, Some(Offered::Level(_))) => self.answer_level(false, now),
            Action::Back if offered == Some(Offered::Health) => self.put_off_health(now),
            Action::Health => Turn::go(Go::Health),
            Action::Back if offered == Some(Offered::Cues) => {
                self.offers = false;
                Turn::draw().with(Effect::KeepCues(Answers::default()))
            }
            Action::Rate => Turn::go(Go::Rate),
            Action::Settings => Turn::nothing().with(Effect::Settings(chosen::Ask::Open)),
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
            Action::Learn => Turn::go(Go::Learn),
            Action::Quit => Turn::nothing().with(Effect::Quit(Leave::Done)),
            action if self.cursor.act(action, shown) => {
                self.chosen = true;
                let marked = self.marked().cloned();
                let moved = marked.as_ref().is_some_and(|card| card.id != self.fresh);
                self.fresh = self.fresh.take().filter(|_| !moved);
                self.mark_again(marked.as_ref())
            }
            _ => Turn::nothing(),
        }
    }

    fn edit_marked(&self) -> Turn {
        let ask = |card: &Entry| Turn::draw().with(Effect::Desk(Ask::Open(Box::new(card.clone()))));
        self.marked().map_or_else(Turn::nothing, ask)
    }

    /// Lists the marked one no more, or again. It stays in sight until another one is marked, so that the same key
    /// takes it back.
    fn hide_marked(&mut self) -> Turn {
        let Some(Entry { id: Some(id), state: Ok(_), hidden, origin, .. }) = self.marked().cloned() else {
            return Turn::nothing();
        };
        if origin == Origin::Draft {
            return Turn::nothing();
        }
        self.fresh = Some(id.clone());
        Turn::draw().with(Effect::Desk(Ask::Hide(id, !hidden)))
    }

    /// The mark is on this one, or, where that is gone, in its place.
    fn mark_again(&mut self, marked: Option<&Entry>) -> Turn {
        let kept = marked.and_then(|marked| {
            let is_it = |card: &Entry| card.id == marked.id && card.origin == marked.origin;
            let is_called_so = |card: &Entry| card.id.is_some() && card.id == marked.id;
            self.shown().position(is_it).or_else(|| self.shown().position(is_called_so))
        });
        let last = self.shown().count().saturating_sub(1);
        self.cursor.mark(kept.unwrap_or(self.cursor.marked().min(last)));
        Turn::draw()
    }

    /// How many are hidden, and whether they are listed all the same.
    pub fn hidden(&self) -> (usize, bool) {
        (self.cards.iter().filter(|(_, card)| card.hidden || self.is_held(card)).count(), self.shows_hidden)
    }

    /// The group of each card that is shown; none while something is looked for.
    pub fn groups(&self) -> Vec<Group> {
        if self.filter.is_some() { Vec::new() } else { self.listed().map(|(group, _)| *group).collect() }
    }

    /// A new routine; from the one that is marked, or with the question how.
    fn begin_new(&self, from_marked: bool) -> Turn {
        let marked = self.marked().filter(|card| card.state.is_ok()).cloned().map(Box::new);
        if from_marked && marked.is_none() { Turn::nothing() } else { Turn::go(Go::New(marked, from_marked)) }
    }

    /// Types into the filter.
    pub fn type_letter(&mut self, letter: char) -> Turn {
        let Some(filter) = self.filter.as_mut() else { return Turn::nothing() };
        filter.type_letter(letter);
        self.chosen = true;
        self.cursor.mark(0);
        Turn::draw()
    }

    /// A session of `routine` was done.
    pub fn see(&mut self, routine: &RoutineId, at: DateTime<FixedOffset>) {
        self.recent.see(routine, at);
        self.arrange();
    }

    /// Takes the filter away; the mark stays on its routine.
    pub fn show_all(&mut self) {
        self.fresh = None;
        self.set_filter(None);
    }

    /// A routine was saved: the mark is on it as soon as the list has it.
    pub fn mark_saved(&mut self, id: RoutineId) {
        self.saved = Some(id);
    }

    /// The routines as they are now. The mark goes to what was saved just now; else it stays on its routine, or, where that
    /// is gone, in its place.
    pub fn renew(&mut self, cards: Vec<Entry>) -> Turn {
        let marked = self.marked().cloned();
        self.cards = self.shelve(cards);
        let saved = self.saved.take();
        match saved.and_then(|id| self.shown().find(|card| card.id.as_ref() == Some(&id)).cloned()) {
            Some(saved) => {
                self.chosen = true;
                self.mark_again(Some(&saved))
            }
            None => self.mark_again(marked.as_ref()),
        }
    }

    /// What the last weeks say, in full.
    pub fn remember(&mut self, recent: Recent) {
        self.recent = recent;
        self.arrange();
    }

    fn arrange(&mut self) {
        let cards = std::mem::take(&mut self.cards);
        let marked =
            cards.iter().map(|(_, card)| card).filter(|card| self.lists(card)).nth(self.cursor.marked()).cloned();
        self.cards = self.shelve(cards.into_iter().map(|(_, card)| card).collect());
        self.mark_again(marked.as_ref());
    }

    fn shelve(&self, cards: Vec<Entry>) -> Vec<(Group, Entry)> {
        let picks = self.advice.as_ref().map(|advice| [&advice.suggestion.pick, &advice.suggestion.second]);
        let now: Vec<&RoutineId> = picks.into_iter().flatten().flatten().map(|pick| &pick.id).collect();
        shelf::arrange(cards, &self.recent, (&now, self.word))
    }

    fn set_filter(&mut self, filter: Option<Field>) -> Turn {
        let marked = self.marked().cloned();
        // One that was found and is hidden stays in sight.
        self.fresh = marked.as_ref().filter(|card| card.hidden && filter.is_none()).and_then(|card| card.id.clone());
        self.filter = filter;
        self.mark_again(marked.as_ref())
    }

    fn open_marked(&mut self, asks: Asks) -> Turn {
        self.asks = asks;
        match self.marked() {
            Some(Entry { id: Some(id), state: Ok(_), .. }) => Turn::draw().with(Effect::Load(id.clone())),
            _ => Turn::draw(),
        }
    }

    /// The cards that are listed: without a filter all that are not hidden; with one, those in which all its words occur
    /// somewhere, hidden or not.
    pub fn shown(&self) -> impl Iterator<Item = &Entry> {
        self.listed().map(|(_, card)| card)
    }

    fn listed(&self) -> impl Iterator<Item = &(Group, Entry)> {
        self.cards.iter().filter(|(_, card)| self.lists(card))
    }

    fn lists(&self, card: &Entry) -> bool {
        match &self.filter {
            Some(filter) => filter.text().split_whitespace().all(|word| contains(card, &word.to_lowercase())),
            None => {
                let is_out = card.hidden || self.is_held(card);
                !is_out || self.shows_hidden || (self.fresh.is_some() && card.id == self.fresh)
            }
        }
    }

    /// The card that is marked.
    pub fn marked(&self) -> Option<&Entry> {
        self.shown().nth(self.cursor.marked())
    }

    /// Whether what is marked was never saved.
    pub fn is_draft(&self) -> bool {
        self.marked().is_some_and(|card| card.origin == Origin::Draft)
    }

    /// Why the routine that is marked cannot be started.
    pub fn trouble(&self, keys: &Keymap) -> Option<Clean> {
        let marked = self.marked()?;
        let named = |action| keys.name(Scope::Home, action);
        if marked.origin == Origin::Draft {
            return Some(Clean::visible(&format!(
                "It is not saved yet: {} opens it as it was left, to be saved or dropped.",
                named(Action::Open)
            )));
        }
        let why = marked.state.as_ref().err()?;
        Some(Clean::visible(&format!("It cannot be started: {why}. {} shows the place.", named(Action::Edit))))
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

    /// Which foot is sore from now on; and what is chosen for today, if that changes with it.
    pub fn prefer(&mut self, usual: Feet, choice: Choice) {
        (self.usual, self.choice) = (usual, choice);
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
