//! What there is to read: the topics, one of them open, and its sources. Words are looked for in all of them.
//!
//! ```text
//!   topics ─ Enter ─> a topic ─ s ─> its sources
//!      /  what is looked for: topics that have it, and n and N from place to place
//! ```

use ratatui::layout::Position;

use crate::domain::learn::{Book, Place, Topic, Words};
use crate::domain::text::Clean;
use crate::ui::effect::{Effect, Go, Turn};
use crate::ui::field::Field;
use crate::ui::hits::Hits;
use crate::ui::keymap::{Action, Scope};
use crate::ui::list::{Cursor, Scroll};

/// The screen.
#[derive(Clone, Debug)]
pub struct Learn {
    /// What there is to read, once it has been read.
    book: Book,
    /// The topic that is marked, among those that are listed.
    cursor: Cursor,
    open: Open,
    /// How far its text is scrolled.
    scroll: Scroll,
    search: Option<Search>,
    /// The paragraph that is to be in sight, however wide the lines are, until the text is scrolled.
    seek: Option<usize>,
    /// Where the topics were drawn.
    hits: Hits<usize>,
}

/// What the keys go through.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Open {
    /// The topics.
    List,
    /// The text of the one that is marked.
    Text,
    /// Its sources.
    Sources(Scroll),
}

/// What is looked for.
#[derive(Clone, Debug)]
struct Search {
    field: Field,
    typing: bool,
    words: Words,
    /// Every place that has it, in the order of reading.
    places: Vec<Place>,
    /// The one that was gone to last.
    at: usize,
}

impl Learn {
    /// An empty screen, and the wish to fill it.
    pub fn new() -> (Self, Turn) {
        let learn = Self {
            book: Book::default(),
            cursor: Cursor::default(),
            open: Open::List,
            scroll: Scroll::default(),
            search: None,
            seek: None,
            hits: Hits::default(),
        };
        (learn, Turn::draw().with(Effect::ReadBook))
    }

    /// It has been read.
    pub fn take(&mut self, book: Book) -> Turn {
        self.book = book;
        Turn::draw()
    }

    /// Where its keys are in the table.
    pub fn scope(&self) -> Scope {
        match self.open {
            _ if self.is_typing() => Scope::LearnSeek,
            Open::List => Scope::Learn,
            Open::Text => Scope::LearnText,
            Open::Sources(_) => Scope::LearnSources,
        }
    }

    /// Does what a key asks for.
    pub fn update(&mut self, action: Action) -> Turn {
        if self.is_typing() {
            return self.update_typing(action);
        }
        match (&mut self.open, action) {
            (_, Action::Filter) => self.begin_search(),
            (Open::List | Open::Text, Action::NextField) => self.go_on(true),
            (Open::List | Open::Text, Action::PreviousField) => self.go_on(false),
            (Open::List, Action::Open) => self.read(),
            (Open::List, Action::Back) if self.search.is_some() => self.set_search(None),
            (Open::List, Action::Back) => Turn::go(Go::Home),
            (Open::List, action) => self.mark(action),
            (Open::Text, Action::Back) => self.show(Open::List),
            (Open::Text, Action::Details) => self.show(Open::Sources(Scroll::default())),
            (Open::Text, Action::Left) => self.mark(Action::Up),
            (Open::Text, Action::Right) => self.mark(Action::Down),
            (Open::Text, action) => {
                let turn = moved(&mut self.scroll, action);
                self.seek = self.seek.filter(|_| !turn.draw);
                turn
            }
            (Open::Sources(_), Action::Back) => self.show(Open::Text),
            (Open::Sources(scroll), action) => moved(scroll, action),
        }
    }

    fn update_typing(&mut self, action: Action) -> Turn {
        let Some(search) = &mut self.search else { return Turn::nothing() };
        match action {
            Action::Back => self.set_search(None),
            Action::Erase if search.field.text().is_empty() => self.set_search(None),
            Action::Open if search.words.is_empty() => self.set_search(None),
            Action::Open => {
                search.typing = false;
                if search.places.is_empty() { Turn::draw() } else { self.show(Open::Text) }
            }
            Action::Up | Action::Down => self.mark(action),
            action => {
                if !search.field.act(action) {
                    return Turn::nothing();
                }
                self.look()
            }
        }
    }

    /// Types a letter of what is looked for.
    pub fn type_letter(&mut self, letter: char) -> Turn {
        match self.search.as_mut().filter(|search| search.typing) {
            Some(search) => {
                search.field.type_letter(letter);
                self.look()
            }
            None => Turn::nothing(),
        }
    }

    /// Puts pasted text into it.
    pub fn paste(&mut self, text: &Clean) -> Turn {
        match self.search.as_mut().filter(|search| search.typing) {
            Some(search) => {
                search.field.insert(text);
                self.look()
            }
            None => Turn::nothing(),
        }
    }

    /// The mouse was pressed at a cell: on a topic it opens it.
    pub fn point(&mut self, cell: Position) -> Turn {
        match self.hits.at(cell) {
            Some(line) if !matches!(self.open, Open::Sources(_)) => {
                self.cursor.mark(line);
                if let Some(search) = &mut self.search {
                    search.typing = false;
                }
                self.arrive();
                self.show(Open::Text)
            }
            _ => Turn::nothing(),
        }
    }

    fn begin_search(&mut self) -> Turn {
        let mut search = self.search.take().unwrap_or_else(|| Search {
            field: Field::default(),
            typing: true,
            words: Words::default(),
            places: Vec::new(),
            at: 0,
        });
        search.typing = true;
        self.open = Open::List;
        self.set_search(Some(search))
    }

    /// The mark stays on its topic.
    fn set_search(&mut self, search: Option<Search>) -> Turn {
        let marked = self.topic().map(|topic| topic.id);
        self.search = search;
        if self.search.is_none() {
            self.arrive();
        }
        let place = self.listed().position(|topic| Some(topic.id) == marked);
        self.cursor.mark(place.unwrap_or(0));
        Turn::draw()
    }

    /// Looks for what is typed now; the first place that has it is in sight.
    fn look(&mut self) -> Turn {
        let Some(search) = &mut self.search else { return Turn::nothing() };
        search.words = Words::of(search.field.text());
        search.places = self.book.search(&search.words);
        search.at = 0;
        self.cursor.mark(0);
        self.arrive();
        Turn::draw()
    }

    /// Another topic is marked: its text begins with what is looked for, or at the top.
    fn arrive(&mut self) {
        self.scroll = Scroll::default();
        self.seek = None;
        let Some(topic) = self.number() else { return };
        if let Some(search) = &mut self.search
            && let Some(at) = search.places.iter().position(|place| place.topic == topic)
        {
            search.at = at;
            self.seek = search.places.get(at).and_then(|place| place.part);
        }
    }

    fn mark(&mut self, action: Action) -> Turn {
        let before = self.cursor;
        let is_move = self.cursor.act(action, self.listed().count());
        if self.cursor != before {
            self.arrive();
        }
        if is_move { Turn::draw() } else { Turn::nothing() }
    }

    /// The next place that has what is looked for, or the one before; behind the last comes the first.
    fn go_on(&mut self, onward: bool) -> Turn {
        let is_open = self.open == Open::Text;
        let Some(search) = self.search.as_mut().filter(|search| !search.places.is_empty()) else {
            return Turn::nothing();
        };
        let count = search.places.len();
        // From the list, the first step leads to where one is.
        let step = if !is_open {
            0
        } else if onward {
            1
        } else {
            count - 1
        };
        search.at = (search.at + step) % count;
        let Some(place) = search.places.get(search.at).copied() else { return Turn::nothing() };
        let line = self.numbers().position(|number| number == place.topic);
        self.cursor.mark(line.unwrap_or(0));
        self.scroll = Scroll::default();
        self.seek = place.part;
        self.show(Open::Text)
    }

    /// Opens the topic that is marked, if there is one.
    fn read(&mut self) -> Turn {
        if self.topic().is_some() { self.show(Open::Text) } else { Turn::nothing() }
    }

    fn show(&mut self, open: Open) -> Turn {
        self.open = open;
        Turn::draw()
    }

    fn is_typing(&self) -> bool {
        self.search.as_ref().is_some_and(|search| search.typing)
    }

    /// The places in the book of the topics that are listed: those that have what is looked for.
    fn numbers(&self) -> impl Iterator<Item = usize> {
        let has = |number: &usize| match self.search.as_ref().filter(|search| !search.words.is_empty()) {
            Some(search) => search.places.iter().any(|place| place.topic == *number),
            None => true,
        };
        (0..self.book.topics.len()).filter(has)
    }

    fn number(&self) -> Option<usize> {
        self.numbers().nth(self.cursor.marked())
    }

    /// The topics that are listed.
    pub fn listed(&self) -> impl Iterator<Item = &Topic> {
        self.numbers().filter_map(|number| self.book.topics.get(number))
    }

    /// The one that is marked.
    pub fn topic(&self) -> Option<&Topic> {
        self.listed().nth(self.cursor.marked())
    }

    /// What there is to read.
    pub const fn book(&self) -> &Book {
        &self.book
    }

    /// Which topic is marked.
    pub const fn cursor(&self) -> Cursor {
        self.cursor
    }

    /// What the keys go through.
    pub const fn open(&self) -> &Open {
        &self.open
    }

    /// How far the text is scrolled.
    pub const fn scroll(&self) -> &Scroll {
        &self.scroll
    }

    /// The paragraph that is to be in sight.
    pub const fn seek(&self) -> Option<usize> {
        self.seek
    }

    /// What is looked for, and whether it is being typed.
    pub fn search(&self) -> Option<(&Field, bool)> {
        self.search.as_ref().map(|search| (&search.field, search.typing))
    }

    /// The words that are looked for, to be marked.
    pub fn words(&self) -> Option<&Words> {
        self.search.as_ref().map(|search| &search.words)
    }

    /// Which place one is at, and how many have what is looked for.
    pub fn place(&self) -> Option<(usize, usize)> {
        let search = self.search.as_ref().filter(|search| !search.words.is_empty())?;
        Some((search.at + 1, search.places.len()))
    }

    /// Where the topics are drawn.
    pub const fn hits(&self) -> &Hits<usize> {
        &self.hits
    }
}

fn moved(scroll: &mut Scroll, action: Action) -> Turn {
    match action {
        Action::First => scroll.go_to(0),
        Action::Last => scroll.go_to(u16::MAX),
        action if scroll.act(action) => {}
        _ => return Turn::nothing(),
    }
    Turn::draw()
}
