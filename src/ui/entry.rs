//! Ratings being given or corrected: a page for each kind, with a time, a place and a note. Used by the rating screen, and
//! by the history for what was given before.

use std::collections::HashSet;

use chrono::{DateTime, FixedOffset};

use super::effect::{Effect, Turn};
use super::field::Field;
use super::keymap::{Action, Scope};
use super::rating::{Ratings, is_as_said};
use crate::domain::body::Feet;
use crate::domain::record::{Fact, FactId, PainKind, What};
use crate::domain::text::{self, Clean};
use crate::domain::time::Now;
use crate::domain::when::Usual;

/// The kinds that can be given by themselves, the first one first.
const KINDS: [PainKind; 5] =
    [PainKind::FirstStep, PainKind::DayAverage, PainKind::NowBefore, PainKind::NowDuring, PainKind::NowAfter];

/// The pages, and what is being typed.
#[derive(Clone, Debug)]
pub struct Entry {
    pages: Vec<Page>,
    shown: usize,
    writing: Option<Writing>,
    trouble: Option<Clean>,
    /// Something was said here.
    changed: bool,
    /// What was rated today before this began.
    earlier: Vec<Fact>,
    about: About,
}

/// What the pages are about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum About {
    /// Something new, of now or of a time that is given.
    New,
    /// A rating that was given before.
    Given,
    /// The ratings of a session.
    Session,
}

/// The ratings of one kind and time.
#[derive(Clone, Debug)]
pub struct Page {
    ratings: Ratings,
    note: Field,
    place: Field,
}

/// What is being typed.
#[derive(Clone, Debug)]
pub enum Writing {
    /// A time.
    Time(Field),
    /// Where it hurts.
    Place,
    /// A note.
    Note,
}

impl Page {
    fn new(ratings: Ratings) -> Self {
        let field = |said: Option<&Clean>, kind| said.map_or(Field::new(kind), |said| Field::holding(said, kind));
        let (note, place) = (field(ratings.note(), text::Field::Long), field(ratings.place(), text::Field::Line));
        Self { note, place, ratings }
    }

    /// The numbers.
    pub const fn ratings(&self) -> &Ratings {
        &self.ratings
    }

    /// The note as it is written so far.
    pub const fn note(&self) -> &Field {
        &self.note
    }

    /// The place as it is written so far.
    pub const fn place(&self) -> &Field {
        &self.place
    }

    /// Whether the words, as far as they are written, are said with the numbers.
    pub fn is_kept(&self) -> bool {
        !self.ratings.any()
            || (is_as_said(self.note.text(), self.ratings.note())
                && is_as_said(self.place.text(), self.ratings.place()))
    }

    /// Whether there are words, and no number that they could go with.
    fn is_mute(&self) -> bool {
        let says = |field: &Field| !field.text().trim().is_empty();
        !self.ratings.any() && (says(&self.note) || says(&self.place))
    }
}

impl Entry {
    /// Something new about these feet, first steps first. `recent` says what was rated today already.
    pub fn new(feet: Feet, recent: &[Fact], now: Now) -> Self {
        let today = |fact: &&Fact| {
            matches!(&fact.what, What::Pain(rating) if rating.session.is_none()) && now.day_of(fact.at) == now.today()
        };
        let pages = KINDS.iter().map(|kind| Page::new(Ratings::new(feet, *kind, None))).collect();
        Self { earlier: recent.iter().filter(today).cloned().collect(), ..Self::of(pages, About::New) }
    }

    /// Something new of a time that is asked for first.
    pub fn late(feet: Feet, now: Now) -> Self {
        Self { writing: Some(Writing::Time(Field::default())), ..Self::new(feet, &[], now) }
    }

    /// A rating that was given before; none if the fact is something else.
    pub fn given(fact: &Fact) -> Option<Self> {
        Some(Self::of(vec![Page::new(Ratings::given([fact])?)], About::Given))
    }

    /// The ratings of a session that began and was kept at these times: before, in the middle of it, and after.
    pub fn session(
        session: FactId,
        (began, ended): (DateTime<FixedOffset>, DateTime<FixedOffset>),
        said: &[Fact],
    ) -> Self {
        let of = |kind: PainKind| said.iter().filter(move |fact| matches!(&fact.what, What::Pain(r) if r.kind == kind));
        let around = |kind, at| {
            let given = Ratings::given(of(kind));
            Page::new(given.unwrap_or_else(|| Ratings::new(Feet::Both, kind, Some(session)).of_time(at)))
        };
        let during = of(PainKind::NowDuring).filter_map(|fact| Some(Page::new(Ratings::given([fact])?)));
        let before = around(PainKind::NowBefore, began);
        let after = around(PainKind::NowAfter, ended);
        Self::of(std::iter::once(before).chain(during).chain([after]).collect(), About::Session)
    }

    fn of(pages: Vec<Page>, about: About) -> Self {
        Self { pages, shown: 0, writing: None, trouble: None, changed: false, earlier: Vec::new(), about }
    }

    /// Where its keys are in the table.
    pub const fn scope(&self) -> Scope {
        match self.writing {
            None => Scope::Rate,
            Some(Writing::Time(_)) => Scope::When,
            Some(Writing::Place | Writing::Note) => Scope::Note,
        }
    }

    /// Does what a key asks for. [`Action::Back`] comes here too while [`Self::holds`].
    pub fn update(&mut self, action: Action, now: Now) -> Turn {
        let turn = self.acted(action, now);
        self.noticed(turn)
    }

    /// Whether the way back ends something here first: what is being typed, or words that no number goes with.
    pub fn holds(&self) -> bool {
        self.writing.is_some() || (self.trouble.is_none() && self.pages.iter().any(Page::is_mute))
    }

    /// The words that no number goes with; none where there are no such words.
    pub fn mute_words(&self) -> Option<String> {
        let words = |page: &Page| [page.place.text().trim().to_owned(), page.note.text().trim().to_owned()];
        let all = self.pages.iter().filter(|page| page.is_mute()).flat_map(words);
        let all: Vec<String> = all.filter(|words| !words.is_empty()).collect();
        (!all.is_empty()).then(|| all.join("; "))
    }

    fn acted(&mut self, action: Action, now: Now) -> Turn {
        if self.writing.is_some() {
            return self.write(action);
        }
        if action == Action::Back {
            self.shown = self.pages.iter().position(Page::is_mute).unwrap_or(self.shown);
            let why = "Words go with a number: rate a foot, or leave once more without them.";
            self.trouble = Some(Clean::visible(why));
            return Turn::draw();
        }
        self.trouble = None;
        match action {
            Action::Left => self.show(self.shown.checked_sub(1)),
            Action::Right => self.show(Some(self.shown + 1)),
            Action::When => self.begin(Writing::Time(Field::default())),
            Action::Place => self.begin(Writing::Place),
            Action::Note => self.begin(Writing::Note),
            action => {
                let Some(page) = self.pages.get_mut(self.shown) else { return Turn::nothing() };
                if matches!(action, Action::NextField | Action::PreviousField) && page.ratings.feet() != Feet::Both {
                    // The foot that is not sore is a key away, and stays in sight from then on.
                    page.ratings.ask(Feet::Both);
                }
                page.ratings.update(action, now)
            }
        }
    }

    fn show(&mut self, page: Option<usize>) -> Turn {
        match page.filter(|page| *page < self.pages.len()) {
            Some(page) => {
                self.shown = page;
                Turn::draw()
            }
            None => Turn::nothing(),
        }
    }

    fn begin(&mut self, writing: Writing) -> Turn {
        self.writing = Some(writing);
        Turn::draw()
    }

    fn write(&mut self, action: Action) -> Turn {
        if self.field_mut().is_some_and(|field| field.act(action)) {
            return Turn::draw();
        }
        match (action, &self.writing) {
            (Action::Open, Some(Writing::Time(field))) if !field.text().trim().is_empty() => {
                let usual = self.page().and_then(|page| Usual::of(page.ratings.kind()));
                Turn::nothing().with(Effect::ReadWhen(Clean::visible(field.text().trim()), usual))
            }
            (Action::Open | Action::Back, _) => {
                let words = !matches!(self.writing, Some(Writing::Time(_)));
                let stays = self.stays_where_it_was();
                (self.writing, self.trouble) = (None, stays);
                if words { self.describe() } else { Turn::draw() }
            }
            _ => Turn::nothing(),
        }
    }

    /// Said where a time was begun and given up: what was rated is not of that time then.
    fn stays_where_it_was(&self) -> Option<Clean> {
        let Some(Writing::Time(field)) = &self.writing else { return None };
        let ratings = self.page()?.ratings();
        let at = ratings.at().filter(|_| ratings.any() && !field.text().trim().is_empty())?;
        Some(Clean::visible(&format!("That time was not taken: it stays {}.", at.format("%-d %b %Y, %H:%M"))))
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        let page = self.pages.get_mut(self.shown)?;
        match self.writing.as_mut()? {
            Writing::Time(field) => Some(field),
            Writing::Place => Some(&mut page.place),
            Writing::Note => Some(&mut page.note),
        }
    }

    /// The words of this page, said with its numbers.
    fn describe(&mut self) -> Turn {
        match self.pages.get_mut(self.shown) {
            Some(page) => page.ratings.describe(page.note.text(), page.place.text()),
            None => Turn::nothing(),
        }
    }

    fn noticed(&mut self, turn: Turn) -> Turn {
        self.changed |= turn.effects.iter().any(|effect| matches!(effect, Effect::Keep(_)));
        turn
    }

    /// Types a letter where one is typed.
    pub fn type_letter(&mut self, letter: char) -> Turn {
        self.trouble = None;
        let Some(field) = self.field_mut() else { return Turn::nothing() };
        field.type_letter(letter);
        Turn::draw()
    }

    /// Puts pasted text where one is typed, and nowhere else: a paste rates nothing.
    pub fn paste(&mut self, text: &Clean) -> Turn {
        match self.field_mut() {
            Some(field) => {
                field.insert(text);
                Turn::draw()
            }
            None => Turn::nothing(),
        }
    }

    /// Keeps the words that are written so far, with the numbers that they go with.
    pub fn keep_words(&mut self) -> Turn {
        match self.writing {
            Some(Writing::Place | Writing::Note) => {
                let turn = self.describe();
                self.noticed(turn)
            }
            _ => Turn::draw(),
        }
    }

    /// A time was understood, or not.
    pub fn take_time(&mut self, time: Result<DateTime<FixedOffset>, Clean>) -> Turn {
        let at = match time {
            Ok(at) => at,
            Err(why) => {
                self.trouble = Some(why);
                return Turn::draw();
            }
        };
        (self.writing, self.trouble) = (None, None);
        let mut turn = Turn::draw();
        for (number, page) in self.pages.iter_mut().enumerate() {
            if number == self.shown {
                turn = page.ratings.move_to(at);
            } else if self.about == About::New && !page.ratings.any() {
                // A time that was given is meant for the other kinds too, as long as they say nothing of their own.
                page.ratings.move_to(at);
            }
        }
        self.noticed(turn)
    }

    /// Whether any of its ratings is one of these facts.
    pub fn is_about(&self, facts: &HashSet<FactId>) -> bool {
        self.pages.iter().any(|page| page.ratings.is_about(facts))
    }

    /// The page that is shown; none if there is not any.
    pub fn page(&self) -> Option<&Page> {
        self.pages.get(self.shown)
    }

    /// All pages, and which one is shown.
    pub fn pages(&self) -> (&[Page], usize) {
        (&self.pages, self.shown)
    }

    /// What is being typed.
    pub const fn writing(&self) -> Option<&Writing> {
        self.writing.as_ref()
    }

    /// What is in the way.
    pub const fn trouble(&self) -> Option<&Clean> {
        self.trouble.as_ref()
    }

    /// Whether anything was said here.
    pub const fn is_changed(&self) -> bool {
        self.changed
    }

    /// What the pages are about.
    pub const fn about(&self) -> About {
        self.about
    }

    /// What was rated today of this kind before this began, oldest first.
    pub fn earlier(&self, kind: PainKind) -> impl Iterator<Item = &Fact> {
        let is = move |fact: &&Fact| matches!(&fact.what, What::Pain(rating) if rating.kind == kind);
        self.earlier.iter().filter(is)
    }
}
