//! What was done and rated, newest first: found by words, opened, corrected, deleted and brought back. All of that is
//! said as new facts; what was said before stays in the past.

use std::collections::HashSet;

use chrono::{DateTime, FixedOffset};

use crate::domain::body::Feet;
use crate::domain::history::{Row, RowKind};
use crate::domain::record::{FactId, What};
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::ui::effect::{Effect, Go, Opened, Turn};
use crate::ui::entry::Entry;
use crate::ui::event::EventEntry;
use crate::ui::keymap::{Action, Scope};
use crate::ui::list::Cursor;

mod rows;
mod said;
mod search;
mod session;

use rows::Deleted;
pub use rows::Read;
pub use said::Said;
pub use search::Search;
pub use session::Session;

/// The screen: a list, and over it what is open.
#[derive(Clone, Debug)]
pub struct History {
    /// The feet that a late entry asks about.
    feet: Feet,
    rows: Option<Vec<Row>>,
    trouble: Option<Clean>,
    cursor: Cursor,
    search: Option<Search>,
    open: Option<Open>,
    /// What a record is wanted for, once it has been read.
    wanted: Wanted,
    /// What was deleted here, to be brought back, the last of it first.
    deleted: Vec<Deleted>,
    /// It was deleted a moment ago.
    just_deleted: bool,
    /// What is to be marked once the history has been read again.
    brought_back: Option<FactId>,
    /// Something was said here, and home looks at the last weeks again.
    changed: bool,
    /// What was said under what is open, and the list does not show yet; nothing where it was taken back.
    news: Vec<(FactId, Option<Row>)>,
}

/// What lies over the list.
#[derive(Clone, Debug)]
pub enum Open {
    /// A session.
    Session(Box<Session>),
    /// A rating by itself, or a new one.
    Rating(Box<Entry>),
    /// An event, or a new one.
    Event(Box<EventEntry>),
    /// What was said of a day.
    Said(Box<Said>),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Wanted {
    Opening,
    Deleting,
}

impl History {
    /// A screen that waits for the history to be read; of one that was left before, it has what that one read.
    pub fn new(feet: Feet, read: Option<Read>) -> (Self, Turn) {
        let wish = if read.is_some() { Effect::LookAtHistory } else { Effect::ReadHistory };
        let (rows, trouble) = read.map(|Read { rows, trouble }| (rows, trouble)).unzip();
        let history = Self {
            feet,
            rows,
            trouble: trouble.flatten(),
            cursor: Cursor::default(),
            search: None,
            open: None,
            wanted: Wanted::Opening,
            deleted: Vec::new(),
            just_deleted: false,
            brought_back: None,
            changed: false,
            news: Vec::new(),
        };
        (history, Turn::draw().with(wish))
    }

    /// Where its keys are in the table.
    pub fn scope(&self) -> Scope {
        match &self.open {
            Some(Open::Rating(entry)) => entry.scope(),
            Some(Open::Session(session)) => session.scope(),
            Some(Open::Event(event)) => event.scope(),
            Some(Open::Said(_)) => Scope::Said,
            None if self.is_typing() => Scope::Seek,
            None => Scope::History,
        }
    }

    /// The history has been read; the mark stays on its row.
    pub fn take(&mut self, rows: Vec<Row>, trouble: Option<Clean>, now: Now) -> Turn {
        let marked = self.brought_back.take().or_else(|| self.marked().map(|row| row.id));
        (self.rows, self.trouble) = (Some(rows), trouble);
        self.news.clear();
        self.look(now);
        if let Some(id) = marked {
            self.mark(id);
        }
        self.cursor.mark(self.cursor.marked().min(self.count().saturating_sub(1)));
        Turn::draw()
    }

    /// A record has been read, to be opened or deleted.
    pub fn open(&mut self, opened: Option<Box<Opened>>, now: Now) -> Turn {
        let Some(opened) = opened else { return Turn::draw().with(Effect::ReadHistory) };
        match (self.wanted, &opened.fact.what) {
            (Wanted::Deleting, _) => return self.delete(&opened, now),
            (Wanted::Opening, What::Session(_)) => {
                self.open = Some(Open::Session(Box::new(Session::new(*opened))));
            }
            (Wanted::Opening, What::Event(_)) => {
                self.open = EventEntry::given(&opened.fact).map(|event| Open::Event(Box::new(event)));
            }
            (Wanted::Opening, What::RedFlags(_) | What::Day(_)) => {
                self.open = Said::new(*opened).map(|said| Open::Said(Box::new(said)));
            }
            (Wanted::Opening, _) => self.open = Entry::given(&opened.fact).map(|entry| Open::Rating(Box::new(entry))),
        }
        Turn::draw()
    }

    /// These were erased for good in another window: nothing here speaks of them any more, and the list is read again.
    pub fn let_go(&mut self, erased: &HashSet<FactId>) -> Effect {
        self.deleted.retain(|deleted| !deleted.is_about(erased));
        let is_open = match &self.open {
            Some(Open::Session(session)) => erased.contains(&session.opened.fact.id),
            Some(Open::Rating(entry)) => entry.is_about(erased),
            Some(Open::Event(event)) => event.is_about(erased),
            Some(Open::Said(said)) => erased.contains(&said.opened.fact.id),
            None => false,
        };
        if is_open {
            self.open = None;
        }
        self.just_deleted = false;
        Effect::ReadHistory
    }

    /// Does what a key asks for.
    pub fn update(&mut self, action: Action, now: Now) -> Turn {
        let typing = self.is_typing();
        let turn = match &mut self.open {
            Some(Open::Rating(entry)) if action == Action::Back && !entry.holds() => {
                self.open = None;
                self.look_again(now)
            }
            Some(Open::Rating(entry)) => entry.update(action, now),
            Some(Open::Event(event)) if action == Action::Back && !event.holds() => {
                self.open = None;
                self.look_again(now)
            }
            Some(Open::Event(event)) => event.update(action, now),
            Some(Open::Session(session)) => match session.update(action, now) {
                Some(turn) => turn,
                None => self.update_record(action, now),
            },
            Some(Open::Said(said)) => match action {
                action if said.scroll.act(action) => Turn::draw(),
                action => self.update_record(action, now),
            },
            None if typing => self.type_action(action, now),
            None => self.update_list(action, now),
        };
        self.heard(turn)
    }

    fn update_list(&mut self, action: Action, now: Now) -> Turn {
        self.just_deleted &= self.cursor.act(action, self.count());
        match action {
            Action::Back if self.search.is_some() => {
                self.set_search(None, now);
                Turn::draw()
            }
            Action::Back if self.changed => Turn::go(Go::Home).with(Effect::ReadRecent),
            Action::Back => Turn::go(Go::Home),
            Action::Open => self.read_marked(Wanted::Opening),
            Action::Delete => self.read_marked(Wanted::Deleting),
            Action::Undo => self.undo(now),
            Action::AddRating => {
                self.open = Some(Open::Rating(Box::new(Entry::late(self.feet, now))));
                Turn::draw()
            }
            Action::Event => {
                self.open = Some(Open::Event(Box::new(EventEntry::begin())));
                Turn::draw()
            }
            Action::Filter => {
                self.begin_search(now);
                Turn::draw()
            }
            action if Cursor::default().act(action, 0) => Turn::draw(),
            _ => Turn::nothing(),
        }
    }

    fn update_record(&mut self, action: Action, now: Now) -> Turn {
        match action {
            Action::Back => {
                self.open = None;
                return self.look_again(now);
            }
            Action::Left | Action::Right => return self.read_neighbour(action == Action::Left),
            Action::Delete => match self.open.take() {
                Some(Open::Session(session)) => return self.delete(&session.opened, now),
                Some(Open::Said(said)) => return self.delete(&said.opened, now),
                open => self.open = open,
            },
            _ => return Turn::nothing(),
        }
        Turn::draw()
    }

    /// Types a letter into whatever is typed.
    pub fn type_letter(&mut self, letter: char, now: Now) -> Turn {
        let turn = match &mut self.open {
            Some(Open::Rating(entry)) => entry.type_letter(letter),
            Some(Open::Session(session)) => session.type_letter(letter),
            Some(Open::Event(event)) => event.type_letter(letter),
            Some(Open::Said(_)) => Turn::nothing(),
            None => self.search_with(|field| field.type_letter(letter), now),
        };
        self.heard(turn)
    }

    /// Puts pasted text into whatever is typed.
    pub fn paste(&mut self, text: &Clean, now: Now) -> Turn {
        let turn = match &mut self.open {
            Some(Open::Rating(entry)) => entry.paste(text),
            Some(Open::Session(session)) => session.paste(text),
            Some(Open::Event(event)) => event.paste(text),
            Some(Open::Said(_)) => Turn::nothing(),
            None => self.search_with(|field| field.insert(text), now),
        };
        self.heard(turn)
    }

    /// A time was understood, or not.
    pub fn take_time(&mut self, time: Result<DateTime<FixedOffset>, Clean>) -> Turn {
        let turn = match &mut self.open {
            Some(Open::Rating(entry)) => entry.take_time(time),
            Some(Open::Event(event)) => event.take_time(time),
            _ => Turn::nothing(),
        };
        self.heard(turn)
    }

    /// Keeps the words that are being written.
    pub fn keep_words(&mut self, now: Now) -> Turn {
        let turn = match &mut self.open {
            Some(Open::Rating(entry)) => entry.keep_words(),
            Some(Open::Session(session)) => session.keep_words(now),
            Some(Open::Event(event)) => event.keep_words(now),
            Some(Open::Said(_)) | None => Turn::nothing(),
        };
        self.heard(turn)
    }

    /// Marks this record, if it is shown.
    fn mark(&mut self, id: FactId) {
        let place = (0..self.count()).find(|place| self.row(*place).is_some_and(|row| row.id == id));
        self.cursor.mark(place.unwrap_or(self.cursor.marked()));
    }

    fn read_marked(&mut self, wanted: Wanted) -> Turn {
        let Some(id) = self.marked().map(|row| row.id) else { return Turn::nothing() };
        self.wanted = wanted;
        Turn::draw().with(Effect::ReadRecord(id))
    }

    /// The next session in the list, passing over ratings by themselves and events.
    fn read_neighbour(&mut self, older: bool) -> Turn {
        let is_session = |at: &usize| matches!(self.row(*at).map(|row| &row.what), Some(RowKind::Session { .. }));
        let here = self.cursor.marked();
        let next = if older { (here + 1..self.count()).find(is_session) } else { (0..here).rev().find(is_session) };
        match next {
            Some(next) => {
                self.cursor.mark(next);
                self.read_marked(Wanted::Opening)
            }
            None => Turn::nothing(),
        }
    }

    /// The rows read so far.
    fn rows(&self) -> &[Row] {
        self.rows.as_deref().unwrap_or_default()
    }

    /// The row in that place of the list as it is shown.
    pub fn row(&self, place: usize) -> Option<&Row> {
        self.rows().get(self.place_of(place)?)
    }

    /// Where among all rows that one stands.
    fn place_of(&self, place: usize) -> Option<usize> {
        self.search.as_ref().map_or(Some(place), |search| search.found.get(place).copied())
    }

    /// How many rows are shown, wherever the window ends.
    pub fn count(&self) -> usize {
        self.search.as_ref().map_or(self.rows().len(), |search| search.found.len())
    }

    /// How many there are, whatever is looked for.
    pub fn total(&self) -> usize {
        self.rows().len()
    }

    fn marked(&self) -> Option<&Row> {
        self.row(self.cursor.marked())
    }

    /// Whether the history has been read.
    pub const fn is_read(&self) -> bool {
        self.rows.is_some()
    }

    /// What was wrong with it.
    pub const fn trouble(&self) -> Option<&Clean> {
        self.trouble.as_ref()
    }

    /// Which row is marked.
    pub const fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    /// Whether something was deleted a moment ago.
    pub const fn has_just_deleted(&self) -> bool {
        self.just_deleted
    }

    /// What lies over the list.
    pub const fn opened(&self) -> Option<&Open> {
        self.open.as_ref()
    }
}
